"""Form fields that read what people type through the kit's values, so that form, API and roster say the same."""

from django import forms
from django.core.exceptions import ValidationError

from .specs import partial_text
from .values import dates, ids
from .values.problems import Problem


class PartialDateInput(forms.CharField):
    """A date known to the day, month or year: 1973, 1973-05, 1973-05-21 and the other forms of a roster."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "如 1973-05，知道几位填几位"}))
        super().__init__(max_length=30, **kwargs)

    def of(self, instance, name):
        """The text for the field `name` of `instance`."""
        return partial_text(getattr(instance, name), getattr(instance, f"{name}_prec"))

    def clean(self, value):
        text = super().clean(value)
        try:
            return dates.clean(text) if text else None
        except Problem as problem:
            raise ValidationError(problem.message, code=problem.code) from problem


class ValueInput(forms.CharField):
    """A text that is read as a roster's cell is read: `read(text)` gives what is stored or raises Problem."""

    def __init__(self, *, read, **kwargs):
        super().__init__(**kwargs)
        self.read = read

    def clean(self, value):
        text = super().clean(value)
        try:
            return self.read(text) if text else ""
        except Problem as problem:
            raise ValidationError(problem.message, code=problem.code) from problem


class IdCardField(forms.CharField):
    """An ID number, whole on the way in, never on the way out: an empty field keeps the number on record."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "身份证号")
        kwargs.setdefault("required", False)
        super().__init__(max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        try:
            return ids.clean(text) if text else ""
        except Problem as problem:
            raise ValidationError(problem.message, code=problem.code) from problem
