"""Values of figures. One grouped statement a figure whatever the number of units; drill-down is the same predicate."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, IntegerField, Sum, Value
from django.db.models.functions import Substr

from orgwork.accounts import paths
from orgwork.accounts.models import Unit

from .registry import get

ONE = Decimal("0.1")
LEVEL_DEPTH = {"district": 1, "street": 2, "department": 2, "community": 3, "grid": 4, "building": 5}


def records(key, *, scope, unit, period, unreviewed=False):
    """The records behind the figure, as a queryset: those of `unit`'s subtree that `scope` lets through.

    A ratio opens to the records below its line. With `unreviewed` those that nobody has accepted yet count too (含未审).
    """
    found = get(key)
    if found.aggregate == "ratio":
        return records(found.over, scope=scope, unit=unit, period=period, unreviewed=unreviewed)
    rows = found.narrow(found.model.objects.within(scope, unit), period)
    if unreviewed and found.unreviewed_rows:
        rows = rows | found.unreviewed_rows(found.model.objects.within(scope, unit), period)
    return _last(found, rows) if found.aggregate == "last" else rows


def listed(key, ids, *, scope):
    """Of the records with these ids those that `scope` lets through, whether or not the figure still counts them."""
    found = get(key)
    return (
        listed(found.over, ids, scope=scope)
        if found.aggregate == "ratio"
        else found.model.objects.within(scope).filter(pk__in=ids)
    )


def _last(figure, rows):
    """Of each unit the newest record only."""
    newest = rows.order_by("unit_id", f"-{figure.model.figure_date}", "-pk").distinct("unit_id").values("pk")
    return rows.filter(pk__in=newest)


def aggregate_of(figure):
    """The aggregate of its records that is the figure's value."""
    if figure.aggregate == "count":
        return Count("pk")
    if figure.aggregate == "distinct":
        return Count(figure.value_field, distinct=True)
    return Sum(figure.value_field)


def value(key, *, scope, unit, period, unreviewed=False):
    """int, Decimal, or None where there is nothing to add up or divide by."""
    figure, asked = get(key), {"scope": scope, "unit": unit, "period": period, "unreviewed": unreviewed}
    if figure.aggregate == "ratio":
        of, over = (value(k, **asked) for k in (figure.of, figure.over))
        return percent(of, over)
    rows = records(key, **asked).order_by()
    return plain(rows.aggregate(found=aggregate_of(figure))["found"])


def has_version(model):
    """Whether records of `model` carry the version they had."""
    return any(column.name == "version" for column in model._meta.fields)


def percent(of, over):
    """100·of/over, half-up to one decimal; None where `over` is 0 or missing."""
    if not over:
        return None
    return (Decimal(100) * Decimal(of or 0) / Decimal(over)).quantize(ONE, ROUND_HALF_UP)


def plain(number):
    """Whole Decimals as int."""
    if isinstance(number, Decimal) and number == number.to_integral_value():
        return int(number)
    return number


def by_unit(key, *, scope, unit, period, level="community", unreviewed=False):
    """{unit id: value} for the units of `level` below `unit`, by one grouped statement (plus one for the units).

    Units without records are absent from the answer.
    """
    figure, asked = get(key), {"scope": scope, "unit": unit, "period": period, "unreviewed": unreviewed}
    if figure.aggregate == "ratio":
        of, over = (by_unit(k, level=level, **asked) for k in (figure.of, figure.over))
        return {u: percent(of.get(u, 0), n) for u, n in over.items() if n}
    width = paths.WIDTH * LEVEL_DEPTH[level]
    rows = records(key, **asked).order_by()
    grouped = (
        rows.annotate(place=Substr("path", 1, width))
        .values("place")
        .annotate(found=aggregate_of(figure))
        .values_list("place", "found")
    )
    ids = dict(Unit.objects.filter(paths.subtree(unit.path), level=level).values_list("path", "pk"))
    return {ids[place]: plain(found) for place, found in grouped if place in ids}


def by_month(key, *, scope, unit, period, unreviewed=False):
    """[(Period of a month, value)] over the months of `period`, by one statement (a ratio by two)."""
    figure, months, asked = get(key), period.months(), {"scope": scope, "unit": unit, "unreviewed": unreviewed}
    if figure.aggregate == "ratio":
        of, over = (by_month(k, period=period, **asked) for k in (figure.of, figure.over))
        return [(month, percent(part, whole)) for (month, part), (_same, whole) in zip(of, over, strict=True)]
    first, *others = [
        records(key, period=month, **asked)
        .order_by()
        .values(month=Value(at, IntegerField()))
        .annotate(found=aggregate_of(figure))
        .values_list("month", "found")
        for at, month in enumerate(months)
    ]
    found = dict(first.union(*others, all=True))
    return [(month, plain(found.get(at))) for at, month in enumerate(months)]


def unreviewed(key, *, scope, unit, period):
    """How many records of the period nobody has accepted yet: the figure's value leaves them out."""
    found = get(key)
    if found.aggregate == "ratio":
        return unreviewed(found.over, scope=scope, unit=unit, period=period)
    if found.unreviewed_rows is None:
        return 0
    return found.unreviewed_rows(found.model.objects.within(scope, unit), period).count()
