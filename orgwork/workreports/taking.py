"""What stands behind a blank: the figure's value and records, and what communities typed for months without records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Value
from django.db.models.functions import Substr, TruncMonth

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.kit import figures, params
from orgwork.kit.periods import Period

COMMUNITY = paths.WIDTH * 3
TYPED = "typed"  # the source of a cell that no figure filled (contract.md 6)


@dataclass(frozen=True)
class Question:
    """Who asks, about which unit and when."""

    scope: Scope
    unit: Unit
    period: Period
    campaign_from: date | None = None


@dataclass(frozen=True)
class Source:
    """What one figure gives: its value and [(record id, record version)]."""

    key: str
    value: Decimal | int
    records: tuple


@dataclass(frozen=True)
class Behind:
    value: Decimal | int | None = None
    sources: tuple = ()
    unreviewed: int = 0
    definition: str = ""


def known(key):
    """The figure `key`, or None where no register gives it yet."""
    return next((found for found in figures.all_figures() if found.key == key), None)


def behind(slot, question, period):
    """The Behind of a number slot."""
    if slot.setting:
        return standard(slot, period)
    if known(slot.figure) is None:
        return Behind(definition=slot.note)
    return counted(slot, question, period)


def standard(slot, period):
    """A number that is set, not counted."""
    declared = params.declared().get(slot.setting)
    if declared is None:
        return Behind(definition=slot.note)
    return Behind(params.value(slot.setting, period.end), definition=f"{slot.note}。{declared['source']}")


def counted(slot, question, period):
    """Detail records win over typed totals of the same community and month (SRV-01)."""
    asked = {"scope": question.scope, "unit": question.unit, "period": period}
    detail, typed = known(slot.figure), known(slot.typed)
    sources = [detailed(detail, asked)]
    if typed is not None:
        sources.append(totals(typed, asked, taken=covered(detail, asked)))
    given = tuple(source for source in sources if source.value)
    value = sum(source.value for source in given) if given else None
    waiting = sum(figures.unreviewed(figure.key, **asked) for figure in (detail, typed) if figure)
    return Behind(value, given, waiting, detail.definition)


def detailed(figure, asked):
    value = figures.value(figure.key, **asked)
    return Source(figure.key, value, tuple(found(figure, asked)) if value else ())


def found(figure, asked):
    """(id, version) of each record behind the figure."""
    rows = versioned(figures.records(figure.key, **asked)).order_by("pk")
    return [(str(pk), stood) for pk, stood in rows.values_list("pk", "stood")]


def versioned(rows):
    has = any(column.name == "version" for column in rows.model._meta.fields)
    return rows.annotate(stood=F("version") if has else Value(0))


def placed(figure, asked):
    """The figure's records with the community they lie in and the month they fall in."""
    rows = versioned(figures.records(figure.key, **asked)).order_by("pk")
    return rows.annotate(place=Substr("path", 1, COMMUNITY), month=TruncMonth(day_of(rows.model)))


def day_of(model):
    """The field that says on which day a record counts."""
    return getattr(model, "figure_date", "date")


def covered(figure, asked):
    """The (community, month) pairs that have detail records."""
    return set(placed(figure, asked).order_by().values_list("place", "month").distinct())


def totals(figure, asked, *, taken):
    """Accepted monthly values that somebody typed where no detail record stands for that community and month."""
    rows = placed(figure, asked).filter(source=TYPED).values_list("pk", "stood", "place", "month", figure.value_field)
    kept = [(str(pk), stood, value) for pk, stood, place, month, value in rows if value and (place, month) not in taken]
    return Source(figure.key, sum(value for *_, value in kept), tuple((pk, stood) for pk, stood, _value in kept))
