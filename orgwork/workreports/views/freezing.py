"""定稿 and what follows it: the confirmation, what moved since, a new edition, the same report a year on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from orgwork.kit import sheets
from orgwork.workreports import comparison, entries, hindrances, moves, queries
from orgwork.workreports.models import WorkReport
from orgwork.workreports.services import finalising, reissuing
from orgwork.workreports.services.errors import Refused
from orgwork.workreports.views.base import ReportView, VerbView


class FinaliseView(ReportView):
    """定稿 asks once more: what will be fixed, what stands against it."""

    action = "finalise"

    def get(self, request, pk):
        return self.show(self.ready(pk))

    def post(self, request, pk):
        report = self.ready(pk)
        try:
            finalising.finalise(report=report, by=request.user, reason=request.POST.get("reason", "").strip()[:300])
        except Refused as refusal:
            return self.show(report, error=refusal.message, status=409)
        messages.success(request, "已定稿。")
        return redirect(f"/reports/{pk}/")

    def show(self, report, error="", status=200):
        values = queries.slots_of(report)
        found = [] if report.is_final else hindrances.of(report, values, typed=entries.of(report))
        context = self.inside(
            report, "定稿", numbers=sum(v.is_number for v in values), words=sum(not v.is_number for v in values), hindrances=found,
            blocked=bool(hindrances.blocking(found)), is_own=report.created_by_id == self.request.user.pk, error=error,
        )  # fmt: skip
        return render(self.request, "workreports/finalise.html", context, status=status)


def frozen_page(view, report):
    """The page of a final report: its seal, and what moved since."""
    found = moves.of(view.request, report)
    values = queries.slots_of(report)
    context = view.scene(
        report, moves=[moves.line(move) for move in found if move.delta],
        touched=[moves.line(move) for move in found if not move.delta],
        numbers=sum(v.is_number for v in values), words=sum(not v.is_number for v in values), now=timezone.localtime(),
        may_download=view.may("export"), may_create=view.scope("create").covers(report.path), next_one=report.next_ones.first(),
    )  # fmt: skip
    return render(view.request, "workreports/frozen.html", context)


class DriftFileView(ReportView):
    """导出清单: a line a record."""

    action = "export"

    def get(self, request, pk):
        report = self.final(pk)
        data = sheets.xlsx("定稿后动了的数", moves.HEADERS, moves.rows(moves.of(request, report)))
        response = HttpResponse(data, content_type=sheets.CONTENT_TYPES["xlsx"])
        response["Content-Disposition"] = content_disposition_header(True, f"{report.title}（定稿后动了的数）.xlsx")
        return response

    def final(self, pk) -> WorkReport:
        report = self.ready(pk)
        if not report.is_final:
            raise Http404
        return report


class ReissueView(VerbView):
    def act(self, report):
        new, _job = reissuing.reissue(report=report, by=self.request.user)
        return f"/reports/{new.pk}/", f"已另起第 {new.edition} 版，旧版保留。"


class NextYearView(VerbView):
    def act(self, report):
        new, _job = reissuing.roll_forward(report=report, by=self.request.user)
        return f"/reports/{new.pk}/", "已按这份报告起草下一年的。"


class CompareView(ReportView):
    """Two editions side by side."""

    def get(self, request, pk):
        new = self.ready(pk)
        old = self.rows().filter(pk=new.previous_id).first() if new.previous_id else None
        if old is None:
            return redirect(f"/reports/{pk}/")
        lines = comparison.lines(old, new)
        context = self.inside(
            new, "两版对照", old=old, moved=[compared(item) for item in lines if item.moved], total=len(lines),
            paragraphs=comparison.paragraphs(old, new),
        )  # fmt: skip
        return render(request, "workreports/compare.html", context)


def compared(item):
    value = item.value
    return {
        "no": value.no, "name": value.name, "delta": "" if item.delta is None else moves.signed(item.delta),
        "old": shown(item.old), "new": shown(item.new), "is_number": value.is_number,
    }  # fmt: skip


def shown(value):
    if value is None:
        return "没有这一处"
    return moves.said(value.value, value) if value.is_number and value.value is not None else value.text
