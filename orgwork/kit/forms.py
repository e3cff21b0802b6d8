"""Forms of records: choices of a foreign key lie in the editor's scope, dates may be partial, ID numbers are sealed."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from .fields import PartialDateField
from .formfields import IdCardField, PartialDateInput
from .values.problems import Problem

UNSAID = "未填"


class ScopedChoice(forms.ModelChoiceField):
    """A record within the editor's scope, given by primary key (form) or by code or name (API)."""

    default_error_messages = {"invalid_choice": "选的这一项不在您的范围里，或者已经没有了。请重新选。"}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        found = list(self.queryset.filter(self._meant(value))[:2])
        if len(found) != 1:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found[0]

    def _meant(self, value):
        try:
            return Q(pk=uuid.UUID(str(value)))
        except ValueError:
            names = {f.name for f in self.queryset.model._meta.get_fields()} & {"code", "name"}
            found = Q(pk__in=[])
            for name in names:
                found |= Q(**{name: str(value)})
            return found


class RecordForm(forms.ModelForm):
    """Base of register forms. `scope` limits what a foreign key may point to; `full` makes fields required that the dictionary requires."""

    reason = forms.CharField(
        label="变更说明",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="为什么改，写一句，历史里看得到。可以不写。",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    submission_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    EXTRA = ("reason", "version", "submission_key")
    needed = ()  # what the dictionary requires on the form although the column may be empty (rosters lack some)

    def __init__(self, *args, scope=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.scope = scope
        for name, field in self.fields.items():
            field.required = field.required or name in self.needed
            self._prepare(name, field)
        if self.instance._state.adding:
            self.fields["submission_key"].initial = uuid.uuid4
        else:
            self.fields["version"].initial = self.instance.version

    def _prepare(self, name, field):
        field.widget.attrs.pop("cols", None)
        if isinstance(field, forms.ModelChoiceField):
            self.fields[name] = self._scoped(field)
        elif isinstance(field, PartialDateInput) and not self.instance._state.adding:
            field.initial = field.of(self.instance, name)
            self.initial[name] = field.initial
        elif isinstance(field, IdCardField) and self.instance.id_card_mask:
            field.required = False
            field.widget.attrs["placeholder"] = f"已登记 {self.instance.id_card_mask}，不改就空着"
        elif isinstance(field, forms.TypedChoiceField):
            field.choices = [(value, label if value != "" else UNSAID) for value, label in field.choices]

    def _scoped(self, field):
        queryset = field.queryset.within(self.scope)
        if hasattr(queryset.model, "unit"):  # what is known by its unit is read together with it
            queryset = queryset.select_related("unit")
        found = ScopedChoice(queryset, label=field.label, required=field.required, help_text=field.help_text)
        found.empty_label = "请选择" if field.required else UNSAID
        found.widget.attrs["data-picker"] = "1"
        return found

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, PartialDateInput) and name in cleaned:
                self._split(name, cleaned)
        return cleaned

    def _split(self, name, cleaned):
        partial = cleaned[name]
        cleaned[name] = partial.date if partial else None
        setattr(self.instance, f"{name}_prec", partial.precision if partial else "")

    def _post_clean(self):
        key = self.cleaned_data.get("submission_key")
        if key and self.instance._state.adding and not type(self.instance).everything.filter(pk=key).exists():
            self.instance.pk = key  # a second click cannot make a second record; sealing needs the final key
        super()._post_clean()
        plain = self.cleaned_data.get("id_card")
        if plain:
            self.instance.set_id_card(plain)
            self._check_constraints()

    def _check_constraints(self):
        """The blind index is set after the model's own checks ran, so its constraint is checked here."""
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self.add_error("id_card", error.messages[0])

    def judge(self, name, rule, *values, **more):
        """Put the Problem that `rule` raises at the field `name`, unless the field is wrong already."""
        try:
            rule(*values, **more)
        except Problem as problem:
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, problem.message)

    def record_fields(self):
        """Names of the fields that belong to the record."""
        return [name for name in self.fields if name not in self.EXTRA]

    @classmethod
    def formfield(cls, db_field, **kwargs):
        """Form field of a model field; dates with precision get their own input."""
        if isinstance(db_field, PartialDateField):
            return PartialDateInput(label=db_field.verbose_name, required=not db_field.blank)
        found = db_field.formfield(**kwargs)
        if isinstance(found, forms.DateField):
            found.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return found


def record_callback(db_field, **kwargs):
    """`Meta.formfield_callback` of every register form."""
    return RecordForm.formfield(db_field, **kwargs)
