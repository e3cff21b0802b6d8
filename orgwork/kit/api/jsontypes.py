"""JSON has types, and they count: "1" and true are no whole numbers, a list is no text (security.md A002)."""

from django import forms

from .errors import ApiError

# The first class that a field is an instance of decides; decimals are whole numbers' subclasses, so they stand first.
TYPES = (
    (forms.BooleanField, (bool,), "true 或 false"),
    (forms.DecimalField, (int, float, str), "数"),
    (forms.IntegerField, (int,), "整数"),
    (forms.Field, (str,), "文字"),
)


def check(form, data):
    """Raises ApiError unless each value of `data` has the type that its field of `form` asks for. null is nothing."""
    found = {name: f"字段「{name}」应为{asked}。" for name, asked in _wrong(form, data)}
    if found:
        raise ApiError("invalid", "有字段的类型不对。", fields={name: [said] for name, said in found.items()})


def _wrong(form, data):
    for name, value in data.items():
        field = form.fields.get(name)
        if field is None or value is None:
            continue
        _cls, types, asked = next(t for t in TYPES if isinstance(field, t[0]))
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            yield name, asked
