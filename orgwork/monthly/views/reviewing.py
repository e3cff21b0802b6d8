"""The month as its reviewer sees it: every cell beside its own twelve months, single cells returned with a reason."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from .. import checks, outliers, queries, sentences, stages
from ..enums import ReportState
from ..faces import Face, faces, groups
from ..forms import version_of
from ..numbers import plain
from ..sentences import refused_because
from ..services.errors import Invalid, Refused
from ..services.reviewing import accept, keep, reopen, return_
from .base import MonthlyPage
from .cell import changes

REASONS = ("与记录不符，请核对", "请写一句说明", "单位不对，请核对")
CHIPS = ("与记录不符", "请写说明", "单位不对")


def suggestion(cell):
    """A reason that names the two numbers and what to do, where there are two."""
    if not cell.differs:
        return ""
    measure, records, typed = cell.item.measure, plain(cell.row.computed), plain(cell.value)
    return f"记录合 {records} {measure}，本格手填 {typed} {measure}。请补记，或改回 {records}。"


def amended(report, cells):
    """[{label, old, new}] accepted last → now, of a report that was accepted before; None of one that never was."""
    if not report.accepted_at:
        return None
    return [
        {"label": cell.item.name, "old": was or "空", "new": now or "空"}
        for cell in cells
        for was, now in [_was_and_now(cell)] if was != now
    ]  # fmt: skip


def _was_and_now(cell):
    row = cell.row
    return (plain(row.accepted_value), plain(row.value)) if cell.item.is_number else (row.accepted_text, row.text)


def apart(cells):
    """[(cell, difference)] where a person wrote something other than the records of this month hold."""
    return [(cell, f"{plain(cell.value - cell.row.computed)}") for cell in cells if cell.differs]


class ReviewPage(MonthlyPage):
    action = "review"

    def get(self, request, pk):
        return self.show(self.report(pk))

    def show(self, report, error="", status=200):
        cells = checks.checked(report)
        waiting = report.state == ReportState.SUBMITTED
        context = self.report_context(
            report, (report.title, report.get_absolute_url()), ("审核", None), waiting=waiting, error=error, reasons=REASONS,
            groups=[{**g, "rows": [(f, self.reason(f)) for f in g["faces"]]} for g in groups(faces(cells))],
            grouped=checks.grouped(cells), lock_text="" if waiting else refused_because("accept", report), desk_text=self.desk(report),
            may_reopen=report.state == ReportState.ACCEPTED and not report.locked_at, diff=amended(report, cells), apart=apart(cells),
            may_correct=report.state == ReportState.LOCKED, outside=sum(bool(c.outside and not c.row.kept) for c in cells),
            explained=sum(bool(cell.row.explanation) for cell in cells), version=self.request.POST.get("version") or report.version,
        )  # fmt: skip
        return render(self.request, "monthly/review.html", context, status=status)

    def desk(self, report):
        """At whose desk a waiting report lies, and why the street was passed over; "" where streets are not asked."""
        if report.state != ReportState.SUBMITTED or not stages.street_first(report.first_day):
            return ""
        desks = stages.desks([report])
        _last, waits = stages.Reviewer(self.request.user).acceptance(report, first=True, desks=desks)
        return sentences.desk_text(report, waits, manned=desks.street_can(report))

    def reason(self, face):
        return self.request.POST.get(f"r.{face.code}", suggestion(face.cell))

    def post(self, request, pk):
        report = self.report(pk)
        try:
            self.do(report, version_of(request.POST.get("version")))
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(report.review_url)
        except Invalid as invalid:
            return self.show(report, error=invalid.message, status=422)
        return redirect(f"/monthly/?period={report.period}")

    def do(self, report, version):
        """The pressed button. Raises Refused, Invalid."""
        by = self.request.user
        if self.request.POST.get("act") == "accept":
            done = accept(report=report, by=by, version=version)
            messages.success(self.request, f"已转区里审核 {report}。" if done.state == ReportState.SUBMITTED else f"已通过 {report}。")
            return
        cells = {code: self.request.POST.get(f"r.{code}", "") for code in self.request.POST.getlist("cell")}
        return_(report=report, by=by, reason=self.request.POST.get("reason", ""), cells=cells, version=version)
        messages.success(self.request, f"已退回 {report}" + (f"的 {len(cells)} 格。其余保留。" if cells else "。"))


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


class CellReview(MonthlyPage):
    """One number under review: its twelve months, its siblings, its records; returned by itself, or kept as true.

    A script shows the piece beside the table; without one it is a page.
    """

    action = "review"

    def get(self, request, pk, code):
        return self.show(self.report(pk), code)

    def show(self, report, code, error="", status=200):
        cells = checks.checked(report)
        cell = next((c for c in cells if c.code == code and c.item.is_number), None)
        if cell is None:
            raise Http404
        around = outliers.around([report], [code])[stages.street_of(report), code]
        others = [value for unit, value in around.items() if unit != report.unit_id]
        context = self.report_context(
            report, (report.title, report.review_url), (cell.item.name, None), face=Face(cell), changes=changes(cell),
            siblings=queries.spread(others), mark=outliers.mark(cell, others), error=error, chips=CHIPS, others=len(cells) - 1,
            waiting=report.state == ReportState.SUBMITTED, reason=self.said(cell),
            difference=plain(cell.value - cell.row.computed) if cell.differs else "",
        )  # fmt: skip
        piece = self.request.headers.get("X-Requested-With") == "fetch"
        return render(self.request, "monthly/_look.html" if piece else "monthly/look.html", context, status=status)

    def said(self, cell):
        return self.request.POST.get("reason", suggestion(cell))

    def post(self, request, pk, code):
        report = self.report(pk)
        given, said = {"report": report, "by": request.user}, request.POST.get("reason", "")
        try:
            if request.POST.get("act") == "keep":
                keep(code=code, note=request.POST.get("note", ""), **given)
                messages.success(request, f"{report.unit}「{code_name(report, code)}」：属实，保留。")
            else:
                return_(cells={code: said}, version=version_of(request.POST.get("version")), **given)
                messages.success(request, f"已退回 {report.unit}的「{code_name(report, code)}」。其余保留。")
        except Refused as refused:
            messages.error(request, refused.message)
        except Invalid as invalid:
            return self.show(report, code, error=invalid.message, status=422)
        return redirect(f"/monthly/?period={report.period}")


def code_name(report, code):
    return report.values.filter(code=code).values_list("item__name", flat=True).first() or "这一格"
