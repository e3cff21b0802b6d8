"""Forms of a relation between items, and of an end."""

from django import forms

from orgwork.kit.formfields import ValueInput
from orgwork.kit.periods import Period
from orgwork.kit.values.text import tidy

from ..enums import Level, RuleKind
from .fields import number

PARTS = ("right", "right2", "right3", "right4")
LONGEST_SUM = len(PARTS)
PER_CENT = {"minimum": 1, "maximum": 1000, "decimals": 1}
NO_LIMIT = "“比上月变动超过”要写幅度，例如 30。"


def month_choices(months):
    return [(f"{day:%Y-%m}", Period.month(day).label) for day in months]


class FromMonth(forms.Form):
    """From which month on, and why."""

    month = forms.ChoiceField(label="从哪个月起")
    reason = ValueInput(read=tidy, label="变更说明", max_length=300, required=False, help_text="为什么，历史里看得到。可以不写。")

    def __init__(self, data=None, *, months, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["month"].choices = month_choices(months)

    @property
    def starts(self):
        return Period.parse(self.cleaned_data["month"]).start


class WeightForm(FromMonth):
    """How grave a broken relation is, and for a change how far it may go."""

    level = forms.ChoiceField(label="轻重", choices=Level.choices[:2], initial=Level.HIGH, help_text="前一种不改不能提交。")
    limit = number(label="幅度（%）", required=False, help_text="只有“比上月变动超过”要写。", **PER_CENT)
    field_order = ("level", "limit", "month", "reason")
    kind = None

    def _kind(self):
        return self.kind

    def clean(self):
        data = super().clean()
        if self._kind() == RuleKind.CHANGE and not data.get("limit") and "limit" not in self.errors:
            self.add_error("limit", NO_LIMIT)
        if self._kind() != RuleKind.CHANGE:
            data["limit"] = None
        return data


class RuleForm(WeightForm):
    """A new relation: `left` against the sum of up to four others. `items` are the numbers of the form."""

    left = forms.ChoiceField(label="项目")
    kind = forms.ChoiceField(label="关系", choices=RuleKind.choices)
    right = forms.ChoiceField(label="对照项目", required=False)
    right2 = forms.ChoiceField(label="加上", required=False)
    right3 = forms.ChoiceField(label="再加上", required=False)
    right4 = forms.ChoiceField(label="再加上", required=False)
    field_order = ("left", "kind", *PARTS, "level", "limit", "month", "reason")

    def __init__(self, data=None, *, items, **kwargs):
        super().__init__(data, **kwargs)
        groups = {}
        for item in items:
            groups.setdefault(item.group, []).append((item.code, item.name))
        for name in ("left", *PARTS):
            self.fields[name].choices = [("", "请选择" if name == "left" else "不填"), *groups.items()]
        for name in ("left", "right"):
            self.fields[name].widget.attrs["data-picker"] = "1"

    def _kind(self):
        return self.cleaned_data.get("kind")

    def clean(self):
        data = super().clean()
        if data.get("kind") == RuleKind.CHANGE:
            data.update(dict.fromkeys(PARTS, ""))
        elif not self.errors:
            self._judge(data.get("left"), self.parts())
        return data

    def _judge(self, left, right):
        if not right:
            self.add_error("right", "请选对照项目。")
        elif left in right:
            self.add_error("right", "项目不能和自己对照。请选别的项目。")
        elif len(set(right)) < len(right):
            self.add_error("right", "同一个项目加了两次。请去掉一个。")

    def parts(self):
        """The codes chosen, in their order."""
        return [code for name in PARTS if (code := self.cleaned_data.get(name))]
