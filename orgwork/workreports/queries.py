"""Reads of reports: their blanks with what stood behind them, and what earlier reports said."""

from django.db.models import Prefetch

from orgwork.kit.periods import Period
from orgwork.workreports.models import SlotSource, SlotState, SlotValue, State, WorkReport

LIGHT = SlotSource.objects.defer("record_ids", "record_versions")
URGENT = {SlotState.MISSING: 0, SlotState.UNREVIEWED: 1}


def slots_of(report) -> list:
    """The report's SlotValues with their sources, but without the long lists of record ids."""
    return list(report.slots.prefetch_related(Prefetch("sources", LIGHT)))


def urgent_first(values) -> list:
    return sorted(values, key=lambda value: (URGENT.get(value.state, 2), value.no))


def open_ones(values) -> list:
    """What still needs somebody."""
    return [value for value in values if value.state in URGENT]


def last_year(report) -> dict:
    """{name: (value, period)} of the numbers of last year's report of the same unit, as it was printed; {} without one."""
    period = Period.parse(report.period).last_year().text
    final = WorkReport.objects.filter(unit=report.unit, period=period, state=State.FINAL).order_by("-finalised_at")
    rows = SlotValue.objects.filter(report=final.values("pk")[:1], is_number=True, value__isnull=False)
    return {name: (value, span) for name, value, span in rows.values_list("name", "value", "period")}
