"""What each step of an opinion asks: one small form a step."""

from django import forms
from django.utils import timezone

from orgwork.kit.values.problems import Problem

from . import handling_rules as rules
from .enums import ServiceStatus as Status
from .enums import Way
from .models import ServiceRecord

YES_NO = (("", "没有说"), ("yes", "满意"), ("no", "不满意"))


def _length(name):
    return ServiceRecord._meta.get_field(name).max_length


def _text(label, name, **attrs):
    return forms.CharField(label=label, required=False, max_length=_length(name), widget=forms.TextInput(attrs=attrs))


def _long(label, length, **attrs):
    return forms.CharField(
        label=label, required=False, max_length=length, widget=forms.Textarea(attrs={"rows": 2, **attrs})
    )


def _day(label):
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class StepForm(forms.Form):
    """One step of `record`. A field may be empty here: what is missing is said by the rule that needs it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    verb, heading, button, icon, hint = "", "", "", "", ""

    def __init__(self, *args, record, **kwargs):
        kwargs.setdefault("initial", {"version": record.version, **self.usual(record)})
        super().__init__(*args, auto_id=f"{self.verb}_%s", **kwargs)
        self.record = record

    def usual(self, record):
        """What is nearly always meant."""
        return {}

    def judge(self, name, rule, *values):
        try:
            rule(*values)
        except Problem as problem:
            if name not in self.errors:
                self.add_error(name, problem.message)

    def said(self):
        """The answers, by the names of the verb's arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ClassifyForm(StepForm):
    verb, heading, button, icon = "classify", "分类", "记下分类", "category"
    category = _text("是哪一类的事", "category", list="categories", placeholder="如 物业管理")
    way = forms.ChoiceField(label="整改方式", required=False, choices=(("", "还没定"), *Way.choices))

    def usual(self, record):
        return {"category": record.category, "way": record.way}

    def clean(self):
        cleaned = super().clean()
        self.judge("category", rules.check_category, cleaned.get("category"))
        return cleaned


class AssignForm(StepForm):
    verb, heading, button, icon = "assign", "交办", "交办", "user-check"
    owner = _text("责任人", "owner", autocomplete="off")
    due_on = _day("办理期限")

    def usual(self, record):
        return {"due_on": record.due_on or rules.due_by(timezone.localdate()), "owner": record.owner}

    def clean(self):
        cleaned = super().clean()
        self.judge("owner", rules.check_owner, cleaned.get("owner"))
        if "due_on" in cleaned:
            self.judge("due_on", rules.check_due, self.record.date, cleaned["due_on"])
        return cleaned


class SolveForm(StepForm):
    verb, heading, button, icon = "solve", "落实", "记下办理结果", "tool"
    result = _long("怎么办的", _length("result"))
    solved_on = _day("办结日期")

    def usual(self, record):
        return {"solved_on": timezone.localdate()}

    def clean(self):
        cleaned = super().clean()
        self.judge("result", rules.check_result, cleaned.get("result"))
        if "solved_on" in cleaned:
            self.judge("solved_on", rules.check_solved_on, self.record.date, cleaned["solved_on"])
        return cleaned


class SettleForm(SolveForm):
    verb, heading, button, icon = "settle", "立行立改", "当场办结", "bolt"
    hint = "当场就办好了，不用再交办。"


class AnswerForm(StepForm):
    verb, heading, button, icon = "answer", "反馈", "记下反馈", "message-check"
    hint = "把办理结果告诉提意见的人。"
    answered_on = _day("反馈日期")
    satisfied = forms.ChoiceField(label="群众是否满意", required=False, choices=YES_NO)

    def usual(self, record):
        return {"answered_on": timezone.localdate()}

    def clean_satisfied(self):
        return {"yes": True, "no": False}.get(self.cleaned_data["satisfied"])

    def clean(self):
        cleaned = super().clean()
        if "answered_on" in cleaned:
            self.judge("answered_on", rules.check_answered_on, self.record.solved_on, cleaned["answered_on"])
        return cleaned


class BackForm(StepForm):
    verb, heading, button, icon = "back", "退回一步", "退回一步", "arrow-back-up"
    reason = _long("为什么退回", 300)

    def clean(self):
        cleaned = super().clean()
        self.judge("reason", rules.check_reason, cleaned.get("reason"))
        return cleaned


FORMS = {form.verb: form for form in (ClassifyForm, AssignForm, SolveForm, SettleForm, AnswerForm, BackForm)}
NEXT = {
    Status.COLLECTED: (ClassifyForm, SettleForm),
    Status.CLASSIFIED: (AssignForm, SettleForm),
    Status.ASSIGNED: (SolveForm,),
    Status.DONE: (AnswerForm,),
    Status.ANSWERED: (),
}
