"""One cell by itself: GET is the panel beside the form, POST saves it, or its attachments, and answers with its new face."""

from django.http import Http404, JsonResponse
from django.shortcuts import render

from .. import checks, forms, queries
from ..cells import Cell
from ..faces import Face, faces
from ..services.attaching import attach, remove, restore
from ..services.errors import Clash, Invalid, Refused
from ..services.saving import save_values, written_by
from .base import MonthlyPage
from .drawing import addable, face, parts, stale, typed
from .filling import number_of

OTHER = "现在登录的是另一个账号，这几格没有存。请用原来的账号登录后再存。"


class CellPage(MonthlyPage):
    def get(self, request, pk, code):
        report = self.report(pk)
        cell = next((c for c in checks.checked(report) if c.code == code and c.item.is_number), None)
        if cell is None:
            raise Http404
        siblings = queries.siblings(report, code) if self.can("review", report) else None
        context = {
            "report": report, "face": Face(cell), "changes": changes(cell), "siblings": siblings,
            "addable": addable(request, [cell]) if self.can("fill", report) else (),
        }  # fmt: skip
        return render(request, "monthly/_panel.html", context)

    def post(self, request, pk, code):
        if request.POST.get("who", str(request.user.pk)) != str(request.user.pk):
            return JsonResponse({"message": OTHER}, status=403)
        report = self.report(pk, "fill")
        row = report.values.filter(code=code).select_related("item").first()
        if row is None:
            raise Http404
        try:
            report, make, status = self.done(report, row)
        except Refused as refused:
            return JsonResponse({"message": refused.message, "closed": True}, status=409)
        return self.answer(report, code, make, status)

    def done(self, report, row):
        """(the report as it stands then, how to make the cell's face or None, status). Raises Refused."""
        verb, code = self.request.POST.get("act", ""), row.code
        if verb in forms.FILE_ACTS:
            told = self.attachments(report, code, verb)
            return self.again(report), *told
        entry = forms.asked(self.request.POST, Cell(row, report))
        try:
            saved = save_values(report=report, cells={code: entry}, by=self.request.user) if entry else self.again(report)
        except Clash as clash:
            return clash.report, stale(code, clash), 409
        except Invalid as invalid:
            return self.again(report), typed(code, entry, invalid.fields.get(code, invalid.message)), 422
        return saved, None, 200

    def again(self, report):
        report.refresh_from_db()
        return report

    def attachments(self, report, code, verb):
        data, told = {"report": report, "code": code, "by": self.request.user}, None
        try:
            if verb == "remove":
                told = typed(code, removed=remove(number=number_of(self.request.POST.get("what")), **data))
            elif verb == "restore":
                restore(undo=self.request.POST.get("what", ""), **data)
            for upload in self.request.FILES.getlist("file"):
                attach(upload=upload, **data)
        except Invalid as invalid:
            return typed(code, error=invalid.message), 422
        return told, 200

    def answer(self, report, code, make=None, status=200):
        cells = checks.checked(report)
        shown = faces(cells, **({code: make(cells)} if make else {}))
        may_add = addable(self.request, cells)
        drawn = {c: face(shown[c], report, may_add) for c in checks.neighbours(cells, code) if c in shown}
        return JsonResponse({"cells": drawn, **parts(report, shown, cells)}, status=status)


def changes(cell):
    """The last few values of the cell: [(when, who, value)], the newest first."""
    events = cell.row.events.select_related("updated_by").order_by("-pgh_id")[:4]
    return [{"when": e.pgh_created_at, "who": written_by(e), "value": e.value, "state": e.state} for e in events]
