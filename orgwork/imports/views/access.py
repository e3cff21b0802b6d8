"""The door to uploads: those of units in which the viewer may import that kind. Anything else is 404."""

from django.http import Http404

from .. import rights, rosters
from ..models import Upload


def scope_of(request, kind):
    """The scope in which the viewer may import `kind`. Raises Http404 where there is none, or no such kind."""
    if kind not in rosters.all_rosters():
        raise Http404
    scope = request.scope("import", rights.subject_of(kind))
    if not scope:
        raise Http404
    return scope


def visible(request):
    """Uploads the viewer may see, the newest first."""
    found = Upload.objects.none()
    for kind, declared in rosters.all_rosters().items():
        scope = request.scope("import", declared.subject or declared.key)
        found = found | Upload.objects.filter(kind=kind).within(scope) if scope else found
    return found.select_related("unit", "by").order_by("-pk")


def upload_or_404(request, pk):
    """The upload, or 404 whether it is absent or not the viewer's."""
    found = Upload.objects.select_related("unit", "by", "job", "undone_by").filter(pk=pk).first()
    if found is None or not scope_of(request, found.kind).covers(found.path) or not found.path:
        raise Http404
    return found
