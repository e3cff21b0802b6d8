"""Of the records behind a number: how new the newest is, and who has reviewed them. One statement for a whole report."""

from collections import defaultdict

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, DateField, IntegerField, Max, Q, Value
from django.db.models.functions import Cast

from orgwork.kit import figures
from orgwork.workreports.figures import day_of

NAMES = ArrayField(CharField(max_length=60))
KNOWN_BY = "updated_at"  # a register without a day of its own is as new as its last change
MANY = 3
_reviewers = {}


def reviewed_by(model_label, lookup):
    """Say where the records of a model keep the name of whoever reviewed them, such as "report__reviewed_by__name"."""
    _reviewers[model_label] = lookup


def of(asks, *, scope):
    """{Ask: (day of the newest record or None, [names of reviewers])}."""
    asks = list(dict.fromkeys(asks))
    selects = [_seen(tag, ask, scope) for tag, ask in enumerate(asks)]
    found = defaultdict(lambda: (None, []))
    for tag, newest, names in selects[0].union(*selects[1:], all=True) if selects else ():
        found[asks[tag]] = (newest, sorted(names or []))
    return {ask: found[ask] for ask in asks}


def joined(seen) -> tuple:
    """(newest day, names as the annex prints them) of a number that stands on several figures."""
    days = [day for day, _names in seen if day]
    names = sorted({name for _day, names in seen for name in names})
    text = "、".join(names[:MANY]) + (f"等{len(names)}人" if len(names) > MANY else "")
    return max(days, default=None), text


def _seen(tag, ask, scope):
    rows = figures.records(ask.key, scope=scope, unit=ask.unit, period=ask.period).order_by()
    rows = rows.annotate(tag=Value(tag, IntegerField())).values("tag")
    newest, names = Cast(Max(_day(rows.model)), DateField()), _names(rows.model)
    return rows.annotate(newest=newest, names=names).values_list("tag", "newest", "names")


def _day(model):
    try:
        return model._meta.get_field(day_of(model)).name
    except FieldDoesNotExist:
        return KNOWN_BY


def _names(model):
    lookup = _reviewers.get(model._meta.label)
    if not lookup:
        return Value(None, NAMES)
    return ArrayAgg(Cast(lookup, CharField()), distinct=True, filter=Q(**{f"{lookup}__isnull": False}))
