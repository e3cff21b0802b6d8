"""Reads of reports: their blanks with what stood behind them."""

from django.db.models import Prefetch

from orgwork.workreports.models import SlotSource, SlotState

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
