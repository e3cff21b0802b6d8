"""Numbers that a regulation or a custom sets: settings with an effective date, never constants (mission.md)."""

from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal

from django.db import transaction

from orgwork.audit.context import acting

from .models import Param
from .values.problems import Problem

_declared = {}
_remembered = ContextVar("params", default=None)


def declare(key, *, label, default, source, unit="", minimum=0, maximum=99_999_999, decimals=0, switch=False):
    """Say that `key` is a setting: its Chinese label, the value while nobody has set one, the source of the rule and what it may be.

    A `switch` is 1 (on) or 0 (off).
    """
    _declared[key] = {
        "label": label, "default": default, "source": source, "unit": unit,
        "minimum": 0 if switch else minimum, "maximum": 1 if switch else maximum, "decimals": decimals, "switch": switch,
    }


def value(key, on):
    """The value of `key` in force on the date `on` (Decimal). Raises KeyError for an undeclared key."""
    default = _declared[key]["default"]
    if (known := _remembered.get()) is not None:
        return next((stood for since, stood in known.get(key, ()) if since <= on), default)
    found = (
        Param.objects.filter(key=key, effective_from__lte=on)
        .order_by("-effective_from")
        .values_list("value", flat=True)
        .first()
    )
    return default if found is None else found


@contextmanager
def remembered():
    """Inside, settings are read once for all questions: for work that asks for many figures at one moment."""
    known = {}
    for key, since, stood in Param.objects.order_by("-effective_from").values_list("key", "effective_from", "value"):
        known.setdefault(key, []).append((since, stood))
    token = _remembered.set(known)
    try:
        yield
    finally:
        _remembered.reset(token)


def is_on(key, on):
    """Whether the switch `key` is on at the date `on`."""
    return bool(value(key, on))


def history(key):
    """Every value ever set, the newest first."""
    return Param.objects.filter(key=key).order_by("-effective_from")


def put(key, *, value, effective_from, by, note=""):
    """Set `key` from `effective_from` on. Raises KeyError for an undeclared key, Problem where the value cannot be."""
    rule = _declared[key]
    value = Decimal(value)
    if not rule["minimum"] <= value <= rule["maximum"] or -value.normalize().as_tuple().exponent > rule["decimals"]:
        span = f"{rule['minimum']} 到 {rule['maximum']} 之间，最多 {rule['decimals']} 位小数"
        raise Problem("param.range", f"{rule['label']}应在 {span}。请改正。")
    with transaction.atomic(), acting(by=by, reason=note or f"设置{rule['label']}"):
        found, _made = Param.objects.update_or_create(
            key=key, effective_from=effective_from, defaults={"value": value, "note": note}
        )
    return found


def declared():
    """{key: {"label", "default", "source", "unit", "minimum", "maximum", "decimals", "switch"}}."""
    return dict(_declared)
