"""Cells from records: one grouped statement a figure whatever the number of units; one statement for all figures of one unit."""

from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.models.unit import Level
from orgwork.accounts.scope import Scope
from orgwork.audit.context import acting
from orgwork.kit import figures
from orgwork.kit.figures.values import percent

from ..enums import TYPED, Aggregate, CellState
from ..models import MonthlyReport, MonthlyValue

FROM_RECORDS = "按记录更新"
COLUMNS = ("state", "value", "computed", "part", "whole", "version", "updated_at")


class Found(NamedTuple):
    """What the records give for a cell."""

    value: Decimal | None = None
    part: Decimal | None = None
    whole: Decimal | None = None


def known(item):
    """The figure that fills `item`, or None: typed items, and items whose app is not installed."""
    try:
        return figures.get(item.figure) if item.figure else None
    except KeyError:
        return None


def computed(items, *, unit, period):
    """{code: {unit id: Found}} for the communities below `unit` (itself included)."""
    backed = {item.code: figure for item in items if (figure := known(item))}
    if unit.level == Level.COMMUNITY:
        ask = _of_one(backed.values(), unit, period)
    else:
        ask = partial(figures.by_unit, scope=Scope.of([unit.path]), unit=unit, period=period)
    return {code: _of_figure(figure, ask) for code, figure in backed.items()}


def _of_one(backed, unit, period):
    """A function key → {unit id: value} as by_unit's, for a single community: all figures were asked by one statement."""
    keys = {key for f in backed for key in ((f.of, f.over) if f.aggregate == "ratio" else (f.key,))}
    found = figures.values_of([figures.Ask(key, unit, period) for key in sorted(keys)], scope=Scope.of([unit.path]))
    known_values = {ask.key: value for ask, value in found.items() if value is not None}
    return lambda key: {unit.pk: known_values[key]} if key in known_values else {}


def _of_figure(figure, ask):
    if figure.aggregate != "ratio":
        return {place: Found(_decimal(value)) for place, value in ask(figure.key).items()}
    parts, wholes = (ask(key) for key in (figure.of, figure.over))
    return {place: Found(percent(parts.get(place, 0), whole), parts.get(place, 0), whole) for place, whole in wholes.items() if whole}


def _decimal(value):
    return None if value is None else Decimal(value)


def found_for(item, answers, unit_id):
    """The Found of one cell: no record means 0, for a rate it means that there is none."""
    nothing = Found() if item.aggregate == Aggregate.RATIO else Found(Decimal(0))
    return answers.get(item.code, {}).get(unit_id, nothing) if known(item) else Found()


def prefill(row, found):
    """Set `row` (a cell nobody has typed) from its records. 0 where a zero must be confirmed stays blank: it may be a record forgotten."""
    row.computed, row.part, row.whole = found
    if row.source == TYPED:
        return
    sure = found.value is not None and (found.value != 0 or row.item.zero_known)
    row.value = found.value if sure else None
    row.state = CellState.FILLED if sure else CellState.BLANK


@transaction.atomic
def refresh(*, report):
    """Read the records anew into an open report: untouched cells follow them, typed ones keep what was typed beside it."""
    if not report.is_open:
        return []
    rows = list(report.values.select_related("item"))
    answers = computed([row.item for row in rows], unit=report.unit, period=report.month)
    moved = [row for row in rows if known(row.item) and _moves(row, found_for(row.item, answers, report.unit_id))]
    return _write(report, moved) if moved else []


def _moves(row, found):
    before = (row.state, row.value, row.computed, row.part, row.whole)
    prefill(row, found)
    return (row.state, row.value, row.computed, row.part, row.whole) != before


def _write(report, moved):
    """Write the cells that moved, unless somebody wrote them, or handed the report in, since they were read."""
    if not MonthlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk).is_open:
        return []
    now = dict(report.values.filter(pk__in=[row.pk for row in moved]).values_list("pk", "version"))
    fresh = [row for row in moved if now[row.pk] == row.version]
    for row in fresh:
        row.version, row.updated_at = row.version + 1, timezone.now()
    with acting(by=system_user(), reason=FROM_RECORDS):
        MonthlyValue.objects.bulk_update(fresh, COLUMNS)
    return fresh
