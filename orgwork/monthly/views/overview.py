"""/monthly/: a secretary's own months; for those above, who has reported."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.kit.periods import BadPeriod, Period

from .. import history, queries, reporting
from ..enums import REPORTED
from ..models import MonthlyValue
from ..services.errors import Refused
from ..services.locking import lock_month
from ..services.opening import open_month
from .base import SUBJECT, MonthlyPage

OWN_MONTHS = 24
LABELS = (("", "全部"), ("submitted", "待审"), ("accepted", "已通过"), ("returned", "已退回"), ("missing", "未报"))


def month_of(text):
    """The month named in the address. Raises Http404."""
    try:
        found = Period.parse(text)
    except BadPeriod as error:
        raise Http404 from error
    if not found.is_month:
        raise Http404
    return found


class OverviewPage(MonthlyPage):
    def get(self, request):
        return self.own() if self.may("fill") and not self.may("review") else self.every()

    # a secretary ---------------------------------------------------------------------------------
    def own(self):
        reports = list(self.rows("fill").order_by("-first_day", "path")[:OWN_MONTHS])
        now = timezone.now()
        strips = queries.strips(self.rows("fill"), units={r.unit_id for r in reports}, first_day=reports[0].first_day) if reports else {}
        rows = [(r, reporting.dot((r.received_at, r.due_at), now)) for r in reports]
        units = {r.unit_id: r.unit for r in reports}
        dots = [(units[u], reporting.months_of(strip, reports[0].first_day, now)) for u, strip in strips.items()]
        return render(self.request, "monthly/own.html", self.context(rows=rows, dots=dots, several=len(units) > 1))

    # those above ---------------------------------------------------------------------------------
    def every(self):
        period = self.period()
        seen, street = self.rows(), self.street()
        month = queries.of_month(seen, period).order_by("path")
        if street is not None:
            month = month.filter(paths.subtree(street.path))
        reports, tab = list(month), self.request.GET.get("state", "")
        total, _streets = reporting.rates(reports)
        shown = list(month.filter(queries.TABS[tab])) if tab in queries.TABS else reports
        items = reporting.featured(period.start)
        rows = reporting.rows_of(shown, every=seen, first_day=period.start, codes=[i.code for i in items])
        context = self.context(
            rows=rows, items=items, total=total, tabs=self.tabs(month, period, street, tab), street=street, streets=self.streets(),
            months=self.months(period), period=period, period_label=period.label, opened=bool(reports), **self.rights(period, reports),
        )
        return render(self.request, "monthly/overview.html", context)

    def period(self):
        asked = self.request.GET.get("period")
        if asked:
            return month_of(asked)
        latest = self.rows().order_by("-first_day").values_list("period", flat=True).first()
        return Period.parse(latest) if latest else Period.month(timezone.localdate())

    def street(self):
        code = self.request.GET.get("unit")
        return next((unit for unit in self.streets() if unit.code == code), None)

    def streets(self):
        """The streets that the viewer's reports lie in."""
        found = Unit.objects.filter(pk__in=self.rows().order_by().values("unit__parent"))
        return list(found.order_by("path"))

    def address(self, period, street, tab=""):
        parts = {"period": period.text, "unit": street.code if street else "", "state": tab}
        return "/monthly/?" + "&".join(f"{k}={v}" for k, v in parts.items() if v)

    def tabs(self, month, period, street, tab):
        found = []
        for key, label in LABELS:
            count = month.filter(queries.TABS[key]).count() if key else month.count()
            found.append({"label": label, "count": count, "url": self.address(period, street, key), "current": key == tab,
                          "bad": key == "missing" and count > 0})
        rates = f"/monthly/rates/?period={period.text}"
        return [*found, {"label": "报送情况", "count": None, "url": rates, "current": False, "bad": False}]

    def months(self, period):
        """(previous, next, choices) by address."""
        first = list(self.rows().order_by("-first_day").values_list("period", flat=True).distinct()[:24])
        before = period.previous_month()
        return {
            "previous": (f"{before.start.month}月", self.address(before, None)),
            "choices": [(Period.parse(text).label, self.address(Period.parse(text), None), text == period.text) for text in first],
        }

    def rights(self, period, reports):
        future = period.start > timezone.localdate()
        return {
            "may_open": self.may("open") and not future,
            "may_lock": self.may("lock") and any(r.locked_at is None for r in reports),
            "may_review": self.may("review"),
            "locked": bool(reports) and all(r.locked_at for r in reports),
        }


class RatesPage(MonthlyPage):
    """报送情况: expected, received, in time, by street."""

    def get(self, request):
        period = month_of(request.GET.get("period") or Period.month(timezone.localdate()).text)
        reports = list(queries.of_month(self.rows(), period).order_by("path"))
        total, streets = reporting.rates(reports)
        context = self.context((f"{period.label}报送情况", None), period=period, total=total, streets=streets, period_label=period.label,
                               back_url=f"/monthly/?period={period.text}")
        return render(request, "monthly/rates.html", context)


class MonthVerb(MonthlyPage):
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


class HistoryPage(MonthlyPage):
    def get(self, request, pk):
        report = self.report(pk)
        context = self.report_context(report, (report.title, report.get_absolute_url()), ("历史", None), history=history.of_report(report))
        return render(request, "monthly/history.html", context)


class ValuePage(MonthlyPage):
    """From a record behind a figure to its cell in the report."""

    def get(self, request, pk):
        row = MonthlyValue.objects.filter(pk=pk).only("report_id", "code").first()
        report = self.report(row.report_id if row else None)
        reviewing = self.can("review", report) and report.state in REPORTED
        return redirect(f"{report.review_url if reviewing else report.get_absolute_url()}#c-{row.code}")
