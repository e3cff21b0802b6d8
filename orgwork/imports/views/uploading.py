"""History of uploads, and the first step: a file for a roster and a unit."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from orgwork import menu

from .. import rights, services
from ..forms import UploadForm
from ..models.upload import State
from ..reading.refused import Refused
from ..rosters import all_rosters
from .access import scope_of, visible

menu.add("imports", "导入", "table-import", "/imports/", subject="imports", group=3, order=70)

PAGE = 50
TONES = {
    State.STAGED: "info", State.READING: "info", State.COMMITTING: "info", State.COMMITTED: "ok",
    State.REFUSED: "bad", State.UNDONE: "", State.REPLACED: "",
}  # fmt: skip


def history(request):
    """/imports/: a line an upload, with what came of it."""
    kinds = rights.kinds_for(request.user)
    if not kinds:
        raise Http404
    before = request.GET.get("before", "")
    found = visible(request)
    rows = list((found.filter(pk__lt=int(before)) if before.isdigit() else found)[: PAGE + 1])
    labels = {key: roster.label for key, roster in all_rosters().items()}
    context = {
        "uploads": [{"it": u, "label": labels.get(u.kind, u.kind), "tone": TONES[u.state]} for u in rows[:PAGE]],
        "next_url": f"?before={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "kinds": kinds,
        "crumbs": [("导入", None)],
        "as_of": timezone.localtime(),
    }
    return render(request, "imports/history.html", context)


def new(request):
    """/imports/new/?kind=…: choose roster, unit and file."""
    kinds = rights.kinds_for(request.user)
    kind = request.POST.get("kind") or request.GET.get("kind") or (kinds[0][0] if kinds else "")
    scope = scope_of(request, kind)
    form = UploadForm(
        request.POST or None, request.FILES or None, user=request.user, kind=kind, scope=scope, initial=_usual(request)
    )
    if request.method == "POST" and form.is_valid():
        upload = _received(request, form)
        if upload is not None:
            return redirect("import", pk=upload.pk)
    label = dict(kinds).get(kind, "名册")
    context = {"form": form, "kind": kind, "label": label, "crumbs": [("导入", "/imports/"), (f"导入{label}", None)]}
    return render(request, "imports/new.html", context, status=400 if form.errors else 200)


def _usual(request):
    units = [post.unit for post in request.posts]
    return {"unit": units[0].pk} if len(units) == 1 else {}


def _received(request, form):
    """The Upload of a valid form, or None after its error was put on the form."""
    data, file = form.cleaned_data, form.cleaned_data["file"]
    try:
        with on_disk(file) as path:
            return services.receive(
                path, kind=data["kind"], unit=data["unit"], by=request.user, name=file.name,
                budget=rights.budget_of(request.user), only_sheet=data["sheet"],
            )  # fmt: skip
    except services.SameFile as same:
        messages.warning(request, same.message)
        return same.upload
    except Refused as refused:
        form.add_error("sheet" if refused.code == "sheet.not_found" else "file", refused.message)
        return None


@contextmanager
def on_disk(file):
    """A path at which an uploaded file can be read; small ones come in memory."""
    if hasattr(file, "temporary_file_path"):
        yield Path(file.temporary_file_path())
        return
    with tempfile.NamedTemporaryFile(suffix=".upload") as out:
        for piece in file.chunks():
            out.write(piece)
        out.flush()
        yield Path(out.name)
