"""What a reviewer should look at: a value outside its community's own range, or far from the street's other communities."""

from collections import defaultdict
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import NamedTuple

from orgwork.accounts import paths

from .enums import REPORTED
from .models import MonthlyValue
from .numbers import plain
from .stages import street_of

ENOUGH = 3
LEGEND = "▲▼：超出自己近 12 个月的常见范围，或比同街道其他社区的范围还超出一半以上"


class Mark(NamedTuple):
    """`way` 1 above, -1 below; `why` says of which range."""

    way: int
    why: str

    @property
    def sign(self):
        return "▲" if self.way > 0 else "▼"


def around(reports, codes):
    """{(street, code): {unit: value}} of the same month in the streets of `reports`; one statement."""
    found = defaultdict(dict)
    if not reports or not codes:
        return found
    streets = reduce(or_, (paths.subtree(path) for path in {street_of(report) for report in reports}))
    rows = MonthlyValue.objects.filter(
        streets, first_day=reports[0].first_day, code__in=codes, value__isnull=False, report__state__in=REPORTED
    ).order_by()
    for path, unit, code, value in rows.values_list("path", "unit_id", "code", "value"):
        found[path[: -paths.WIDTH], code][unit] = value
    return found


def mark(cell, others):
    """The Mark of a cell, or None; `others` are the values of the street's other communities. What a reviewer kept is not marked."""
    if cell.value is None or cell.row.kept:
        return None
    if cell.outside:
        return _mark(cell.outside, "常见范围", *cell.band)
    if len(others) < ENOUGH:
        return None
    low, high = min(others), max(others)
    air = max(Decimal(1), (high - low) / 2)
    way = (cell.value > high + air) - (cell.value < low - air)
    return _mark(way, "同街道", low, high) if way else None


def _mark(way, what, low, high):
    return Mark(way, f"{'高' if way > 0 else '低'}于{what} {plain(low)}–{plain(high)}")
