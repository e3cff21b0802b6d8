"""/monthly/: a secretary's own months; for those above, the queue. What hangs on one report but is neither filling nor reviewing."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import echo, history, queries, reporting
from ..enums import REPORTED
from ..models import MonthlyValue
from .base import MonthlyPage
from .month import month_of
from .queue import QueuePage

OWN_MONTHS = 24


class OverviewPage(QueuePage):
    def get(self, request):
        return self.own() if self.may("fill") and not self.may("review") else self.every()

    def own(self):
        reports = list(self.rows("fill").order_by("-first_day", "path")[:OWN_MONTHS])
        if (asked := self.request.GET.get("period")) and (found := self.only(asked)):
            return redirect(found.get_absolute_url())
        now = timezone.now()
        strips = queries.strips(self.rows("fill"), units={r.unit_id for r in reports}, first_day=reports[0].first_day) if reports else {}
        rows = [(r, reporting.dot((r.received_at, r.due_at), now)) for r in reports]
        units = {r.unit_id: r.unit for r in reports}
        dots = [(units[u], reporting.months_of(strip, reports[0].first_day, now)) for u, strip in strips.items()]
        context = self.context(rows=rows, dots=dots, several=len(units) > 1, echoes=echo.of_viewer(self.request)[: echo.FEW])
        return render(self.request, "monthly/own.html", context)

    def only(self, asked):
        """The one report of the month that a notice speaks of, or None where there are several."""
        found = list(queries.of_month(self.rows("fill"), month_of(asked))[:2])
        return found[0] if len(found) == 1 else None


class EchoPage(MonthlyPage):
    """去向: where the viewer's numbers went."""

    def get(self, request):
        return render(request, "monthly/echo.html", self.context(("去向", None), echoes=echo.of_viewer(request)))


class HistoryPage(MonthlyPage):
    def get(self, request, pk):
        report = self.report(pk)
        context = self.report_context(report, (report.title, report.get_absolute_url()), ("历史", None), history=history.of_report(report))
        return render(request, "monthly/history.html", context)


class ValuePage(MonthlyPage):
    """From a record behind a figure to its cell in the report."""

    def get(self, request, pk):
        row = MonthlyValue.objects.filter(pk=pk).only("report_id", "code").first()
        if row is None:
            raise Http404
        report = self.report(row.report_id)
        reviewing = self.can("review", report) and report.state in REPORTED
        return redirect(f"{report.review_url if reviewing else report.get_absolute_url()}#c-{row.code}")
