"""What the pages of the work report share: the door to the reports and what stands above every page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from orgwork import menu
from orgwork.kit.periods import Period
from orgwork.kit.views.base import RecordView, unit_crumbs
from orgwork.workreports import facts
from orgwork.workreports.models import WorkReport
from orgwork.workreports.register import Reports
from orgwork.workreports.services.errors import Refused

menu.add("reports", "报告", "file-text", "/reports/", subject="reports", group=1, order=30)


class ReportView(RecordView):
    register = Reports

    def report(self, pk, action=None) -> WorkReport:
        return self.record(pk, action)

    def ready(self, pk) -> WorkReport:
        """A report that has been composed at least once."""
        report = self.report(pk)
        if not report.composed_revision:
            raise Http404
        return report

    def value(self, report, no):
        """One blank of the report."""
        found = report.slots.filter(no=no).first()
        if found is None:
            raise Http404
        return found

    def may_edit(self, report) -> bool:
        """Whether the viewer may change this report as it stands."""
        return not report.is_final and self.scope("create").covers(report.path)

    def scene(self, report, *more, **context):
        """Crumbs and dates of one report's pages."""
        trail = [*unit_crumbs(self.request), ("工作报告", "/reports/"), *more]
        period = Period.parse(report.period).label
        as_of = f"{'定稿数据' if report.is_final else '数据'}截至 {facts.prose(facts.cut_off(report))}"
        return {"report": report, "crumbs": trail, "period_label": period, "as_of": as_of, **context}

    def inside(self, report, title, **context):
        """`scene` of a page below the report's own."""
        return self.scene(report, (report.title, f"/reports/{report.pk}/"), (title, None), title=title, **context)


class VerbView(ReportView):
    """A verb on one report by POST: `act(report)` does it and gives (address, what to say); a refusal is said on the report's page."""

    action = "create"

    def post(self, request, pk, **named):
        report = self.ready(pk)
        try:
            address, said = self.act(report, **named)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(self.back(report, **named))
        if said:
            messages.success(request, said)
        return redirect(address)

    def back(self, report, **_named):
        return f"/reports/{report.pk}/"
