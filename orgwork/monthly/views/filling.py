"""The month as its filler sees it: the form, one cell at a time or as a whole, then handing in."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from .. import checks, forms, queries
from ..cells import Cell, build
from ..faces import Face, counts, faces, groups
from ..sentences import closed_because, moment
from ..services.errors import Clash, Invalid, Refused
from ..services.prefilling import refresh
from ..services.saving import save_values, written_by
from ..services.submitting import submit, withdraw
from .base import MonthlyPage

LATE = "已超过截止时间，本次记为迟报。"
STALE = "有 {} 格别人刚改过，您的内容没有覆盖，也没有丢。请在下面比较后选一个。"


def stale_face(cell, given, row):
    """The face of a cell that somebody wrote meanwhile: mine in the input, theirs beside it."""
    theirs = Face(cell).value or "空"
    said = f"{written_by(row)} {moment(row.updated_at)[-5:]} 把这一格改成了 {theirs}，您填的是 {given.value or '空'}。"
    return Face(cell, typed=str(given.value or ""), written=given.explanation, theirs=said)


def parts(report, shown, cells):
    """The pieces of the page that change with every cell."""
    context = {"report": report, "counts": counts(shown), "grouped": checks.grouped(cells), "groups": groups(shown)}
    return {
        "checks": render_to_string("monthly/_checks.html", context),
        "counts": render_to_string("monthly/_counts.html", context),
        "index": render_to_string("monthly/_index.html", context),
    }


class FormPage(MonthlyPage):
    """GET shows the month; POST is the whole form of a browser without script."""

    def get(self, request, pk):
        report = self.report(pk)
        if self.can("fill", report):
            refresh(report=report)
            report.refresh_from_db(fields=["version"])
        return self.show(report)

    def show(self, report, special=None, status=200):
        cells = checks.checked(report)
        shown = faces(cells, **{code: make(cells) for code, make in (special or {}).items()})
        may_fill = self.can("fill", report)
        context = self.report_context(
            report, groups=groups(shown), counts=counts(shown), grouped=checks.grouped(cells),
            editable=may_fill and report.is_open, lock_text=closed_because(report),
            may_withdraw=may_fill and report.state == "submitted" and not report.locked_at,
            may_review=self.can("review", report), narrative=[f for f in shown.values() if not f.item.is_number],
        )
        return render(self.request, "monthly/form.html", context, status=status)

    def post(self, request, pk):
        report = self.report(pk, "fill")
        entries = forms.changed(request.POST, build(report))
        try:
            if entries:
                save_values(report=report, cells=entries, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(report.get_absolute_url())
        except Clash as clash:
            return self.stale(report, clash, entries)
        except Invalid as invalid:
            return self.invalid(report, invalid, entries)
        return self.onward(report, entries)

    def onward(self, report, entries):
        act, code = forms.act_of(self.request.POST)
        if act == "check":
            return redirect(f"{report.get_absolute_url()}submit/")
        if entries:
            messages.success(self.request, f"已存 {len(entries)} 格。")
        return redirect(f"{report.get_absolute_url()}#c-{code}" if code else report.get_absolute_url())

    def stale(self, report, clash, entries):
        messages.warning(self.request, STALE.format(len(clash.rows)))
        special = {code: _typed(code, entry) for code, entry in entries.items()}
        special |= {code: _stale(code, clash) for code in clash.rows}
        return self.show(report, special, status=409)

    def invalid(self, report, invalid, entries):
        messages.error(self.request, invalid.message)
        special = {code: _typed(code, entry, invalid.fields.get(code, "")) for code, entry in entries.items()}
        return self.show(report, special, status=422)


def _of(cells, code):
    return next(cell for cell in cells if cell.code == code)


def _typed(code, entry, error=""):
    return lambda cells: Face(_of(cells, code), typed=str(entry.value or ""), written=entry.explanation, error=error)


def _stale(code, clash):
    return lambda cells: stale_face(_of(cells, code), clash.given[code], clash.rows[code])


class CellPage(MonthlyPage):
    """One cell: GET is the panel beside the form, POST saves it and answers with its new face."""

    def get(self, request, pk, code):
        report = self.report(pk)
        cell = next((c for c in checks.checked(report) if c.code == code and c.item.is_number), None)
        if cell is None:
            raise Http404
        siblings = queries.siblings(report, code) if self.can("review", report) else None
        context = {"report": report, "face": Face(cell), "changes": changes(cell), "siblings": siblings}
        return render(request, "monthly/_panel.html", context)

    def post(self, request, pk, code):
        report = self.report(pk, "fill")
        row = report.values.filter(code=code).select_related("item").first()
        if row is None:
            raise Http404
        entry = forms.asked(request.POST, Cell(row, report))
        try:
            if entry is not None:
                save_values(report=report, cells={code: entry}, by=request.user)
        except Refused as refused:
            return JsonResponse({"message": refused.message, "closed": True}, status=409)
        except Clash as clash:
            return self.answer(report, code, _stale(code, clash), status=409)
        except Invalid as invalid:
            return self.answer(report, code, _typed(code, entry, invalid.fields.get(code, invalid.message)), status=422)
        return self.answer(report, code)

    def answer(self, report, code, make=None, status=200):
        report.refresh_from_db()
        cells = checks.checked(report)
        shown = faces(cells, **({code: make(cells)} if make else {}))
        drawn = {c: face(shown[c], report) for c in checks.neighbours(report, code) if c in shown}
        return JsonResponse({"cells": drawn, **parts(report, shown, cells)}, status=status)


def face(found, report):
    template = "monthly/_cell.html" if found.item.is_number else "monthly/_text.html"
    return render_to_string(template, {"face": found, "report": report, "editable": True})


def changes(cell):
    """The last few values of the cell: [(when, who, value)], the newest first."""
    events = cell.row.events.select_related("updated_by").order_by("-pgh_id")[:4]
    return [{"when": e.pgh_created_at, "who": written_by(e), "value": e.value, "state": e.state} for e in events]


class SubmitPage(MonthlyPage):
    """Asks before it hands in; names what is in the way."""

    action = "fill"

    def get(self, request, pk):
        report = self.report(pk)
        if not report.is_open:
            return redirect(report.get_absolute_url())
        refresh(report=report)
        return self.show(report)

    def show(self, report, status=200):
        cells = checks.checked(report)
        context = self.report_context(
            report, (report.title, report.get_absolute_url()), ("提交", None),
            grouped=checks.grouped(cells), blocked=len(checks.blocking(cells)), counts=counts(faces(cells)),
        )
        return render(self.request, "monthly/submit.html", context, status=status)

    def post(self, request, pk):
        report = self.report(pk)
        if report.state == "submitted" and report.submitted_by_id == request.user.pk:
            return redirect(report.get_absolute_url())
        try:
            report = submit(report=report, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(report.get_absolute_url())
        except Invalid:
            return self.show(report, status=422)
        messages.success(request, f"已提交 {report.title}。" + (LATE if report.is_late else ""))
        return redirect(report.get_absolute_url())


class WithdrawPage(MonthlyPage):
    action = "fill"
    http_method_names = ["post"]

    def post(self, request, pk):
        report = self.report(pk)
        try:
            withdraw(report=report, by=request.user)
            messages.success(request, "已撤回，可以接着改。改好要再提交。")
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect(report.get_absolute_url())
