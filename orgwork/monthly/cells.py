"""A cell with what stands beside it: last month, the same month last year, twelve months with their usual range, findings."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from . import numbers, queries
from .deadlines import month_spans
from .enums import CellState, Level
from .services.prefilling import known

ENOUGH = 6
NONE = {}


@dataclass
class Cell:
    row: object
    report: object
    past: dict = field(default_factory=dict)
    findings: list = field(default_factory=list)

    @property
    def item(self):
        return self.row.item

    @property
    def code(self):
        return self.row.code

    @property
    def value(self):
        return self.row.value

    @property
    def shown(self):
        """The value as the input holds it."""
        return numbers.plain(self.row.value) if self.item.is_number else self.row.text

    @property
    def previous(self):
        return self.past.get(self.report.month.previous_month().start)

    @property
    def last_year(self):
        return self.past.get(self.report.month.last_year().start)

    @cached_property
    def series(self):
        """Twelve values that end with this month; None where nothing was reported."""
        days = month_spans(self.report.first_day, 12)[:-1]
        return [*(self.past.get(day) for day in days), self.row.value]

    @cached_property
    def band(self):
        """(low, high): the range the last twelve months usually kept, or None while there are too few."""
        return usual_range(list(self.past.values()))

    @property
    def outside(self):
        """1 above, -1 below the usual range, with some air around it; 0 inside or unknown."""
        if self.band is None or self.row.value is None:
            return 0
        low, high = self.band
        air = max(Decimal(1), (high - low) / 2)
        return 1 if self.row.value > high + air else -1 if self.row.value < low - air else 0

    @property
    def writable(self):
        return self.report.is_open and not self.item.computed_only

    @property
    def blank(self):
        return self.row.state == CellState.BLANK

    @property
    def unfilled(self):
        """Blank where something is expected."""
        return self.blank and self.item.is_number and not self.item.computed_only

    @property
    def differs(self):
        """Whether a person wrote something other than the records hold."""
        return self.row.typed and None not in (self.row.value, self.row.computed) and self.row.value != self.row.computed

    @property
    def gravest(self):
        """The finding to show at the cell, or None."""
        order = list(Level.values)
        return min(self.findings, key=lambda f: order.index(f.level), default=None)

    @property
    def figure_url(self):
        """The records behind the cell, "" for typed items."""
        if not known(self.item):
            return ""
        query = urlencode({"unit": self.report.unit.code, "period": self.report.period})
        return f"/figures/{self.item.figure}/?{query}"

    @property
    def definition(self):
        figure = known(self.item)
        return self.item.definition or (figure.definition if figure else "")

    def year_total(self):
        """This year's reported values and this month's."""
        reported = [v for day, v in self.past.items() if day.year == self.report.first_day.year]
        return sum(reported, self.row.value or Decimal(0))


def usual_range(values):
    """(10th, 90th percentile) by rank, or None for fewer than six values."""
    if len(values) < ENOUGH:
        return None
    ranked, last = sorted(values), len(values) - 1
    return ranked[last // 10], ranked[-(-last * 9 // 10)]


def build(report, *, past=None):
    """[Cell] of one report without findings; `past` as `queries.past` gives it for the unit."""
    found = queries.past(units=[report.unit_id], first_day=report.first_day)[report.unit_id] if past is None else past
    return [Cell(row, report, found.get(row.code, NONE)) for row in queries.cells(report)]
