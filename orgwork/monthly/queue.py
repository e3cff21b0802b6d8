"""The review queue: a row a community, a page of fifty, whatever stands beside them read by a fixed number of statements."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F, Min, Q
from django.utils import timezone

from orgwork.accounts import paths
from orgwork.kit.paging import page_of

from . import outliers, queries, reporting, stages
from .cells import NONE, Cell
from .enums import ReportState
from .models import FormItem, MonthlyValue
from .services.reminding import urged

SIZE = 50
ON_TIME = Q(received_at__lte=F("due_at"))


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: month, street, state, and the group of items that become the columns."""

    period: object
    street: object = None
    state: str = ""
    group: str = ""

    def parts(self, **changes):
        found = {"period": self.period.text, "unit": self.street.code if self.street else "", "state": self.state, "group": self.group}
        return {key: value for key, value in (found | changes).items() if value}

    def url(self, **changes):
        return "/monthly/?" + urlencode(self.parts(**changes))

    def of_month(self, reports):
        """The month's reports in the street."""
        found = queries.of_month(reports, self.period)
        return found.filter(paths.subtree(self.street.path)) if self.street is not None else found

    def narrowed(self, reports):
        """Those of them in the state."""
        tab = queries.TABS.get(self.state)
        return self.of_month(reports).filter(tab) if tab else self.of_month(reports)


@dataclass
class Spot:
    """One number of the table."""

    cell: Cell
    mark: outliers.Mark | None
    url: str


@dataclass
class Row:
    report: object
    months: list
    spots: list
    urged: int
    changed: int | None
    named: int
    waits: bool

    @property
    def named_text(self):
        return f"{self.named} 格"

    @property
    def may_be_urged(self):
        report = self.report
        return report.received_at is None and report.is_open and timezone.now() <= report.fill_until

    @property
    def strip_label(self):
        return reporting.strip_label(self.months)


def counts(month):
    """How many of the month's reports are in each state, came, came in time, and when the first is due; one statement."""
    tabs = {f"in_{key}": Count("pk", filter=q) for key, q in queries.TABS.items()}
    return month.order_by().aggregate(
        total=Count("pk"), received=Count("pk", filter=Q(received_at__isnull=False)), on_time=Count("pk", filter=ON_TIME),
        open=Count("pk", filter=Q(locked_at=None)), due=Min("due_at"), **tabs,
    )  # fmt: skip


def by_month(reports):
    """[{period, total, received, open}] of each month; one statement."""
    came = Q(received_at__isnull=False)
    found = {"total": Count("pk"), "received": Count("pk", filter=came), "open": Count("pk", filter=Q(locked_at=None))}
    return reports.order_by().values("period").annotate(**found)


def columns(items, group):
    """The number items of `group`; without one those that a reviewer sees at a glance."""
    numbers = [item for item in items if item.is_number]
    return [item for item in numbers if item.group == group] if group else [item for item in numbers if item.featured]


def items_of(period):
    return list(FormItem.objects.in_force(period.start))


@dataclass
class Desk:
    """Whose turn it is in a month: the Q of the reports that wait for this viewer, and the streets that nobody reviews."""

    first: bool
    turn: Q
    unmanned: list


def desk_of(user, reports, day, streets):
    """The Desk of `user` for `reports` of the month that begins on `day`; `streets` are the units above them."""
    first = stages.street_first(day)
    seated = stages.seated([street.path for street in streets]) if first else {}
    turn = stages.Reviewer(user).turn(first=first, streets=seated)
    return Desk(first, turn, [street for street in streets if first and street.path not in seated])


def page(reports, *, every, first_day, codes, cursor, turn):
    """(kit Page, [Row]); `every` are all reports the viewer sees, for the strips, `turn` the Q of those whose turn is his.
    Raises BadCursor.
    """
    found = page_of(reports, ordering="path", sources=("pk",), cursor=cursor, size=SIZE)
    shown = list(queries.shown(every).filter(pk__in=[pk for (pk,) in found.rows]).order_by("path", "pk"))
    return found, rows_of(shown, every=every, first_day=first_day, codes=codes, turn=turn) if shown else []


def rows_of(shown, *, every, first_day, codes, turn):
    now, units = timezone.now(), [report.unit_id for report in shown]
    strips = queries.strips(every, units=units, first_day=first_day)
    past = queries.past(units=units, first_day=first_day, codes=codes) if codes else {}
    around, values, often = outliers.around(shown, codes), queries.values_of(shown, codes), urged(shown)
    changed, named, mine = _changed(shown), _named(shown), _mine(every, shown, turn)

    def spot(report, code):
        row = values.get((report.pk, code))
        if row is None or row.value is None:
            return None
        cell = Cell(row, report, past[report.unit_id].get(code, NONE))
        others = [value for unit, value in around[stages.street_of(report), code].items() if unit != report.unit_id]
        return Spot(cell, outliers.mark(cell, others), f"{report.review_url}{code}/")

    return [
        Row(
            report, reporting.months_of(strips[report.unit_id], first_day, now), [spot(report, code) for code in codes],
            often[report.pk], changed.get(report.pk), named.get(report.pk, 0), report.pk in mine,
        )
        for report in shown
    ]  # fmt: skip


def _changed(shown):
    """{report: how many cells differ from what was accepted last} of the waiting reports that were accepted before."""
    again = [r.pk for r in shown if r.state == ReportState.SUBMITTED and r.accepted_at]
    if not again:
        return {}
    rows = MonthlyValue.objects.filter(report__in=again).changed().order_by().values("report_id").annotate(n=Count("pk"))
    return dict.fromkeys(again, 0) | {row["report_id"]: row["n"] for row in rows}


def _named(shown):
    """{report: how many cells its return names}."""
    returned = [r.pk for r in shown if r.state == ReportState.RETURNED]
    if not returned:
        return {}
    rows = MonthlyValue.objects.filter(report__in=returned).exclude(comment="").order_by().values("report_id").annotate(n=Count("pk"))
    return {row["report_id"]: row["n"] for row in rows}


def _mine(every, shown, turn):
    waiting = [report.pk for report in shown if report.state == ReportState.SUBMITTED]
    return set(every.filter(turn, pk__in=waiting).order_by().values_list("pk", flat=True)) if waiting else set()
