"""Export of what the list shows, with the same filters."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .. import exports, sheets
from .base import RecordView

UNREADABLE = "筛选条件看不懂，没有导出。请回到名单，改好条件再导出。"


class ExportView(RecordView):
    action = "export"

    def get(self, request):
        format = request.GET.get("format", "xlsx")
        if format not in sheets.FORMATS:
            raise Http404
        filters = self.register.filters(request.GET, queryset=self.rows(), scope=self.scope())
        if not filters.form.is_valid():
            return render(request, "400.html", {"message": UNREADABLE}, status=400)
        return attachment(
            exports.export(self.register, filters.qs, format=format, unit=request.GET.get("unit", "")),
            f"{self.register.label}{timezone.localdate():%Y%m%d}.{format}",
            sheets.CONTENT_TYPES[format],
        )


def attachment(content, name, content_type):
    """A file to keep, never shown in place; personal data is not cached."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    return response
