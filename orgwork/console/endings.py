"""How a unit ends: closed with a date, or merged into another one. Its code and history stay."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone

from orgwork.accounts import services
from orgwork.accounts.models import Unit
from orgwork.audit.context import acting
from orgwork.kit.forms import ScopedChoice
from orgwork.kit.views.base import RecordView


class CloseForm(forms.Form):
    on = forms.DateField(label="撤销日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label="变更说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    names = ("on",)

    def __init__(self, *args, units=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class MergeForm(CloseForm):
    names = ("into", "on")

    def __init__(self, *args, units=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "并入日期"
        self.fields["into"] = ScopedChoice(units, label="并入哪个单位", empty_label="请选择")


class EndingView(RecordView):
    """A form about one unit whose service may refuse with a reason."""

    action = "change"
    form_class = CloseForm
    heading = ""

    def form(self, unit, data=None):
        others = self.rows().filter(closed_on=None, level=unit.level).exclude(pk=unit.pk)
        return self.form_class(data, units=others)

    def get(self, request, pk):
        unit = self.record(pk)
        return self.show(unit, self.form(unit))

    def post(self, request, pk):
        unit = self.record(pk)
        form = self.form(unit, request.POST)
        if form.is_valid() and self.done(unit, form):
            messages.success(request, self.said(unit))
            return redirect(self.register.url(unit))
        return self.show(unit, form, status=422)

    def done(self, unit, form):
        data = form.cleaned_data
        try:
            with transaction.atomic(), acting(by=self.request.user, reason=data["reason"]):
                services.lock_tree()
                self.end(unit, data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
            return False
        return True

    def show(self, unit, form, status=200):
        title = f"{self.heading}「{unit}」"
        context = self.page_context(
            (title, None),
            title=title,
            form=form,
            groups=[(self.heading, [form[n] for n in form.names])],
            reason_field=form["reason"],
            conflict=None,
            cancel_url=self.register.url(unit),
        )
        return render(self.request, "records/form.html", context, status=status)


class CloseView(EndingView):
    heading = "撤销单位"

    def end(self, unit, data):
        services.close_unit(unit=unit, on=data["on"], by=self.request.user)

    def said(self, unit):
        return f"已撤销「{unit}」。"


class MergeView(EndingView):
    heading = "并入其他单位"
    form_class = MergeForm

    def end(self, unit, data):
        into = Unit.objects.get(pk=data["into"].pk)
        services.merge_unit(unit=unit, into=into, on=data["on"], by=self.request.user)

    def said(self, unit):
        return f"已把「{unit}」并入其他单位。"
