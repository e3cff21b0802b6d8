"""/api/v1/uploads/: the same services as the pages and the commands."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.kit.api.errors import ApiError
from orgwork.kit.api.paging import paged
from orgwork.kit.api.parsers import StrictJSONParser
from orgwork.kit.api.urls import collection

from . import reports, rights, rosters, schema, services
from .models import Upload
from .models.upload import State
from .reading.refused import Refused
from .views.uploading import on_disk

SOURCES = (
    "pk", "kind", "unit__code", "name", "sha256", "state", "counts", "job_id", "created_at", "committed_at", "undone_at"
)  # fmt: skip
NAMES = ("id", "kind", "unit", "file", *SOURCES[4:7], "job", *SOURCES[8:])
FILTERS = [
    OpenApiParameter("unit", str, description="单位代码（含下级）"),
    OpenApiParameter("kind", str, description="名册种类"),
]
TAG = {"tags": ["导入"]}
CLOSED = "这次导入已不能提交或撤销。请刷新后再看。"
WRONG = "有误的行还没有改。请改好再来，或带上 partial。"


def shown(row):
    return dict(zip(NAMES, row, strict=True))


@extend_schema_view(
    list=extend_schema(operation_id="uploads_list", parameters=FILTERS, responses=schema.UploadPageSerializer, **TAG),
    retrieve=extend_schema(operation_id="uploads_retrieve", responses=schema.StagedSerializer, **TAG),
)
class UploadApi(viewsets.ViewSet):
    serializer_class = schema.StagedSerializer
    parser_classes = [StrictJSONParser, MultiPartParser]
    lookup_value_regex = "[0-9]{1,18}"

    def scope(self, kind):
        """The scope in which the caller may import `kind`, or 404."""
        scope = (
            self.request._request.scope("import", rights.subject_of(kind)) if kind in rosters.all_rosters() else None
        )
        if not scope:
            raise Http404
        return scope

    def rows(self):
        found = Upload.objects.none()
        for kind, _label in rights.kinds_for(self.request.user):
            found = found | Upload.objects.filter(kind=kind).within(self.scope(kind))
        return found

    def upload(self, pk):
        found = self.rows().filter(pk=pk).select_related("unit").first()
        if found is None:
            raise Http404
        return found

    def list(self, request):
        if not rights.kinds_for(request.user):
            raise Http404
        rows, query = self.rows(), request.query_params
        if query.get("unit"):
            path = Unit.objects.filter(code=query["unit"][:20]).values_list("path", flat=True).first()
            rows = rows.filter(paths.subtree(path)) if path else rows.none()
        if query.get("kind"):
            rows = rows.filter(kind=query["kind"][:20])
        return paged(request, rows, ordering="-created_at", sources=list(SOURCES), shown=shown)

    def retrieve(self, request, pk=None):
        return self.answer(self.upload(pk))

    def answer(self, upload, status=200):
        row = shown(Upload.objects.filter(pk=upload.pk).values_list(*SOURCES).get())
        found = [reports.problem(upload, f) for f in reports.findings(upload)]
        return Response({**row, "sheets": upload.sheets, "problems": found}, status=status)

    @extend_schema(
        operation_id="uploads_create", request={"multipart/form-data": schema.NewUploadSerializer},
        responses={201: schema.StagedSerializer}, **TAG,
    )  # fmt: skip
    def create(self, request):
        data, file = request.data, request.FILES.get("file")
        kind = str(data.get("kind", ""))
        scope = self.scope(kind)
        unit = Unit.objects.within(scope).filter(code=str(data.get("unit", ""))[:20]).first()
        if unit is None or file is None:
            wrong = {"unit": ["没有这个单位，或者不在您的范围里。"]} if unit is None else {"file": ["请带上工作簿。"]}
            raise ApiError("invalid", "请给出名册种类、单位代码和工作簿。", fields=wrong)
        try:
            with on_disk(file) as path:
                upload = services.receive(
                    path, kind=kind, unit=unit, by=request.user, name=file.name,
                    budget=rights.budget_of(request.user), only_sheet=str(data.get("sheet", ""))[:100],
                )  # fmt: skip
        except Refused as refused:
            raise ApiError(refused.code, refused.message, fields={"file": [refused.message]}) from refused
        return self.answer(upload, status=201)

    @extend_schema(
        operation_id="uploads_commit", request=schema.CommitSerializer, responses=schema.StagedSerializer, **TAG
    )
    @action(detail=True, methods=["post"])
    def commit(self, request, pk=None):
        upload = self.upload(pk)
        if upload.state != State.STAGED:
            raise ApiError("state", CLOSED, status=409, fields={"state": [upload.state]})
        data = request.data if isinstance(request.data, dict) else {}
        if upload.counts["errors"] and data.get("partial") is not True:
            raise ApiError("errors", WRONG, status=409, fields={"partial": [WRONG]})
        services.request_commit(upload=upload, by=request.user, note=str(data.get("note", "")))
        return self.answer(upload)

    @extend_schema(operation_id="uploads_undo", request=None, responses=schema.UndoneSerializer, **TAG)
    @action(detail=True, methods=["post"])
    def undo(self, request, pk=None):
        upload = self.upload(pk)
        answer = {"upload": upload.pk, "undone": False, "restored": 0, "removed": 0, "conflicts": []}
        try:
            return Response(answer | {"undone": True, **services.undo(upload_id=upload.pk, by=request.user)})
        except services.NotCommitted as error:
            raise ApiError("state", CLOSED, status=409, fields={"state": [upload.state]}) from error
        except services.Conflicts as conflicts:
            return Response(answer | {"conflicts": conflicts.found}, status=409)


collection("uploads", UploadApi)
