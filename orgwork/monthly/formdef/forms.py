"""The form of an item: what is asked, of whom, from which month on. Every rule once, at its field."""

from decimal import Decimal

from django import forms

from orgwork.accounts.models.unit import Level as UnitLevel
from orgwork.kit.formfields import ValueInput
from orgwork.kit.periods import Period
from orgwork.kit.values.text import lines, tidy

from ..enums import REPORTING, Aggregate, Kind, Usual
from ..items import MONEY
from ..models import FormItem
from ..numbers import plain
from . import cost, rules
from .fields import Lines, figure_choices, named, number
from .placing import FIRST, LAST, STAY

FIXED = ("kind", "aggregate", "measure")
WHOLE_NOUN = "条记录"


class ItemForm(forms.Form):
    """`items` is the form of the month without the item itself; `row` the version that is changed, None for a new item.

    `fixed` says that kind, unit and aggregation are settled: values of months stand on them. After `is_valid`, `candidate()` is the item
    as it would be, `wanted()` the columns for the services.
    """

    name = ValueInput(read=named, label="名称", max_length=40)
    group = ValueInput(read=named, label="分组", max_length=20, help_text="已有的分组照着写，写个新的就是新分组。")
    after = forms.ChoiceField(label="排在", required=False)
    kind = forms.ChoiceField(label="类型", choices=Kind.choices)
    measure = ValueInput(read=tidy, label="计量单位", max_length=8, required=False, help_text="数才有，例如 次、户、元。")
    decimals = number(label="小数位", minimum=0, maximum=2, initial=0)
    figure = forms.ChoiceField(label="取数指标", required=False, help_text="选了就由记录填好，社区只要核对。不选就是手填。")
    aggregate = forms.ChoiceField(label="汇总方式", choices=Aggregate.choices, initial=Aggregate.SUM)
    minimum = number(label="最小值", minimum=0, maximum=MONEY, decimals=2, initial=0)
    maximum = number(label="最大值", minimum=0, maximum=MONEY, decimals=2, initial=99999)
    choices = Lines(label="选项", required=False, help_text="类型是“选项”才填，一行一个，2 到 30 个。")
    required = forms.BooleanField(label="提交前要填", required=False, initial=True)
    usual = forms.ChoiceField(label="平时", choices=Usual.choices, initial=Usual.VARIES, help_text="手填的数：一个按钮可以一起答哪些。")
    zero_known = forms.BooleanField(label="没有记录就是零，不用再点零报告", required=False)
    computed_only = forms.BooleanField(label="只由记录计算，不能手填", required=False)
    featured = forms.BooleanField(label="审核表列出", required=False)
    noun = ValueInput(read=tidy, label="记录叫法", max_length=20, required=False, help_text="量词在前，例如 条走访记录。")
    definition = ValueInput(read=lines, label="口径", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    levels = forms.MultipleChoiceField(label="填报单位", widget=forms.CheckboxSelectMultiple, initial=list(REPORTING),
                                       choices=[(level, UnitLevel(level).label) for level in REPORTING],
                                       error_messages={"required": "请选至少一级填报单位。"})
    minutes = number(label="填一格要几分钟", minimum=0, maximum=240, decimals=1, required=False, help_text="空着就按设置里这一类的分钟数。")
    month = forms.ChoiceField(label="从哪个月起")
    reason = ValueInput(read=tidy, label="变更说明", max_length=300, required=False, help_text="为什么改，历史里看得到。可以不写。")

    def __init__(self, data=None, *, items, months, row=None, fixed=False, **kwargs):
        super().__init__(data, initial=_initial(row), **kwargs)
        self.items, self.row, self.fixed = items, row, fixed
        self.fields["month"].choices = [(f"{day:%Y-%m}", Period.month(day).label) for day in months]
        self.fields["figure"].choices = figure_choices(row.figure if row else "")
        self.fields["after"].choices = _places(items, moving=row is not None)
        self.fields["group"].widget.attrs["list"] = "form-groups"
        self.fields["figure"].widget.attrs["data-picker"] = "1"
        for name in FIXED if fixed else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = "已经在用，不能改。要换就停用这一项，另加一项。"

    def clean(self):
        data = super().clean()
        if not self.errors:
            data = self.cleaned_data = _plain(data)
            for name, message in rules.broken(data, self.items):
                self.add_error(name, message)
        return data

    def candidate(self):
        """The item as it would be, unsaved; minutes nobody gave are those of the setting."""
        item = FormItem(code=self.row.code if self.row else "", active_from=self.starts, **self._columns())
        if item.minutes is None:
            item.minutes = cost.usual_minutes(item, self.starts)
        return item

    @property
    def starts(self):
        """The first day of the month chosen."""
        return Period.parse(self.cleaned_data["month"]).start

    def wanted(self):
        """The columns for the services, minutes included."""
        return self._columns() | {"minutes": self.candidate().minutes}

    def _columns(self):
        return {name: value for name, value in self.cleaned_data.items() if name not in ("after", "month", "reason")}


def _initial(row):
    if row is None:
        return {}
    names = [name for name in ItemForm.base_fields if name not in ("after", "month", "reason", "choices")]
    numbers = {name: plain(getattr(row, name)) for name in ("minimum", "maximum", "minutes")}
    return {name: getattr(row, name) for name in names} | numbers | {"choices": "\n".join(row.choices), "after": STAY}


def _places(items, *, moving):
    found = {}
    for item in items:
        found.setdefault(item.group, []).append((item.code, f"“{item.name}”之后"))
    front = [(STAY, "原来的位置")] if moving else []
    return [*front, (LAST, "本组最后"), (FIRST, "本组最前"), *found.items()]


def _plain(data):
    """Without what does not belong to its kind: a text has no unit, a typed number no record."""
    found = dict(data)
    if found["kind"] != Kind.NUMBER:
        found |= {"measure": "", "decimals": Decimal(0), "figure": "", "aggregate": Aggregate.LAST, "featured": False}
    if found["kind"] != Kind.CHOICE:
        found["choices"] = []
    if found["figure"]:
        found |= {"usual": Usual.VARIES, "noun": found["noun"] or WHOLE_NOUN}
        found["computed_only"] = found["computed_only"] or rules.is_ratio(found)
    else:
        found |= {"zero_known": False, "computed_only": False, "noun": ""}
    if found["kind"] != Kind.NUMBER:
        found["usual"] = Usual.VARIES
    return found | {"decimals": int(found["decimals"])}

