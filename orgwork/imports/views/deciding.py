"""What the user decides: commit, answer, tick, give up, undo. All by POST; a second click does nothing more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from .. import queries, rights, rosters, services
from ..forms import CommitForm, answers_of
from ..models.upload import State
from ..reading.refused import Refused
from ..services.undoing import conflicts
from .access import upload_or_404
from .previewing import _context


@require_POST
def commit(request, pk):
    upload = upload_or_404(request, pk)
    form = CommitForm(request.POST)
    if upload.state == State.STAGED and form.is_valid():
        if upload.counts["errors"] and not form.cleaned_data["partial"]:
            messages.error(request, "有误的行还没有改。请改好再来，或勾选“有误的行不写，其余写入”。")
            return redirect("import", pk=pk)
        services.request_commit(upload=upload, by=request.user, note=form.cleaned_data["note"])
    return redirect("import", pk=pk)


@require_POST
def answer(request, pk):
    """What an ambiguous header means: the file is read again with it."""
    upload = upload_or_404(request, pk)
    if upload.state == State.STAGED:
        try:
            services.restage(
                upload, answers=answers_of(upload.kind, upload, request.POST), budget=rights.budget_of(request.user)
            )
        except Refused as refused:
            messages.error(request, refused.message)
    return redirect("import", pk=pk)


@require_POST
def tick(request, pk):
    """清空 ticked or unticked; answers the row again (htmx) or the page."""
    upload = upload_or_404(request, pk)
    seq, field = request.POST.get("seq", ""), request.POST.get("field", "")
    if upload.state != State.STAGED or not seq.isdigit() or field not in rosters.get(upload.kind).columns:
        raise Http404
    try:
        upload = services.tick_clear(upload_id=pk, seq=int(seq), field=field, on=bool(request.POST.get("on")))
    except KeyError as error:
        raise Http404 from error
    if not request.htmx:
        return redirect(f"/imports/{pk}/?tab={request.POST.get('tab', 'change')}")
    for tab in ("change", "same"):
        for row in queries.met_rows(upload, tab, int(seq) - 1)[:1]:
            if row.seq == int(seq):
                context = {"row": row, "upload": upload, "tab": tab, "base_url": f"/imports/{pk}/"}
                return render(request, "imports/_met_row.html", context)
    return HttpResponse("")


@require_POST
def drop(request, pk):
    upload = upload_or_404(request, pk)
    services.give_up(upload_id=upload.pk)
    messages.info(request, "已放弃这次导入，数据没有改动。")
    return redirect("imports")


def undo(request, pk):
    """The page names what stands in the way; the button does it."""
    upload = upload_or_404(request, pk)
    if upload.state != State.COMMITTED:
        raise Http404
    model = rosters.get(upload.kind)._meta.model
    if request.method == "POST":
        try:
            done = services.undo(upload_id=pk, by=request.user)
        except services.Conflicts as found:
            return render(request, "imports/undo.html", _context(request, upload, conflicts=found.found), status=409)
        except services.NotCommitted as error:
            raise Http404 from error
        messages.success(request, f"已撤销：恢复 {done['restored']} 条，移除 {done['removed']} 条。")
        return redirect("import", pk=pk)
    return render(request, "imports/undo.html", _context(request, upload, conflicts=conflicts(upload, model)))
