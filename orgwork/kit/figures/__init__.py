"""A figure: one number, defined once, whose value is an aggregate of the records it opens to (design/architecture.md)."""

from .batch import Ask, by_unit_of, record_ids, values_of, waiting
from .registry import Family, Figure, all_figures, declared, figure, get, provide, ratio
from .values import by_month, by_unit, listed, records, unreviewed, value

__all__ = [
    "Ask",
    "Family",
    "Figure",
    "all_figures",
    "by_month",
    "by_unit",
    "by_unit_of",
    "declared",
    "figure",
    "get",
    "listed",
    "provide",
    "ratio",
    "record_ids",
    "records",
    "unreviewed",
    "value",
    "values_of",
    "waiting",
]
