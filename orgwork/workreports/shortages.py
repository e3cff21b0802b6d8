"""缺数: which communities have not reported what a number needs, and for which months.

The rooms above know who should have reported; they offer it here: `@shortages.source` is a function (keys, unit, period) →
{key: [{"unit": code, "name": …, "path": …, "months": ["2024-03"], "url": …}]} of the figures among `keys` that it knows.
A month for which a community has records of its own lacks nothing: records win (SRV-01).
"""

from collections import defaultdict

from django.db.models import IntegerField, Value

from orgwork.kit import figures
from orgwork.workreports.figures import at_community, known

_sources = []
KEPT = ("unit", "name", "months", "url")


def source(find):
    """Decorator: see above. The number of its statements must not depend on how many keys, units or months are asked."""
    _sources.append(find)
    return find


def of(wanted, *, scope):
    """{no: [{"unit", "name", "months", "url"}]} of number slots (taking.Wanted), units in the order of the tree."""
    asked = {want.slot.no: want for want in wanted if reported(want.slot)}
    lacking = _lacking(asked.values())
    have = _recorded([want for no, want in asked.items() if lacking.get(no) and want.slot.typed], scope)
    found = {no: _without(rows, have[no]) for no, rows in lacking.items()}
    return {no: rows for no, rows in found.items() if rows}


def reported(slot) -> str:
    """The figure of a slot that communities report by month: what they type for it, or the figure itself."""
    return slot.typed if known(slot.typed) else slot.figure or ""


def _lacking(wanted):
    groups, found = defaultdict(list), {}
    for want in wanted:
        groups[want.unit, want.period].append(want)
    for (unit, period), wants in groups.items():
        keys = {reported(want.slot) for want in wants}
        answers = [find(keys, unit, period) for find in _sources]
        for want in wants:
            found[want.slot.no] = [row for answer in answers for row in answer.get(reported(want.slot), ())]
    return found


def _recorded(wanted, scope):
    """{no: {(path of a community, month)}} that have records of their own; one statement."""
    selects = [_places(want, scope) for want in wanted]
    found = defaultdict(set)
    for no, place, month in selects[0].union(*selects[1:], all=True) if selects else ():
        found[no].add((place, f"{month:%Y-%m}"))
    return found


def _places(want, scope):
    rows = figures.records(want.slot.figure, scope=scope, unit=want.unit, period=want.period).order_by()
    named = at_community(rows).annotate(no=Value(want.slot.no, IntegerField()))
    return named.values_list("no", "place", "month").distinct()


def _without(rows, have):
    left = [{**row, "months": [m for m in row["months"] if (row["path"], m) not in have]} for row in rows]
    kept = sorted((row for row in left if row["months"]), key=lambda row: row["path"])
    return [{name: row[name] for name in KEPT if row.get(name)} for row in kept]
