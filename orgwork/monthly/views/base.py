"""What the pages of the monthly report share: the door to the reports and what stands above every page."""

from django.http import Http404
from django.utils import timezone
from django.views import View

from orgwork.kit.views.base import scoped, unit_crumbs

from .. import deadlines, queries
from ..models import MonthlyReport
from ..sentences import moment

SUBJECT = "monthly"


class MonthlyPage(View):
    """A page; `action` is what its viewer must be allowed to do, else it is not there."""

    action = "view"

    def dispatch(self, request, *args, **kwargs):
        if not self.may(self.action):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def may(self, action):
        return bool(self.request.scope(action, SUBJECT))

    def rows(self, action=None):
        """The reports the viewer may do `action` on."""
        return queries.shown(scoped(self.request, action or self.action, SUBJECT, MonthlyReport.objects.all()))

    def report(self, pk, action=None):
        """The report, or 404 whether it is absent or not the viewer's."""
        found = self.rows(action).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def can(self, action, report):
        return self.request.scope(action, SUBJECT).covers(report.path)

    def context(self, *crumbs, **more):
        trail = [*unit_crumbs(self.request), ("月报", "/monthly/" if crumbs else None), *crumbs]
        return {"crumbs": trail, "as_of": timezone.localtime(), **more}

    def report_context(self, report, *crumbs, **more):
        days, hours = deadlines.days_left(report.due_at)
        base = self.context(*(crumbs or ((str(report.unit), None),)))
        base["crumbs"] = [(report.unit.parent.name, None)] * bool(report.unit.parent) + [
            (report.unit.name, None), ("月报", "/monthly/"), *(crumbs or ((report.title, None),)),
        ]
        return base | {
            "report": report, "period_label": report.month_label, "days": days, "hours": hours,
            "due_text": moment(report.due_at), **more,
        }
