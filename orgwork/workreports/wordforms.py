"""Forms of the word list and of the verbs on a sentence."""

from django import forms
from django.utils import timezone

from orgwork.kit.values.problems import Problem
from orgwork.workreports.models import WordRule
from orgwork.workreports.services import wordlist

FIELD_OF = {"word.short": "wording", "word.there": "wording", "word.circle": "offer", "word.order": "on"}


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WordRuleForm(forms.ModelForm):
    """`save_rule(by=)` writes; what the rules refuse stands at its field and None is returned."""

    class Meta:
        model = WordRule
        fields = ["wording", "offer", "message", "gravity", "effective_from"]
        widgets = {"effective_from": day_input()}
        help_texts = {
            "wording": "报告里出现这几个字就提出来。",
            "offer": "可以空着：只提出来，不给替换。",
            "message": "写一句，起草的人看得到，例如“2021年后统一为……”。",
            "gravity": "选“不改不能定稿”的，要改掉或写理由保留。",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["effective_from"].initial = timezone.localdate

    def save_rule(self, *, by):
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        try:
            return wordlist.add(by=by, **given)
        except Problem as problem:
            self.add_error(FIELD_OF[problem.code], problem.message)
            return None


class StopForm(forms.Form):
    on = forms.DateField(label="用到哪天", widget=day_input())
