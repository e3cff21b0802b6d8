"""The figures of one page, each asked once, with the address of the records behind it."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.utils import timezone

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.figures.values import percent
from orgwork.kit.periods import Period

SPAN = 11


def year_to_date():
    """From New Year to today: what a board shows unless it is asked otherwise."""
    today = timezone.localdate()
    return Period.parse(f"{today.year}-01-01..{today}")


def twelve_months(period):
    """The twelve months that end with the last day of `period`."""
    first = period.end.replace(day=1)
    for _ in range(SPAN):
        first = (first - timedelta(days=1)).replace(day=1)
    return Period.parse(f"{first}..{last_day(period.end)}")


def last_day(day):
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)


def choices(now):
    """Periods that are offered: this year and last, this month and the one before, what is shown."""
    today = timezone.localdate()
    month = Period.month(today)
    found = [year_to_date(), Period.year(today.year - 1), month, month.previous_month()]
    return found if now in found else [*found, now]


@dataclass
class Questions:
    """What one page asks; answers are kept, so that two tiles with one figure cost one statement."""

    scope: Scope
    unit: Unit
    period: Period
    known: dict = field(default_factory=dict)

    def foresee(self, tiles, level):
        """Ask for what the tiles will want, all at once: two statements for the numbers, three for the units."""
        keys = list(dict.fromkeys(key for tile in tiles for key in tile.keys))
        parts = [part for key in keys for part in parts_of(key)]
        asks = [figures.Ask(key, self.unit, self.period) for key in [*keys, *parts]]
        asks += [figures.Ask(tile.keys[0], self.unit, self.period.last_year()) for tile in tiles if tile.kind == "number"]
        for ask, found in figures.values_of(asks, scope=self.scope).items():
            self.known["value", ask.key, ("period", ask.period.text)] = found
        apart = [key for tile in tiles if tile.kind in ("compare", "units") for key in tile.keys]
        for at in [level, *(["department"] if self.unit.level == "district" else [])] if level and apart else ():
            found = figures.by_unit_of([figures.Ask(key, self.unit, self.period) for key in apart], scope=self.scope, level=at)
            self.known |= {("by_unit", ask.key, ("level", at)): values for ask, values in found.items()}

    def _args(self, period=None):
        return {"scope": self.scope, "unit": self.unit, "period": period or self.period}

    def _once(self, ask, key, **more):
        at = (ask.__name__, key, *sorted(more.items()))
        if at not in self.known:
            period = Period.parse(more.pop("period")) if "period" in more else None
            self.known[at] = ask(key, **self._args(period), **more)
        return self.known[at]

    def value(self, key, period=None):
        return self._once(figures.value, key, period=(period or self.period).text)

    def by_unit(self, key, level):
        return self._once(figures.by_unit, key, level=level)

    def by_month(self, key, period):
        return self._once(figures.by_month, key, period=period.text)

    def below(self, level):
        """The units of `level` under this one, in the order of the tree."""
        if level not in self.known:
            rows = Unit.objects.filter(paths.subtree(self.unit.path), level=level, closed_on=None)
            self.known[level] = list(rows.order_by("path"))
        return self.known[level]

    def url(self, key, *, unit=None, period=None):
        """The page of the figure with its records."""
        query = urlencode({"unit": (unit or self.unit).code, "period": (period or self.period).text})
        return f"/figures/{key}/?{query}"

    def unreviewed(self, keys):
        """(records not accepted yet, their share in percent) among the figures that know such records."""
        asked = {base(key) for key in keys if figures.get(base(key)).unreviewed_rows is not None}
        waiting = sum(figures.unreviewed(key, **self._args()) for key in asked)
        counted = sum(figures.records(key, **self._args()).count() for key in asked)
        return waiting, percent(waiting, waiting + counted), len(asked)


def parts_of(key):
    """The two figures of a ratio."""
    found = figures.get(key)
    return (found.of, found.over) if found.aggregate == "ratio" else ()


def base(key):
    """The figure whose records stand behind `key`: of a ratio the one below the line."""
    found = figures.get(key)
    return base(found.over) if found.aggregate == "ratio" else key


def short(month, first):
    """`7月`; the first one and each January with their year: `25/12`."""
    if month.start.month == 1 or month == first:
        return f"{month.start.year % 100}/{month.start.month}"
    return f"{month.start.month}月"
