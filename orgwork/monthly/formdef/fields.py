"""Form fields of the editor: numbers with a Chinese word for what is wrong, lines of choices, figures by their Chinese names."""

from django import forms
from django.core.exceptions import ValidationError

from orgwork.kit import figures
from orgwork.kit.templatetags.kit import app_name
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import tidy

from ..figures import PREFIX

BY_HAND = ("", "手填，不取数")
GONE = "原来的指标 {}（没有装）"


def number(*, label, minimum, maximum, decimals=0, required=True, initial=None, help_text=""):
    """A number within its span; what cannot stand there is told with the span."""
    kind = "的整数" if not decimals else f"的数，最多 {decimals} 位小数"
    said = f"应为 {minimum}–{maximum} {kind}。"
    names = ("invalid", "min_value", "max_value", "max_decimal_places", "max_digits", "max_whole_digits")
    return forms.DecimalField(
        label=label, min_value=minimum, max_value=maximum, decimal_places=decimals, max_digits=10, required=required, initial=initial,
        help_text=help_text, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(names, said),
    )  # fmt: skip


def named(raw):
    """A word or two that says something. Raises Problem."""
    text = tidy(raw)
    if not text:
        raise Problem("cell.required", "要写出名称，不能用“无”或记号代替。")
    return text


class Lines(forms.CharField):
    """One entry a line; blank lines count for nothing."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, **kwargs)

    def clean(self, value):
        try:
            return [text for line in super().clean(value).splitlines() if (text := tidy(line))]
        except Problem as problem:
            raise ValidationError(problem.message, code=problem.code) from problem


def figure_choices(chosen=""):
    """[("", 手填), (room, [(key, name（unit）)])]: the figures that may fill a cell; one that is gone stays while it is `chosen`."""
    rooms = {}
    for figure in figures.all_figures():
        if not figure.key.startswith(PREFIX):
            label = f"{figure.name}（{figure.measure}）" if figure.measure else figure.name
            rooms.setdefault(app_name(figure.key.partition(".")[0]), []).append((figure.key, label))
    here = {key for room in rooms.values() for key, _label in room}
    gone = [(chosen, GONE.format(chosen))] if chosen and chosen not in here else []
    return [BY_HAND, *gone, *rooms.items()]

