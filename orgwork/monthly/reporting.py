"""Who has reported: rows of a month, strips of twelve months, rates by street."""

from dataclasses import dataclass

from django.utils import timezone

from orgwork.kit.figures.values import percent

from . import deadlines, queries
from .cells import Cell
from .models import FormItem, MonthlyValue

STATES = {"on": "按时", "late": "迟报", "miss": "未报", "due": "未到期"}


@dataclass
class Row:
    report: object
    months: list
    cells: list

    @property
    def strip_label(self):
        said = "，".join(f"{label} {sum(m['state'] == key for m in self.months)}" for key, label in STATES.items())
        return f"近12个月：{said}"


def dot(kept, now):
    """on, late, miss or due of one month; `kept` is (received, due) or None where no report was opened."""
    if kept is None:
        return "due"
    received, due = kept
    if received is None:
        return "miss" if now > due else "due"
    return "late" if received > due else "on"


def months_of(strip, first_day, now):
    """Dots of the twelve months that end with `first_day`."""
    found = []
    for day in deadlines.month_spans(first_day, queries.BACK):
        state = dot(strip.get(day), now)
        found.append({"state": state, "title": f"{day.year}年{day.month}月 {STATES[state]}"})
    return found


def rows_of(reports, *, every, first_day, codes=()):
    """[Row] of `reports` (a list of one month); `every` are all the reports the viewer may see, for the strips."""
    now, units = timezone.now(), [report.unit_id for report in reports]
    strips = queries.strips(every, units=units, first_day=first_day)
    past = queries.past(units=units, first_day=first_day, codes=codes) if codes else {}
    values = _values(reports, codes)
    return [
        Row(report, months_of(strips[report.unit_id], first_day, now),
            [Cell(row, report, past[report.unit_id][row.code]) if row else None for row in (values.get((report.pk, c)) for c in codes)])
        for report in reports
    ]


def _values(reports, codes):
    """{(report, code): value} for the reports that were handed in."""
    rows = MonthlyValue.objects.filter(report__in=[r.pk for r in reports if r.received_at], code__in=codes).select_related("item")
    return {(row.report_id, row.code): row for row in rows}


def featured(first_day):
    """The items a reviewer sees at a glance."""
    return list(FormItem.objects.in_force(first_day).filter(featured=True))


@dataclass
class Rate:
    """Expected, received and in time, of a set of reports."""

    name: str
    expected: int = 0
    received: int = 0
    on_time: int = 0

    def add(self, report):
        self.expected += 1
        self.received += report.received_at is not None
        self.on_time += report.received_at is not None and not report.is_late

    @property
    def received_rate(self):
        return percent(self.received, self.expected)

    @property
    def on_time_rate(self):
        return percent(self.on_time, self.expected)


def rates(reports):
    """(total, [Rate of each street in the order of the tree])."""
    total, streets = Rate("合计"), {}
    for report in reports:
        street = report.unit.parent
        total.add(report)
        streets.setdefault(street.pk if street else None, Rate(str(street or ""))).add(report)
    return total, list(streets.values())
