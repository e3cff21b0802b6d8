"""Many figures at once: one UNION ALL for all values, one for all records (performance.md R1); the settings are read once.

Figures of one Family (the items of the monthly report) share one GROUP BY inside it.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import chain

from django.db.models import CharField, Count, DecimalField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Substr

from orgwork.accounts import paths
from orgwork.accounts.models import Unit

from .. import params
from . import values
from .registry import get

NUMBER = DecimalField(max_digits=20, decimal_places=4)


@dataclass(frozen=True)
class Ask:
    """One question: a figure's key, a unit, a period."""

    key: str
    unit: object
    period: object


def values_of(asks, *, scope):
    """{Ask: int, Decimal or None} as `value` would give it, by one statement however many are asked."""
    asks = list(dict.fromkeys(asks))
    parts = list(dict.fromkeys(chain.from_iterable(_parts(ask) for ask in asks)))
    groups, found = _grouped(parts), {}
    rows = _read(_numbers, groups, scope)
    for tag, member, number in rows:
        for part in groups[tag]:
            if _member(part) == member:
                found[part] = _typed(part, number)
    return {ask: _answer(ask, found) for ask in asks}


def by_unit_of(asks, *, scope, level):
    """{Ask: {unit id: value}} as `by_unit` would give it, by one statement and one for the units of `level`."""
    asks = list(dict.fromkeys(asks))
    parts = list(dict.fromkeys(chain.from_iterable(_parts(ask) for ask in asks)))
    groups, found = _grouped(parts), defaultdict(dict)
    width = paths.WIDTH * values.LEVEL_DEPTH[level]
    ids = dict(Unit.objects.filter(level=level).values_list("path", "pk"))
    for tag, member, place, number in _read(partial(_placed, width=width), groups, scope):
        for part in groups[tag]:
            if _member(part) == member and place in ids:
                found[part][ids[place]] = _typed(part, number)
    return {ask: _per_unit(ask, found) for ask in asks}


def record_ids(asks, *, scope):
    """{Ask: [(record id, record version)]}, ordered by id, by one statement. A record without versions has 0."""
    asks = list(dict.fromkeys(asks))
    groups = _grouped(list(dict.fromkeys(_over(ask) for ask in asks)))
    found = defaultdict(list)
    for tag, member, pk, version in _read(_ids, groups, scope):
        for part in groups[tag]:
            if _member(part) == member:
                found[part].append((pk, version))
    return {ask: sorted(found[_over(ask)]) for ask in asks}


def waiting(asks, *, scope):
    """{Ask: how many records nobody has accepted yet}, by one statement at most."""
    asks = list(dict.fromkeys(asks))
    open_ = [ask for ask in asks if get(_over(ask).key).unreviewed_rows]
    found = {open_[tag]: int(number) for tag, number in _read(_waiting, [_over(ask) for ask in open_], scope)}
    return {ask: found.get(ask, 0) for ask in asks}


# ratios -----------------------------------------------------------------------------------------------
def _parts(ask):
    figure = get(ask.key)
    return [Ask(k, ask.unit, ask.period) for k in (figure.of, figure.over)] if figure.aggregate == "ratio" else [ask]


def _over(ask):
    """What a ratio opens to: the records below its line."""
    figure = get(ask.key)
    return _over(Ask(figure.over, ask.unit, ask.period)) if figure.aggregate == "ratio" else ask


def _answer(ask, found):
    parts = _parts(ask)
    if len(parts) == 1:
        return found.get(ask, _nothing(ask))
    of, over = (found.get(part, _nothing(part)) for part in parts)
    return values.percent(of, over)


def _per_unit(ask, found):
    parts = _parts(ask)
    if len(parts) == 1:
        return found[ask]
    of, over = (found[part] for part in parts)
    return {unit: values.percent(of.get(unit, 0), whole) for unit, whole in over.items() if whole}


def _nothing(ask):
    return 0 if get(ask.key).aggregate in ("count", "distinct") else None


def _typed(ask, number):
    return int(number) if get(ask.key).aggregate in ("count", "distinct") else values.plain(number)


# selects ----------------------------------------------------------------------------------------------
def _grouped(parts):
    """Asks that one select answers: those of a family for the same unit and period, else each by itself."""
    groups = defaultdict(list)
    for part in parts:
        figure = get(part.key)
        family = (figure.family.name, figure.aggregate, figure.value_field) if figure.family else part.key
        groups[family, part.unit, part.period].append(part)
    return list(groups.values())


def _member(ask):
    family = get(ask.key).family
    return family.member if family else ""


def _rows(group, scope):
    """The records behind all asks of a group, with the column that tells the members apart."""
    first = group[0]
    figure = get(first.key)
    if figure.family is None:
        rows = values.records(first.key, scope=scope, unit=first.unit, period=first.period)
        return rows.order_by().annotate(member=Value("", CharField()))
    family = figure.family
    rows = family.narrow(figure.model.objects.within(scope, first.unit), first.period)
    rows = rows.filter(**{f"{family.column}__in": [_member(ask) for ask in group]})
    return (_newest(figure, rows) if figure.aggregate == "last" else rows).order_by().annotate(member=F(family.column))


def _newest(figure, rows):
    """Of each unit and member the newest record only: one sort, where a subquery a row would take minutes."""
    column, day = figure.family.column, figure.model.figure_date
    newest = rows.order_by("unit_id", column, f"-{day}", "-pk").distinct("unit_id", column).values("pk")
    return figure.model.objects.filter(pk__in=newest)


def _tagged(rows, tag):
    return rows.annotate(tag=Value(tag, IntegerField()))


def _numbers(tag, group, scope):
    figure = get(group[0].key)
    rows = _tagged(_rows(group, scope), tag).values("tag", "member")
    return rows.annotate(found=Cast(values.aggregate_of(figure), NUMBER)).values_list("tag", "member", "found")


def _placed(tag, group, scope, *, width):
    figure = get(group[0].key)
    rows = _tagged(_rows(group, scope), tag).annotate(place=Substr("path", 1, width)).values("tag", "member", "place")
    return rows.annotate(found=Cast(values.aggregate_of(figure), NUMBER)).values_list("tag", "member", "place", "found")


def _ids(tag, group, scope):
    rows = _tagged(_rows(group, scope), tag)
    stood = F("version") if values.has_version(rows.model) else Value(0)
    rows = rows.annotate(text_id=Cast("pk", TextField()), stood=Cast(stood, IntegerField()))
    return rows.values_list("tag", "member", "text_id", "stood")


def _waiting(tag, ask, scope):
    figure = get(ask.key)
    rows = figure.unreviewed_rows(figure.model.objects.within(scope, ask.unit), ask.period).order_by()
    return _tagged(rows, tag).values("tag").annotate(found=Count("pk")).values_list("tag", "found")


def _read(select, asked, scope):
    """The rows of all selects, by one statement."""
    if not asked:
        return []
    with params.remembered():
        first, *others = [select(tag, one, scope) for tag, one in enumerate(asked)]
    return list(first.union(*others, all=True)) if others else list(first)
