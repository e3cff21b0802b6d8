"""Numbers that a regulation or a custom sets: settings with an effective date, never constants (mission.md)."""

from .models import Param

_declared = {}


def declare(key, *, label, default, source, unit=""):
    """Say that `key` is a setting: its Chinese label, the value while nobody has set one, and the source of the rule."""
    _declared[key] = {"label": label, "default": default, "source": source, "unit": unit}


def value(key, on):
    """The value of `key` in force on the date `on` (Decimal). Raises KeyError for an undeclared key."""
    default = _declared[key]["default"]
    found = (
        Param.objects.filter(key=key, effective_from__lte=on)
        .order_by("-effective_from")
        .values_list("value", flat=True)
        .first()
    )
    return default if found is None else found


def declared():
    """{key: {"label", "default", "source", "unit"}}."""
    return dict(_declared)
