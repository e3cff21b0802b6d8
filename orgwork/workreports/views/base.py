"""What the pages of the work report share: the door to the reports and what stands above every page."""

from django.http import Http404

from orgwork import menu
from orgwork.kit.periods import Period
from orgwork.kit.views.base import RecordView, unit_crumbs
from orgwork.workreports import facts
from orgwork.workreports.models import WorkReport
from orgwork.workreports.register import Reports

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

    def scene(self, report, *more, **context):
        """Crumbs and dates of one report's pages."""
        trail = [*unit_crumbs(self.request), ("工作报告", "/reports/"), *more]
        period = Period.parse(report.period).label
        as_of = f"数据截至 {facts.prose(facts.cut_off(report))}"
        return {"report": report, "crumbs": trail, "period_label": period, "as_of": as_of, **context}
