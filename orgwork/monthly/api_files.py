"""Attachments over the API: the same services as the page."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from orgwork.kit import files as kept
from orgwork.kit.api.errors import ApiError

from . import schema
from .jsonform import file_json
from .models import MonthlyFile
from .services import attaching

TAG = {"tags": ["月报"]}


class FilesMixin:
    """Collection `files` of one report. `self.report`, `self.attempt` come from the viewset."""

    may_files = {"files": "fill", "file": "view", "remove_file": "fill"}

    @extend_schema(operation_id="monthly_reports_attach", request={"multipart/form-data": schema.AttachSerializer},
                   responses=schema.FileSerializer, **TAG)  # fmt: skip
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser])
    def files(self, request, pk=None):
        report = self.report(pk)
        code, upload, undo = request.data.get("code", ""), request.FILES.get("file"), request.data.get("undo")
        if upload is None and not undo:
            raise ApiError("invalid", "请在 file 里给出要上传的文件。", fields={"file": ["必填。"]})
        if undo:
            made = self.attempt(attaching.restore, report, code=code, undo=undo)
        else:
            made = self.attempt(attaching.attach, report, code=code, upload=upload)
        return Response(file_json(report, made), status=201)

    def attached(self, pk, number):
        """(report, MonthlyFile), or 404 whether it is absent or another report's."""
        report = self.report(pk)
        found = MonthlyFile.objects.filter(pk=number, value__report=report).select_related("value").first()
        if found is None:
            raise Http404
        return report, found

    @extend_schema(operation_id="monthly_reports_file", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}, **TAG)
    @action(detail=True, methods=["get"], url_path=r"files/(?P<number>\d{1,9})")
    def file(self, request, pk=None, number=None):
        return kept.response(self.attached(pk, number)[1])

    @extend_schema(operation_id="monthly_reports_detach", responses=schema.UndoSerializer, **TAG)
    @file.mapping.delete
    def remove_file(self, request, pk=None, number=None):
        report, found = self.attached(pk, number)
        name, undo = self.attempt(attaching.remove, report, code=found.value.code, number=found.pk)
        return Response({"name": name, "code": found.value.code, "undo": undo})
