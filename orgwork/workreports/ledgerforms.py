"""The form of one blank: a number or words, what they rest on, who answers for them, why the number moved."""

from django import forms
from django.utils import timezone

from orgwork.accounts import paths
from orgwork.accounts.models import Post, User
from orgwork.accounts.rules import MATRIX
from orgwork.kit.values.problems import Problem
from orgwork.workreports import validators
from orgwork.workreports.services.entering import NEW, Given

NOBODY = "没有指定"
GIVEN = ("value", "text", "basis", "explanation", "owner", "upload")
DRAFTERS = tuple(role for role, subjects in MATRIX.items() if "create" in subjects.get("reports", ()))


def owners(report):
    """Who may answer for a blank: drafters of the report's unit and of the units above it."""
    posts = Post.objects.in_force(timezone.localdate()).filter(role__in=DRAFTERS, unit__path__in=paths.ancestors(report.path))
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("name")


class EntryForm(forms.Form):
    value = forms.CharField(label="数", required=False, max_length=40, help_text="阿拉伯数字。空着就用台账的数。")
    text = forms.CharField(label="文字", required=False, max_length=validators.WORDS)
    basis = forms.CharField(label="依据", required=False, max_length=validators.BASIS, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text="哪份文件、哪张表，或谁在什么时候报的。填了数就要写。")
    upload = forms.FileField(label="附上依据", required=False, help_text="PDF、照片或 Word 文件，15 MB 以内。可以不附。")
    explanation = forms.CharField(label="说明", required=False, max_length=validators.SENTENCE, widget=forms.Textarea(attrs={"rows": 2}),
                                  help_text="变动大或者含未审核记录时，写一句为什么。")
    owner = forms.ModelChoiceField(User.objects.none(), label="负责人", required=False, empty_label=NOBODY)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, value, report, entry=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.slot, self.entry = value, entry
        self.fields["owner"].queryset = owners(report)
        for name in ("text",) if value.is_number else ("value",):
            del self.fields[name]
        if value.is_number:
            self.fields["value"].label = f"数（{value.measure}）" if value.measure else "数"
        else:
            self.fields["basis"].help_text = "可以不写。"
        self.fields["version"].initial = entry.version if entry else NEW

    @classmethod
    def of(cls, *, value, report, entry, offer=""):
        """The form as it opens; `offer` are the words of last time, put in where nothing stands yet."""
        initial = {"text": offer}
        if entry:
            initial = {"value": "" if entry.value is None else f"{entry.value.normalize():f}", "text": entry.text or offer,
                       "basis": entry.basis, "explanation": entry.explanation, "owner": entry.owner_id}  # fmt: skip
        return cls(value=value, report=report, entry=entry, initial=initial)

    def given(self) -> Given:
        return Given(**{name: self.cleaned_data[name] for name in GIVEN if name in self.cleaned_data})

    def expected(self) -> int:
        found = self.cleaned_data.get("version")
        return NEW if found is None else found

    def put(self, problem):
        """Say a Problem of the service at the field it is about."""
        place = {"basis.missing": "basis", "file": "upload"}
        first = "value" if self.slot.is_number else "text"
        self.add_error(place.get(problem.code) or place.get(problem.code.partition(".")[0]) or first, problem.message)

    def clean(self):
        cleaned = super().clean()
        self.judge("explanation", validators.sentence, cleaned.get("explanation", ""))
        if self.slot.is_number:
            self.judge("value", validators.number, cleaned.get("value", ""), self.slot.measure)
            self.judge("basis", grounded, cleaned)
        else:
            self.judge("text", validators.words, cleaned.get("text", ""))
        return cleaned

    def judge(self, name, rule, *values):
        try:
            rule(*values)
        except Problem as problem:
            if name not in self.errors:
                self.add_error(name, problem.message)


def grounded(cleaned):
    """A typed number needs its basis."""
    return validators.basis(cleaned.get("basis", ""), needed=bool(cleaned.get("value", "").strip()))
