"""From a declared tile to what its template shows: numbers with addresses, a chart, and the table behind the chart."""

from decimal import Decimal

from orgwork.kit import figures

from . import registry
from .questions import short, twelve_months

BELOW = {"district": "street", "street": "community"}


def built(tile, questions, level):
    """The tile as a dictionary; None where there is nothing to tell apart (no units below)."""
    if level is None and tile.kind in (registry.COMPARE, registry.UNITS):
        return None
    made = MAKERS[tile.kind](tile, questions, level)
    return {"kind": tile.kind, "title": tile.title, "side": tile.side, **made}


def cell(questions, key, value, **more):
    """A number that opens its records."""
    return {"value": value, "url": questions.url(key, **more)}


def empty_value(key):
    """What a unit without records has: 0 of what is counted, nothing of what is measured."""
    return 0 if figures.get(key).aggregate in ("count", "distinct") else None


# number ----------------------------------------------------------------------------------------------
def number(tile, questions, level):
    (key, _label), *others = tile.columns
    figure = figures.get(key)
    return {
        "measure": figure.measure,
        "definition": figure.definition,
        **cell(questions, key, questions.value(key)),
        "parts": [*ratio_parts(figure, questions), *last_year(figure, questions), *(part(questions, *o) for o in others)],
    }


def part(questions, key, label):
    return {"label": label, **cell(questions, key, questions.value(key))}


def ratio_parts(figure, questions):
    """What is above and below the line."""
    if figure.aggregate != "ratio":
        return []
    return [part(questions, key, figures.get(key).name) for key in (figure.of, figure.over)]


def last_year(figure, questions):
    """The same period a year ago, for what happens in a period."""
    if figure.aggregate == "ratio" or figure.period_rule == "asof":
        return []
    before = questions.period.last_year()
    return [{"label": "去年同期", **cell(questions, figure.key, questions.value(figure.key, before), period=before)}]


# charts ----------------------------------------------------------------------------------------------
def months(tile, questions, level):
    span = twelve_months(questions.period)
    found = [questions.by_month(key, span) for key in tile.keys]
    times = [month for month, _value in found[0]]
    rows = [
        {"name": month.label, "cells": [cell(questions, key, found[n][at][1], period=month) for n, key in enumerate(tile.keys)]}
        for at, month in enumerate(times)
    ]
    total = [cell(questions, key, questions.value(key, span), period=span) for key in tile.keys]
    labels = [short(month, times[0]) for month in times]
    return charted(tile, "lines", labels, rows, {"name": "合计", "cells": total}, head="月份", note="近12个月")


def bars(tile, questions, level):
    rows = [{"name": label, "cells": [cell(questions, key, questions.value(key))]} for key, label in tile.columns]
    measure = figures.get(tile.keys[0]).measure
    return charted(tile, "bars", [label for _key, label in tile.columns], rows, None, head="项目", heads=[measure], note=measure)


def compare(tile, questions, level):
    key = tile.keys[0]
    rows = rows_of(tile, questions, level)
    measure = figures.get(key).measure
    total = {"name": questions.unit.name, "cells": [cell(questions, key, questions.value(key))]}
    made = charted(tile, "bars", [row["short"] for row in rows], rows, total, head="单位", heads=[measure], note=measure)
    return {**made, "more_in_total": more_than_rows(key, 0, rows, questions)}


def charted(tile, kind, labels, rows, total, *, head, note, heads=None):
    """A chart and the table behind it, of the same rows."""
    names = heads or [f"{label}（{figures.get(key).measure}）" for key, label in tile.columns]
    series = [
        {
            "name": name,
            "y": [plain(row["cells"][n]["value"]) for row in rows],
            "urls": [row["cells"][n]["url"] for row in rows],
        }
        for n, name in enumerate(names)
    ]
    return {
        "chart": {"kind": kind, "x": labels, "series": series},
        "head": head,
        "heads": names,
        "rows": rows,
        "total": total,
        "note": note,
        "label": f"{tile.title}（{note}）",
    }


def plain(value):
    return float(value) if isinstance(value, Decimal) else value


# units -----------------------------------------------------------------------------------------------
def unit_rows(tile, questions, level):
    """A row a unit; below a district also the departments that have something to show."""
    rows = rows_of(tile, questions, level)
    if questions.unit.level == "district":
        rows += [row for row in rows_of(tile, questions, "department") if any(cell["value"] for cell in row["cells"])]
    return rows


def rows_of(tile, questions, level):
    found = [questions.by_unit(key, level) for key in tile.keys]
    return [
        {
            "name": unit.name,
            "short": unit.short_name or unit.name.removesuffix("街道").removesuffix("社区").removeprefix("区"),
            "unit": unit,
            "cells": [
                cell(questions, key, found[n].get(unit.pk, empty_value(key)), unit=unit) for n, key in enumerate(tile.keys)
            ],
        }
        for unit in questions.below(level)
    ]


def units(tile, questions, level):
    rows = unit_rows(tile, questions, level)
    return {
        "heads": [label for _key, label in tile.columns],
        "rows": rows,
        "total": {"name": questions.unit.name, "cells": [cell(questions, key, questions.value(key)) for key in tile.keys]},
        "level_label": "单位",
        "more_in_total": any(more_than_rows(key, n, rows, questions) for n, key in enumerate(tile.keys)),
    }


def more_than_rows(key, n, rows, questions):
    """Whether the total holds records of none of the rows, such as those of the unit itself."""
    total = questions.value(key)
    return figures.get(key).aggregate in ("count", "sum") and total != sum(row["cells"][n]["value"] or 0 for row in rows) and bool(total)


MAKERS = {
    registry.NUMBER: number,
    registry.MONTHS: months,
    registry.BARS: bars,
    registry.COMPARE: compare,
    registry.UNITS: units,
}
__all__ = ["BELOW", "built"]
