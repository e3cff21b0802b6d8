"""Forms of templates. A rule of validators.py that is broken is said at its field; what was typed stays."""

from django import forms

from orgwork.kit.forms import RecordForm, record_callback
from orgwork.kit.values.problems import Problem
from orgwork.workreports.models import OldSpeech, Template
from orgwork.workreports.templates import validators

ROWS = 28


class Judged:
    """Fields whose rule stands in validators.py: `rules` is {field: rule}."""

    rules = {}

    def clean(self):
        cleaned = super().clean()
        for name, rule in self.rules.items():
            if name in cleaned:
                try:
                    cleaned[name] = rule(cleaned[name])
                except Problem as problem:
                    self.add_error(name, problem.message)
        return cleaned


def text_field():
    # strip would take away the first line's indent; the attributes are what the editor looks for
    widget = forms.Textarea(attrs={"rows": ROWS, "data-slots": "1", "spellcheck": "false", "maxlength": validators.LONGEST})
    return forms.CharField(label="正文", widget=widget, strip=False, error_messages={"required": "请写上正文。"})


def note_field():
    help_text = "改了什么，写一句，版次里看得到。可以不写。"
    return forms.CharField(label="改动说明", required=False, max_length=validators.NOTE, help_text=help_text)


def word_field():
    widget = forms.ClearableFileInput(attrs={"accept": ".docx"})
    return forms.FileField(label="Word 文件", widget=widget, help_text="只收 .docx；里面的空写成 {{名称}}，版式原样保留")


class OwnedForm(RecordForm):
    """What belongs to a unit of the drafter's scope; it has no version of its own and is not sent twice by accident."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("submission_key", "reason", "version"):
            del self.fields[name]

    def _get_validation_exclusions(self):
        """A name that is taken is said by the service, which knows what to do about it."""
        return {*super()._get_validation_exclusions(), "name"}


class TemplateForm(Judged, OwnedForm):
    rules = {"name": validators.name, "text": validators.text, "note": validators.note}
    text = text_field()
    note = note_field()

    class Meta:
        model = Template
        fields = ["name", "kind", "unit"]
        formfield_callback = record_callback


class WordTemplateForm(Judged, OwnedForm):
    rules = {"note": validators.note}
    file = word_field()
    note = note_field()

    class Meta:
        model = Template
        fields = ["name", "kind", "unit"]
        formfield_callback = record_callback

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].help_text = "不写就用文件名"
        self.order_fields(["file", "name", "kind", "unit", "note"])


class VersionForm(Judged, forms.Form):
    rules = {"text": validators.text, "note": validators.note}
    text = text_field()
    note = note_field()
    base = forms.IntegerField(widget=forms.HiddenInput)


class WordVersionForm(Judged, forms.Form):
    rules = {"note": validators.note}
    file = word_field()
    note = note_field()
    base = forms.IntegerField(widget=forms.HiddenInput)


class OldSpeechForm(OwnedForm):
    file = forms.FileField(
        label="旧稿",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt"}),
        help_text="往年的发言或汇报，.docx 或 .txt；要填的数和名称写成 ×",
    )

    class Meta:
        model = OldSpeech
        fields = ["unit"]
        formfield_callback = record_callback

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["file", "unit"])
