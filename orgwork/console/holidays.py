"""/settings/holidays/: the days on which the department works or rests otherwise than the public calendar says."""

from datetime import timedelta

from chinese_calendar import constants
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from orgwork import menu
from orgwork.kit.models import SpecialDay
from orgwork.kit.values.problems import Problem

from .settings.views import INDEX, demand

ADDRESS = "/settings/holidays/"
LONGEST = 31
YEARS_AHEAD = 2
PUBLIC_UNTIL = max(constants.holidays).year

menu.add_setting("节假日调整", "放假和调休，截止日和办理期限按它顺延", "calendar-off", ADDRESS, subject="settings", order=20)


def check_days(first, last, *, today):
    """The days from `first` to `last`, both included. Raises Problem for a span that cannot be meant or lies in the past."""
    if last < first:
        raise Problem("holiday.order", "最后一天早于第一天。请改正。")
    if first < today:
        raise Problem("holiday.past", f"过去的期限已按当时的安排算过，不再改。请写今天（{today:%Y-%m-%d}）或以后的日期。")
    if last.year > today.year + YEARS_AHEAD:
        raise Problem("holiday.far", f"日期太远。请核对年份，最晚写到 {today.year + YEARS_AHEAD} 年底。")
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if len(days) > LONGEST:
        raise Problem("holiday.long", f"一次最多写 {LONGEST} 天，这里是 {len(days)} 天。请核对最后一天。")
    return days


@transaction.atomic
def add_days(days, *, is_workday, note):
    """Write the `days`, all or none, by two statements. Raises Problem where one stands already."""
    there = list(SpecialDay.objects.filter(day__in=days).order_by("day"))
    if there:
        named = "、".join(f"{d.day:%m-%d} {'上班' if d.is_workday else '放假'}" for d in there[:5])
        raise Problem("holiday.there", f"已经写过：{named}{'等' if len(there) > 5 else ''}。要改，先移除再写。")
    rows = [SpecialDay(day=day, is_workday=is_workday, note=note) for day in days]
    SpecialDay.objects.bulk_create(rows, ignore_conflicts=True)  # another administrator may have been faster with the same day


class DaysForm(forms.Form):
    first = forms.DateField(label="从哪天", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(
        label="到哪天", required=False, help_text="只有一天就空着。", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_workday = forms.ChoiceField(label="这几天", choices=(("0", "放假"), ("1", "上班")), initial="0", widget=forms.RadioSelect)
    note = forms.CharField(label="说明", max_length=100, required=False, help_text="例如：国庆节，国务院办公厅通知。")

    def save(self):
        """How many days were written; 0 where a rule refuses, which then stands at its field."""
        data = self.cleaned_data
        try:
            days = check_days(data["first"], data["last"] or data["first"], today=timezone.localdate())
            add_days(days, is_workday=data["is_workday"] == "1", note=data["note"])
        except Problem as problem:
            self.add_error("last" if problem.code in ("holiday.order", "holiday.long") else "first", problem.message)
            return 0
        return len(days)


class HolidayView(View):
    """The table of a year, and the form that adds to it."""

    def dispatch(self, request):
        demand(request, "view" if request.method in ("GET", "HEAD") else "change")
        return super().dispatch(request)

    def get(self, request):
        return self.show(DaysForm())

    def post(self, request):
        form = DaysForm(request.POST)
        count = form.save() if form.is_valid() else 0
        if not count:
            return self.show(form, status=422)
        messages.success(request, f"已写 {count} 天。")
        return redirect(f"{ADDRESS}?year={form.cleaned_data['first'].year}")

    def show(self, form, status=200):
        today = timezone.localdate()
        year = year_from(self.request.GET.get("year"), today)
        years = sorted({today.year, today.year + 1, year, *(d.year for d in SpecialDay.objects.dates("day", "year"))})
        context = {
            "crumbs": [INDEX, ("节假日调整", None)],
            "form": form,
            "year": year,
            "tabs": [{"label": f"{y}年", "url": f"{ADDRESS}?year={y}", "current": y == year} for y in years],
            "days": SpecialDay.objects.filter(day__year=year),
            "today": today,
            "public_until": PUBLIC_UNTIL,
            "unknown": year > PUBLIC_UNTIL,
            "may_change": bool(self.request.scope("change", "settings")),
        }
        return render(self.request, "console/holidays.html", context, status=status)


def year_from(text, today):
    """The year of the address, or this one."""
    return int(text) if text and text.isascii() and text.isdigit() and 2000 <= int(text[:5]) <= today.year + YEARS_AHEAD else today.year


def remove(request, pk):
    """Take a day off the table again, unless it has passed."""
    demand(request, "change")
    day = SpecialDay.objects.filter(pk=pk).first()
    if day is None:
        raise Http404
    if request.method != "POST":
        return redirect(ADDRESS)
    if day.day < timezone.localdate():
        messages.error(request, f"{day.day:%Y-%m-%d} 已经过去，期限按它算过，不能移除。")
    else:
        day.delete()
        messages.success(request, f"已移除 {day.day:%Y-%m-%d}。")
    return redirect(f"{ADDRESS}?year={day.day.year}")
