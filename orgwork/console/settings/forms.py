"""The form that gives a setting a new value from a date on."""

from django import forms
from django.utils import timezone

from orgwork.kit import params
from orgwork.kit.values.problems import Problem

from . import validators

UNBOUNDED = 99_999_999  # what params.declare takes for a setting without an upper bound
ON_OFF = (("1", "开"), ("0", "关"))


class ParamForm(forms.Form):
    """`save(by=)` writes; what the rules refuse stands at its field and False is returned."""

    value = forms.DecimalField(label="新的值", error_messages={"invalid": "请写一个数，例如 10。"})
    effective_from = forms.DateField(
        label="从哪天起",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "请写一个日期，例如 2026-01-01。"},
    )
    note = forms.CharField(
        label="依据和理由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="哪个文件、哪次会议定的，写一句，历史里看得到。",
        error_messages={"required": "请写依据和理由：哪个文件、哪次会议定的。"},
    )

    def __init__(self, *args, key, row, **kwargs):
        super().__init__(*args, **kwargs)
        self.key, self.row, self.rule = key, row, params.declared()[key]
        self.fields["effective_from"].initial = timezone.localdate
        self.fields["effective_from"].help_text = _when(row)
        if self.rule["switch"]:
            self.fields["value"] = forms.ChoiceField(label="新的值", choices=ON_OFF, widget=forms.RadioSelect)
        else:
            self.fields["value"].help_text = _span(self.rule)
            self.fields["value"].widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean_effective_from(self):
        day = self.cleaned_data["effective_from"]
        self._judged("effective_from", validators.effective_from, day, today=timezone.localdate(), set_before=self.row["set_before"])
        return day

    def _judged(self, name, rule, *values, **more):
        try:
            return rule(*values, **more)
        except Problem as problem:
            self.add_error(name, problem.message)
            return None

    def save(self, *, by):
        """Whether the value could be written."""
        found = self._judged("value", params.put, self.key, by=by, **self.cleaned_data)
        return found is not None


def _when(row):
    if row["set_before"]:
        return "今天或以后。过去的月份已按当时的值算过，不再改。"
    return "这一项还没设过，可以写过去的日期：写明从哪天起就是这样。设过以后，只能从今天或以后改起。"


def _span(rule):
    bounded = rule["maximum"] < UNBOUNDED
    span = f"{rule['minimum']} 到 {rule['maximum']} " if bounded else f"{rule['minimum']} 以上"
    digits = "的整数" if not rule["decimals"] else f"，最多 {rule['decimals']} 位小数"
    return f"{span if not rule['decimals'] else span.strip()}{digits}{'，单位：' if rule['unit'] else ''}{rule['unit']}。"
