"""/api/v1/work-reports/: the list, one with its slots (the shape of the command), a new one."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.kit.api.errors import ApiError
from orgwork.kit.api.paging import paged
from orgwork.kit.api.records import RecordApi
from orgwork.workreports import moves, schema
from orgwork.workreports.forms import NewReportForm
from orgwork.workreports.register import Reports
from orgwork.workreports.services import drafting
from orgwork.workreports.shapes import SUMMARY, report_json, summary_json

TAGS = {"tags": ["工作报告"]}
UNIT = [OpenApiParameter("unit", str, description="单位代码：这个单位和它以下的报告")]


class WorkReportApi(RecordApi):
    register = Reports
    http_method_names = ("get", "post", "head", "options")
    lookup_value_regex = "[0-9]{1,18}"
    serializer_class = schema.REPORT

    @extend_schema(operation_id="work_reports_list", parameters=UNIT, responses=schema.PAGE, **TAGS)
    def list(self, request):
        rows = self.of_unit(request.query_params.get("unit", ""))
        return paged(request, rows, ordering="-id", sources=SUMMARY, shown=summary_json)

    def of_unit(self, code):
        if not code:
            return self.get_queryset()
        unit = Unit.objects.filter(code=code[:20]).first()
        return self.get_queryset().filter(paths.subtree(unit.path)) if unit else self.get_queryset().none()

    @extend_schema(operation_id="work_reports_retrieve", responses=schema.REPORT, **TAGS)
    def retrieve(self, request, pk=None):
        return Response(report_json(self.record(pk)))

    @extend_schema(operation_id="work_reports_drift", responses=schema.DRIFT, **TAGS)
    @action(detail=True, methods=["get"])
    def drift(self, request, pk=None):
        """What moved since a report was made final; 404 for one that is not."""
        report = self.record(pk)
        if not report.is_final:
            raise Http404
        return Response(moves.as_json(report, moves.of(request._request, report)))

    @extend_schema(operation_id="work_reports_create", request=schema.ASKED, responses={202: schema.REPORT}, **TAGS)
    def create(self, request):
        if not isinstance(request.data, dict):
            raise ApiError("bad_request", "请求应是一个 JSON 对象。")
        form = NewReportForm(request.data, scope=self.scope())
        if not form.is_valid():
            messages = {name: [str(message) for message in found] for name, found in form.errors.items()}
            raise ApiError("invalid", "有字段填得不对。", fields=messages)
        report, _job = drafting.start_report(by=request.user, **form.answers())
        return Response(report_json(report), status=202)
