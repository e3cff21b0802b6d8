"""A field of a register, told once: how it is read from the database, shown in a cell, printed plainly and given to the API.

A register names its fields; what a field is follows from the model. Everything reads through `values_list(*sources)`, without objects.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from .fields import PartialDateField

BLANK = "—"


def partial_text(day, precision):
    """`1973`, `1973-05` or `1973-05-21`: never a day that nobody knows."""
    if day is None:
        return ""
    return day.isoformat()[: {"y": 4, "m": 7}.get(precision, 10)]


@dataclass(frozen=True)
class Spec:
    """One field: `sources` are the columns it reads, `kind` says how it looks."""

    name: str
    label: str
    kind: str
    sources: tuple
    choices: dict = field(default_factory=dict, hash=False)

    @property
    def numeric(self):
        return self.kind in ("int", "decimal")

    def text(self, *values):
        """What people read; "" for nothing."""
        return TEXTS[self.kind](self, *values)

    def plain(self, *values):
        """What JSON and Excel get: numbers as numbers, dates as ISO text (with their precision), codes as labels, None for nothing."""
        if self.kind in ("int", "decimal", "bool"):
            return values[0]
        return self.text(*values) or None


def _text(spec, value, *_rest):
    return "" if value is None else str(value)


def _number(spec, value):
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value == value.to_integral_value() else f"{value:f}".rstrip("0")
    return "" if value is None else str(value)


def _day(spec, value):
    return value.isoformat() if isinstance(value, date) else ""


def _moment(spec, value):
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else ""


def _partial(spec, value, precision):
    return partial_text(value, precision)


def _choice(spec, value):
    return spec.choices.get(value, value or "")


def _bool(spec, value):
    return {True: "是", False: "否"}.get(value, "")


def _mobile(spec, value):
    return f"{value[:3]}****{value[-4:]}" if value and len(value) == 11 else (value or "")


def _list(spec, value):
    return "、".join(value or ())


def _fk(spec, value, *short):
    return next((s for s in short if s), value) or ""


TEXTS = {
    "text": _text,
    "long": _text,
    "int": _number,
    "decimal": _number,
    "date": _day,
    "moment": _moment,
    "partial": _partial,
    "choice": _choice,
    "bool": _bool,
    "mobile": _mobile,
    "list": _list,
    "fk": _fk,
    "id_card": _text,
}
KINDS = (
    (PartialDateField, "partial"),
    (models.ForeignKey, "fk"),
    (models.BooleanField, "bool"),
    (models.DateTimeField, "moment"),
    (models.DateField, "date"),
    (models.DecimalField, "decimal"),
    (models.IntegerField, "int"),
    (models.TextField, "long"),
    (ArrayField, "list"),
    (models.CharField, "text"),
)


def _kind(model_field):
    if model_field.choices:
        return "choice"
    if model_field.name == "mobile":
        return "mobile"
    return next(kind for cls, kind in KINDS if isinstance(model_field, cls))


def _sources(model_field, kind):
    name = model_field.name
    if kind == "partial":
        return (name, f"{name}_prec")
    if kind == "fk":
        target = {f.name for f in model_field.related_model._meta.get_fields()}
        return (f"{name}__name", f"{name}__short_name") if "short_name" in target else (f"{name}__{_naming(target)}",)
    return (name,)


def _naming(names):
    return next((n for n in ("name", "title", "code") if n in names), "id")


def spec_of(model, name):
    """The Spec of the field `name` of `model`. `id_card` reads the mask; `a__b` follows a relation. Raises FieldDoesNotExist."""
    if name == "id_card":
        return Spec(name, "身份证号", "id_card", ("id_card_mask",))
    head, _sep, rest = name.partition("__")
    model_field = model._meta.get_field(head)
    if rest:
        inner = spec_of(model_field.related_model, rest)
        return Spec(name, inner.label, inner.kind, tuple(f"{head}__{s}" for s in inner.sources), inner.choices)
    kind = _kind(model_field)
    choices = dict(model_field.flatchoices) if kind == "choice" else {}
    return Spec(name, str(model_field.verbose_name), kind, _sources(model_field, kind), choices)
