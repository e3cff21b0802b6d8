"""A figure: one number, defined once, whose value is an aggregate of the records it opens to (design/architecture.md)."""

from .registry import Figure, all_figures, figure, get, ratio
from .values import by_month, by_unit, listed, records, unreviewed, value

__all__ = [
    "Figure",
    "all_figures",
    "by_month",
    "by_unit",
    "figure",
    "get",
    "listed",
    "ratio",
    "records",
    "unreviewed",
    "value",
]
