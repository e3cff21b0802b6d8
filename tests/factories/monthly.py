"""Months of invented communities, opened and filled by the services themselves."""

from datetime import timedelta

from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.scope import Scope
from orgwork.kit.periods import Period
from orgwork.monthly.enums import CellState
from orgwork.monthly.models import MonthlyReport
from orgwork.monthly.services.opening import open_month
from orgwork.monthly.services.prefilling import refresh
from orgwork.monthly.services.reviewing import accept
from orgwork.monthly.services.saving import Entry, save_values
from orgwork.monthly.services.submitting import submit


def open_reports(period="2024-07"):
    """{unit name: report} of the month, opened for every community there is; whatever the month, it may still be handed in."""
    opened = open_month(period=Period.parse(period), by=system_user(), scope=Scope.whole())
    until = timezone.now() + timedelta(days=10)
    MonthlyReport.objects.filter(pk__in=[report.pk for report in opened], fill_until__lt=until).update(fill_until=until)
    return {r.unit.name: r for r in MonthlyReport.objects.filter(period=period).select_related("unit")}


def blanks(report):
    """Codes of the cells that still want something."""
    rows = report.values.select_related("item").filter(state=CellState.BLANK, explanation="")
    return [row.code for row in rows if row.item.is_number and not row.item.computed_only]


def fill(report, by, **values):
    """Read the records, type `values` and report zero for what is still blank."""
    refresh(report=report)
    wanted = {code: Entry(value=value, explanation="按台账填写") for code, value in values.items()}
    wanted |= {code: Entry(state=CellState.ZERO) for code in blanks(report) if code not in wanted}
    report.refresh_from_db()
    return save_values(report=report, cells=wanted, by=by, version=report.version) if wanted else report


def submitted(report, by, **values):
    return submit(report=fill(report, by, **values), by=by)


def accepted(report, by, reviewer, **values):
    return accept(report=submitted(report, by, **values), by=reviewer)
