"""The month as its reviewer sees it: every cell beside its own twelve months, single cells returned with a reason."""

from django.contrib import messages
from django.shortcuts import redirect, render

from .. import checks
from ..faces import faces, groups
from ..numbers import plain
from ..sentences import refused_because
from ..services.errors import Invalid, Refused
from ..services.reviewing import accept, reopen, return_
from .base import MonthlyPage

REASONS = ("与记录不符，请核对", "请写一句说明", "单位不对，请核对")
NOTHING = "没有选要退回的格子，也没有写原因。"


def suggestion(cell):
    """A reason that names the two numbers and what to do, where there are two."""
    if not cell.differs:
        return ""
    measure, records, typed = cell.item.measure, plain(cell.row.computed), plain(cell.value)
    return f"记录合 {records} {measure}，本格手填 {typed} {measure}。请补记，或改回 {records}。"


class ReviewPage(MonthlyPage):
    action = "review"

    def get(self, request, pk):
        return self.show(self.report(pk))

    def show(self, report, error="", status=200):
        cells = checks.checked(report)
        shown = faces(cells)
        waiting = report.state == "submitted"
        context = self.report_context(
            report, (report.title, report.get_absolute_url()), ("审核", None),
            groups=[{**g, "rows": [(f, self.reason(f)) for f in g["faces"]]} for g in groups(shown)],
            grouped=checks.grouped(cells), waiting=waiting, error=error, reasons=REASONS,
            lock_text="" if waiting else refused_because("accept", report),
            may_reopen=report.state == "accepted" and not report.locked_at,
            outside=sum(bool(cell.outside) for cell in cells), explained=sum(bool(cell.row.explanation) for cell in cells),
        )
        return render(self.request, "monthly/review.html", context, status=status)

    def reason(self, face):
        return self.request.POST.get(f"r.{face.code}", suggestion(face.cell))

    def post(self, request, pk):
        report = self.report(pk)
        try:
            if request.POST.get("act") == "accept":
                accept(report=report, by=request.user)
                messages.success(request, f"已通过 {report}。")
            else:
                cells = self.chosen(report)
                return_(report=report, by=request.user, reason=request.POST.get("reason", ""), cells=cells)
                messages.success(request, f"已退回 {report}" + (f"的 {len(cells)} 格。其余保留。" if cells else "。"))
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(report.review_url)
        except Invalid as invalid:
            return self.show(report, error=invalid.message, status=422)
        return redirect(f"/monthly/?period={report.period}")

    def chosen(self, report):
        """{code: reason} of the ticked cells."""
        return {code: self.request.POST.get(f"r.{code}", "") for code in self.request.POST.getlist("cell")}


class ReopenPage(MonthlyPage):
    action = "review"
    http_method_names = ["post"]

    def post(self, request, pk):
        report = self.report(pk)
        try:
            reopen(report=report, by=request.user, reason=request.POST.get("reason", ""))
            messages.success(request, f"已重新打开 {report}，社区可以改了。")
        except (Refused, Invalid) as error:
            messages.error(request, error.message)
        return redirect(report.review_url)
