"""A cell with what stands beside it: last month, the same month last year, twelve months with their usual range, findings."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.utils import timezone

from orgwork.kit import registers

from . import numbers, queries
from .adding import fixed_of
from .deadlines import month_spans
from .enums import Aggregate, CellState, Kind, Level
from .models import MonthlyFile
from .services.prefilling import known

ENOUGH = 6
NONE = {}


@dataclass
class Cell:
    row: object
    report: object
    past: dict = field(default_factory=dict)
    findings: list = field(default_factory=list)
    files: list = field(default_factory=list)
    beside: list = field(default_factory=list)  # codes of the cells that a rule binds to this one

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
        return self.blank and self.item.required and not self.item.computed_only

    @property
    def takes_zero(self):
        """One button reports zero for all of these: no record, or an item that mostly has nothing to tell. What stands (the area of
        the office) does not become nothing because nobody wrote it down."""
        happens = self.item.is_number and self.item.aggregate != Aggregate.LAST
        return self.unfilled and happens and (not self.row.typed or self.item.rare)

    @property
    def takes_same(self):
        """One button takes last month's number for all of these."""
        return self.unfilled and self.row.typed and self.item.stable and self.previous is not None

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

    @cached_property
    def register(self):
        """The register whose records happen within the month and make up this cell, or None."""
        figure = known(self.item)
        if figure is None or self.item.aggregate != Aggregate.SUM:
            return None
        return next((r for r in registers.all_registers() if r.key == figure.register), None)

    @property
    def add_url(self):
        """Where a record that is missing is written down, with the kind and the month it belongs to."""
        day = min(self.report.month.end, timezone.localdate())
        return f"{self.register.base_url}new/?{urlencode({**fixed_of(self.item.figure), 'date': day.isoformat()})}"

    @property
    def add_label(self):
        """补记第 7 件, where the records are counted one by one."""
        counted = known(self.item).aggregate == "count" and self.row.computed is not None
        return f"补记第 {int(self.row.computed) + 1} {self.item.measure}" if counted else f"补记一{self.item.noun}"

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
    rows = queries.cells(report)
    attached = attachments(report) if any(row.item.kind == Kind.FILE for row in rows) else NONE
    return [Cell(row, report, found.get(row.code, NONE), files=attached.get(row.pk, [])) for row in rows]


def attachments(report):
    """{id of the cell: [MonthlyFile]} of one report."""
    found = defaultdict(list)
    for file in MonthlyFile.objects.filter(value__report=report):
        found[file.value_id].append(file)
    return found
