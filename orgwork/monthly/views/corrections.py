"""更正 of closed months: the list, asking for one, deciding one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from orgwork.kit.paging import BadCursor, page_of
from orgwork.kit.views.base import scoped

from ..enums import Decision, ReportState
from ..models import Correction
from ..services.correcting import approve, propose, refuse
from ..services.errors import Invalid, Refused
from .base import SUBJECT, MonthlyPage

URL = "/monthly/corrections/"
RELATED = ("unit__parent", "value__item", "value__report", "created_by", "decided_by")


class CorrectionsPage(MonthlyPage):
    def get(self, request):
        return self.show()

    def show(self, error="", at=None, status=200):
        rows, tab = self.corrections("view"), self.request.GET.get("state", "")
        shown = rows.filter(state=tab) if tab in Decision.values else rows
        try:
            page = page_of(shown, ordering="-id", sources=("pk",), cursor=self.request.GET.get("cursor", "")[:400])
        except BadCursor as error_:
            raise Http404 from error_
        found = rows.select_related(*RELATED).filter(pk__in=[pk for (pk,) in page.rows]).order_by("-id")
        may = self.request.scope("review", SUBJECT)
        context = self.context(
            ("更正", None), tabs=_tabs(rows, tab), pager=_pager(page, tab), error=error, at=at,
            rows=[(c, c.state == Decision.PROPOSED and may.covers(c.path) and c.created_by_id != self.request.user.pk) for c in found],
        )  # fmt: skip
        return render(self.request, "monthly/corrections.html", context, status=status)

    def corrections(self, action):
        return scoped(self.request, action, SUBJECT, Correction.objects.all())


def _tabs(rows, tab):
    counts = [(state, label, rows.filter(state=state).count()) for state, label in Decision.choices]
    found = [("", "全部", sum(n for *_more, n in counts)), *counts]
    return [
        {"label": label, "count": n, "url": f"{URL}?state={key}" if key else URL, "current": key == tab, "bad": False}
        for key, label, n in found
    ]


def _pager(page, tab):
    text = f"第 {page.start + 1}–{page.start + len(page.rows)} 条，共 {page.total} 条" if page.rows else ""
    base = f"{URL}?state={tab}&cursor="
    return {"text": text, "next_url": base + page.next if page.next else None, "prev_url": base + page.previous if page.previous else None}


class ProposePage(MonthlyPage):
    """Asking for a correction of a closed report: by its filler, or by those who review it."""

    def reports(self):
        return self.rows("fill") | self.rows("review")

    def dispatch(self, request, *args, **kwargs):
        if not (self.may("fill") or self.may("review")):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def closed(self, pk):
        report = self.reports().filter(pk=pk).first()
        if report is None:
            raise Http404
        return report

    def get(self, request, pk):
        report = self.closed(pk)
        if report.state != ReportState.LOCKED:
            messages.error(request, "只有已通过并关账的月报可以提更正。")
            return redirect(report.get_absolute_url())
        return self.show(report, given={"cell": request.GET.get("cell", "")})

    def show(self, report, given, errors=None, status=200):
        rows = report.values.select_related("item").filter(item__kind="number", item__computed_only=False).order_by("item__order")
        context = self.report_context(
            report, (report.title, report.get_absolute_url()), ("提更正", None), cells=rows, given=given, errors=errors or {},
            waiting=Correction.objects.filter(value__report=report, state=Decision.PROPOSED).select_related("value__item"),
        )
        return render(self.request, "monthly/correct.html", context, status=status)

    def post(self, request, pk):
        report = self.closed(pk)
        given = {name: request.POST.get(name, "") for name in ("cell", "new", "reason")}
        row = report.values.filter(code=given["cell"][:40]).select_related("report").first()
        if row is None:
            return self.show(report, given, {"cell": "请选要更正的项目。"}, status=422)
        try:
            propose(value=row, new=given["new"], reason=given["reason"], by=request.user)
        except Refused as refused:
            return self.show(report, given, {"": refused.message}, status=422)
        except Invalid as invalid:
            return self.show(report, given, invalid.fields, status=422)
        messages.success(request, "已提出更正，等审核人批准。批准以后才会改。")
        return redirect(URL)


class DecidePage(CorrectionsPage):
    """同意 or 不同意; what was written stays when it cannot be taken."""

    action = "review"

    def get(self, request, pk):
        return redirect(URL)

    def post(self, request, pk):
        found = self.corrections("review").select_related("value__report").filter(pk=pk).first()
        if found is None:
            raise Http404
        verb = approve if request.POST.get("act") == "approve" else refuse
        try:
            done = verb(correction=found, by=request.user, note=request.POST.get("note", ""))
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(URL)
        except Invalid as invalid:
            return self.show(error=invalid.message, at=found.pk, status=422)
        said = "已更正，数已经改了。" if done.state == Decision.APPROVED else "没有同意，数不变。"
        messages.success(request, f"{done.unit}「{done.value.item}」：{said}")
        return redirect(URL)
