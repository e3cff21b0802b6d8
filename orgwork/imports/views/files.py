"""Files to keep: the roster with its errors in red, and an empty template."""

from django.http import Http404
from django.utils import timezone

from orgwork.kit import sheets
from orgwork.kit.views.exporting import attachment

from .. import marking, rosters, templating
from .access import scope_of, upload_or_404


def errors(request, pk):
    """/imports/<pk>/errors.xlsx"""
    upload = upload_or_404(request, pk)
    if not upload.stored or not upload.findings:
        raise Http404
    stem = upload.name.rsplit(".", 1)[0]
    return attachment(marking.workbook(upload), f"{stem}（标红）.xlsx", sheets.CONTENT_TYPES["xlsx"])


def template(request, kind):
    """/imports/template/<kind>.xlsx"""
    scope_of(request, kind)
    roster = rosters.get(kind)
    name = f"{roster.label}模板{timezone.localdate():%Y%m%d}.xlsx"
    return attachment(templating.workbook(roster), name, sheets.CONTENT_TYPES["xlsx"])
