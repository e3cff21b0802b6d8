"""/monthly/calendar/: the months with their dates, extensions granted and revoked, opening and closing by hand."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from orgwork.accounts.models import Unit
from orgwork.accounts.models.unit import Level
from orgwork.kit import params
from orgwork.kit.periods import BadPeriod, Period
from orgwork.kit.views.base import scoped

from .. import deadlines, queue
from ..models import Extension
from ..services.errors import Invalid, Refused
from ..services.extending import grant, revoke
from ..services.locking import lock_month
from ..services.opening import open_month
from .base import SUBJECT
from .month import MonthPage, month_of

BACK, AHEAD = 6, 2
EXTENDABLE = (Level.DISTRICT, Level.STREET, Level.COMMUNITY)
SHOWN = 60


class ExtensionForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", to_field_name="code", help_text="选街道，就是它下面的全部社区。")
    period = forms.ChoiceField(label="月份")
    day = forms.DateField(label="报送延到", widget=forms.DateInput(attrs={"type": "date"}), help_text="补报和关账顺延同样的天数。")
    reason = forms.CharField(label="原因", max_length=300, help_text="社区书记看得到。")

    def __init__(self, *args, units, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["period"].choices = [(month.text, month.label) for month in months]


class CalendarPage(MonthPage):
    def get(self, request):
        asked = request.GET.get("period") or Period.month(timezone.localdate()).text
        return self.show(ExtensionForm(initial={"period": asked}, **self.choices()))

    def choices(self):
        """The units and months an extension may be granted for."""
        units = Unit.objects.filter(self.request.scope("open", SUBJECT).q(), level__in=EXTENDABLE, closed_on=None)
        return {"units": units.order_by("path"), "months": _months()}

    def show(self, form, status=200):
        extensions = scoped(self.request, "view", SUBJECT, Extension.objects.select_related("unit__parent", "created_by", "revoked_by"))
        context = self.context(
            ("日历与延期", None), months=self.months(), extensions=list(extensions.order_by("revoked_at", "-id")[:SHOWN]), form=form,
            may_open=self.may("open"), may_lock=self.may("lock"),
        )  # fmt: skip
        return render(self.request, "monthly/calendar.html", context, status=status)

    def months(self):
        """[{period, opens, dates, counts, …}], the newest first; settings are read once for all."""
        today, rows = timezone.localdate(), self.rows()
        months = _months()
        opened = {row["period"]: row for row in queue.by_month(rows.filter(first_day__gte=months[-1].start))}
        with params.remembered():
            return [_month(period, opened.get(period.text), today) for period in months]


def _months():
    """The months around today, the newest first."""
    today = timezone.localdate()
    later = (today.replace(day=1) + timedelta(days=31 * AHEAD + AHEAD)).replace(day=1)
    return [Period.month(day) for day in reversed(deadlines.month_spans(later, AHEAD + 1 + BACK))]


def _month(period, counts, today):
    return {
        "period": period, "opens_on": deadlines.opens_on(period), "dates": deadlines.dates(period), "counts": counts,
        "may_open": period.start <= today, "may_lock": bool(counts and counts["open"]), "url": f"/monthly/?period={period.text}",
    }  # fmt: skip


class GrantExtension(CalendarPage):
    action = "open"

    def get(self, request):
        return redirect("/monthly/calendar/")

    def post(self, request):
        form = ExtensionForm(request.POST, **self.choices())
        if not form.is_valid():
            return self.show(form, status=422)
        given = form.cleaned_data
        try:
            period = Period.parse(given["period"])
            found, moved = grant(unit=given["unit"], period=period, day=given["day"], reason=given["reason"], by=request.user)
        except (BadPeriod, Refused) as refused:
            form.add_error(None, refused.args[0])
            return self.show(form, status=422)
        except Invalid as invalid:
            for name, said in invalid.fields.items():
                form.add_error(name, said)
            return self.show(form, status=422)
        later = f"已开的 {moved} 份月报改了日期。" if moved else "这个月还没有开报，开报时按延期的日期。"
        messages.success(request, f"{found.unit} {period.label}月报延到 {_day(given['day'])}。{later}")
        return redirect("/monthly/calendar/")


def _day(day):
    return f"{day.month}月{day.day}日"


class RevokeExtension(MonthPage):
    action = "open"
    http_method_names = ["post"]

    def post(self, request, pk):
        found = scoped(request, "open", SUBJECT, Extension.objects.select_related("unit")).filter(pk=pk).first()
        if found is None:
            raise Http404
        try:
            moved = revoke(extension=found, by=request.user)
            messages.success(request, f"已收回 {found.unit} 的延期，{moved} 份月报改回原来的日期。")
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("/monthly/calendar/")


class MonthVerb(MonthPage):
    """A verb on a whole month; POST only."""

    http_method_names = ["post"]

    def post(self, request):
        period = month_of(request.POST.get("period", ""))
        try:
            messages.success(request, self.do(period))
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect(f"/monthly/?period={period.text}")


class OpenMonth(MonthVerb):
    action = "open"

    def do(self, period):
        reports = open_month(period=period, by=self.request.user, scope=self.request.scope("open", SUBJECT))
        return f"已开 {period.label}月报，新开 {len(reports)} 份。"


class LockMonth(MonthVerb):
    action = "lock"

    def do(self, period):
        count = lock_month(period=period, by=self.request.user, scope=self.request.scope("lock", SUBJECT))
        return f"{period.label}已关账，{count} 份月报不再收改动。"
