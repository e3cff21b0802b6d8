"""The month as its filler sees it: the form as a whole, then handing in and taking back."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import checks, forms
from ..cells import build
from ..faces import counts, faces, groups
from ..sentences import closed_because
from ..services.attaching import attach, remove, restore
from ..services.errors import Clash, Invalid, Refused
from ..services.prefilling import refresh
from ..services.saving import save_values
from ..services.submitting import submit, too_late_because, withdraw
from .after import after
from .base import MonthlyPage
from .drawing import addable, stale, typed

LATE = "已超过截止时间，本次记为迟报。"
STALE = "有 {} 格别人刚改过，您的内容没有覆盖，也没有丢。请在下面比较后选一个。"


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
            report, groups=groups(shown), counts=counts(shown), grouped=checks.grouped(cells), key=uuid4(),
            editable=may_fill and report.is_open, lock_text=closed_because(report), may_fill=may_fill,
            late_text=too_late_because(report, timezone.now()) if may_fill else "",
            may_withdraw=may_fill and report.state == "submitted" and not report.locked_at and not report.street_reviewed_at,
            may_review=self.can("review", report), may_export=self.can("export", report), addable=addable(self.request, cells),
            **after(self, report),
        )  # fmt: skip
        return render(self.request, "monthly/form.html", context, status=status)

    def post(self, request, pk):
        report = self.report(pk, "fill")
        cells = build(report)
        entries = forms.changed(request.POST, cells)
        try:
            special, status = self.saved(report, entries)
            hung, told = self.attached(report, cells)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(report.get_absolute_url())
        if special or hung:
            return self.show(report, special | hung, status=max(status, told))
        return self.onward(report, entries)

    def saved(self, report, entries):
        """({code: how to make its face}, status) of the cells that were not taken. Raises Refused."""
        try:
            if entries:
                save_values(report=report, cells=entries, by=self.request.user)
        except Clash as clash:
            messages.warning(self.request, STALE.format(len(clash.rows)))
            return {c: typed(c, e) for c, e in entries.items()} | {code: stale(code, clash) for code in clash.rows}, 409
        except Invalid as invalid:
            messages.error(self.request, invalid.message)
            return {code: typed(code, entry, invalid.fields.get(code, "")) for code, entry in entries.items()}, 422
        return {}, 200

    def attached(self, report, cells):
        """({code: how to make its face}, status) of attachments that were refused, or just taken away. Raises Refused."""
        act, by, told, status = forms.act_of(self.request.POST), self.request.user, {}, 200
        for code, upload in forms.uploads(self.request.FILES, cells):
            try:
                attach(report=report, code=code, upload=upload, by=by)
            except Invalid as invalid:
                told[code], status = typed(code, error=invalid.message), 422
        try:
            if act.verb == "remove":
                told[act.code] = typed(act.code, removed=remove(report=report, code=act.code, number=number_of(act.what), by=by))
            elif act.verb == "restore":
                restore(report=report, code=act.code, undo=act.what, by=by)
        except Invalid as invalid:
            messages.error(self.request, invalid.message)
        return told, status

    def onward(self, report, entries):
        act = forms.act_of(self.request.POST)
        if act.verb == "check":
            return redirect(f"{report.get_absolute_url()}submit/")
        if entries:
            messages.success(self.request, f"已存 {len(entries)} 格。")
        return redirect(f"{report.get_absolute_url()}#c-{act.code}" if act.code else report.get_absolute_url())


def number_of(text):
    """The number of an attachment, 0 for what is none."""
    return forms.version_of(text) or 0


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
            late_text=too_late_because(report, timezone.now()),
        )  # fmt: skip
        return render(self.request, "monthly/submit.html", context, status=status)

    def post(self, request, pk):
        now, report = timezone.now(), self.report(pk)
        if report.state == "submitted" and report.submitted_by_id == request.user.pk:
            return redirect(report.get_absolute_url())
        try:
            report = submit(report=report, by=request.user, now=now)
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
