"""Who has reported: strips of twelve months, and rates by unit, street and month."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.utils import timezone

from orgwork.accounts.models import Unit
from orgwork.kit.figures.values import percent
from orgwork.kit.periods import Period

from . import deadlines, queries

STATES = {"on": "按时", "late": "迟报", "miss": "未报", "due": "未到期"}
COUNTS = {
    "expected": Count("pk"),
    "received": Count("pk", filter=Q(received_at__isnull=False)),
    "on_time": Count("pk", filter=Q(received_at__lte=F("due_at"))),
}
KEYS = ("expected", "received", "received_rate", "on_time", "on_time_rate")


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


def strip_label(months):
    said = "，".join(f"{label} {sum(m['state'] == key for m in months)}" for key, label in STATES.items())
    return f"近12个月：{said}"


@dataclass
class Rate:
    """Expected, received and in time. `code` is that of the unit, `period` the time it speaks of; "" where no page opens it."""

    name: str
    code: str = ""
    period: str = ""
    expected: int = 0
    received: int = 0
    on_time: int = 0
    months: list = field(default_factory=list)

    def add(self, other):
        for key in COUNTS:
            setattr(self, key, getattr(self, key) + getattr(other, key))

    @property
    def received_rate(self):
        return percent(self.received, self.expected)

    @property
    def on_time_rate(self):
        return percent(self.on_time, self.expected)

    @property
    def numbers(self):
        """[(value, address of the figure that opens it or "")] in the order of the columns."""
        return [(getattr(self, key), self._url(key)) for key in KEYS]

    def _url(self, key):
        return f"/figures/monthly.reports_{key}/?unit={self.code}&period={self.period}" if self.code and self.period else ""

    @property
    def strip_label(self):
        return strip_label(self.months)


@dataclass
class Street:
    """A street's communities and their subtotal."""

    total: Rate
    units: list


def span(period, count):
    """The Period of the `count` months that end with the month `period`."""
    first = deadlines.month_spans(period.start, count)[0]
    return period if count == 1 else Period.parse(f"{first}..{period.end}")


def during(reports, asked):
    return reports.filter(first_day__range=(asked.start, asked.end)).order_by()


def by_unit(reports, asked, *, every, covers):
    """(total, [Street]) of `reports` in the Period `asked`, each community with its strip; four statements.

    `covers(path)` says whether the viewer may open a unit's numbers.
    """
    rows = {row["path"]: row for row in during(reports, asked).values("path").annotate(**COUNTS)}
    units = list(Unit.objects.filter(path__in=rows).select_related("parent").order_by("path"))
    month = asked.end.replace(day=1)
    strips, now = queries.strips(every, units=[unit.pk for unit in units], first_day=month), timezone.now()
    total, streets = Rate("合计"), {}
    for unit in units:
        rate = Rate(unit.name, unit.code, asked.text, **{key: rows[unit.path][key] for key in COUNTS})
        rate.months = months_of(strips.get(unit.pk, {}), month, now)
        street = streets.setdefault(unit.parent_id, Street(_of_street(unit.parent, asked, covers), []))
        for sum_ in (street.total, total):
            sum_.add(rate)
        street.units.append(rate)
    return total, list(streets.values())


def _of_street(street, asked, covers):
    if street is None:
        return Rate("")
    return Rate(street.name, street.code if covers(street.path) else "", asked.text)


def by_month(reports, asked, code):
    """[Rate of each month of `asked`], the newest first; one statement. `code` is the unit they are opened for."""
    rows = {row["period"]: row for row in during(reports, asked).values("period").annotate(**COUNTS)}
    months = [month for month in reversed(asked.months()) if month.text in rows]
    return [Rate(m.label, code, m.text, **{key: rows[m.text][key] for key in COUNTS}) for m in months]


def whole(counts):
    """The Rate of a month's counts, as the head of the queue shows it."""
    return Rate("合计", expected=counts["total"], received=counts["received"], on_time=counts["on_time"])
