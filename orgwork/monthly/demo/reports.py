"""Step: a report for every community and month, filled as secretaries fill them. One statement a figure, two inserts a month."""

from django.utils import timezone

from orgwork.accounts.scope import Scope
from orgwork.kit import demo
from orgwork.kit.demo.world import new_id
from orgwork.kit.periods import Period

from ..enums import COUNTED, TYPED, CellState, ReportState
from ..models import FormItem, MonthlyReport, MonthlyValue
from ..services.opening import reporting_units
from ..services.prefilling import computed, found_for, known, prefill
from . import fates
from .filling import Filling

FILLED_IN = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED, ReportState.LOCKED)
MISSTATED_BY = 4


@demo.step(80)
def report_months(world):
    last = {}
    for month in world.months:
        if month <= world.story.reported:
            last = a_month(world, Period.month(month), last)
    # A returned cell counts as not mended while it is older than the return.
    MonthlyReport.objects.filter(state=ReportState.RETURNED, locked_at=None).update(reviewed_at=timezone.now())


def a_month(world, period, last):
    """Write the reports of `period`. Returns {unit id: the values that secretaries carry on next month}."""
    items = list(FormItem.objects.in_force(period.start))
    units = reporting_units(period, Scope.whole())
    answers = computed(items, unit=world.units["410399"], period=period)
    dates = fates.dates(period)
    reports = [a_report(world, unit, period, dates) for unit in units]
    cells = {report.unit_id: rows_of(report, items, answers) for report in reports}
    for report in reports:
        fill(world, report, cells[report.unit_id], last.get(report.unit_id, {}))
    world.write(reports)
    world.write([row for rows in cells.values() for row in rows.values()])
    kept = [item.code for item in items if item.stable]
    return {unit: {code: rows[code].value for code in kept} for unit, rows in cells.items()}


def a_report(world, unit, period, dates):
    rng = world.rng("monthly", unit.code, period.text)
    if period.start == world.story.reported:
        fate = fates.newest(rng, unit, world.options.today, *dates)
    else:
        fate = fates.closed(rng, unit, world.story.ago(period.start), *dates)
    keeper = world.keeper(unit)
    found = MonthlyReport(
        id=new_id(rng), unit=unit, path=unit.path, period=period.text, first_day=period.start, **vars(fate)
    )
    found.created_by = found.updated_by = keeper
    found.submitted_by = keeper if fate.submitted_at else None
    found.reviewed_by = world.users["quli"] if fate.reviewed_at else None
    return found


def rows_of(report, items, answers):
    """{code: cell}, filled from the records."""
    found = {}
    for item in items:
        row = MonthlyValue(
            counted=report.state in COUNTED,
            report=report, item=item, code=item.code, unit=report.unit, path=report.path, first_day=report.first_day,
            source=item.figure if known(item) else TYPED,
        )  # fmt: skip
        prefill(row, found_for(item, answers, report.unit_id))
        found[item.code] = row
    return found


def fill(world, report, rows, last):
    """A report that was handed in is whole; a draft has what the records give, and here and there a first number."""
    rng = world.rng("cells", report.unit.code, report.period)
    filling = Filling(rng, rows, world.keeper(report.unit), last)
    if report.state in FILLED_IN:
        filling.whole(report.first_day, report.unit.code)
    if report.state == ReportState.RETURNED and not report.locked_at:
        misstate(report, rows["m_visit_households"], filling)


def misstate(report, row, filling):
    """The cell for which the newest month's report came back."""
    records = row.computed
    filling.put(row, records * MISSTATED_BY)
    row.state, row.explanation = CellState.FILLED, ""
    row.comment = f"走访记录合 {records:f} 户，本格手填 {row.value:f} 户。请补记走访，或改回 {records:f}。"
    report.returned_reason = row.comment
