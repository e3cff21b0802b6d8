import uuid

from django import forms

from orgwork.kit.forms import RecordForm, record_callback
from orgwork.kit.periods import BadPeriod, Period
from orgwork.workreports.models import WorkReport
from orgwork.workreports.templates import builtins, queries


class TemplateField(forms.ChoiceField):
    """A template the drafter may use: by its key on the page, by its name over the API; of two with one name the nearest."""

    def offer(self, scope):
        builtins.ensure()
        self.found = queries.offered(scope)
        self.choices = [(template.pk, label(template)) for template in self.found]

    def clean(self, value):
        asked = str(value or "")
        meant = [template for template in self.found if asked in (str(template.pk), template.name)]
        if not meant:
            return super().clean(value)
        return queries.version_of(meant[-1])


def label(template):
    return template.name if template.unit.parent_id is None else f"{template.name}（{template.unit.name}）"


class NewReportForm(RecordForm):
    """Whose report, for when, from which template; the unit lies in the drafter's scope."""

    template = TemplateField(label="模板")

    # a record takes its submission key as its own; a report is numbered, so it keeps the key beside it
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    EXTRA = (*RecordForm.EXTRA, "once")

    SHOWN = ("unit", "period", "template", "campaign_from")

    class Meta:
        model = WorkReport
        fields = ["unit", "period", "campaign_from"]
        formfield_callback = record_callback
        help_texts = {
            "period": "写 2024、2024H1、2024Q3、2024-07 或 2024-01-01..2024-11-30",
            "campaign_from": "走访、意见、纠纷、困难、实事从这一天算起；空着就从年初算起",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["submission_key"]
        self.fields["once"].initial = uuid.uuid4
        self.fields["template"].offer(self.scope)

    def answers(self):
        """What the service asks for."""
        asked = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**asked, "version": self.cleaned_data["template"], "submission_key": self.cleaned_data["once"]}

    def clean_period(self):
        try:
            return Period.parse(self.cleaned_data["period"]).text
        except BadPeriod as error:
            raise forms.ValidationError(error.args[0]) from error
