"""/api/v1/monthly-reports/ (contract.md 6): the same services as the pages."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.kit.api.base import scoped
from orgwork.kit.api.errors import ApiError
from orgwork.kit.api.paging import paged
from orgwork.kit.api.urls import collection
from orgwork.kit.periods import BadPeriod, Period

from . import checks, queries, schema
from .api_files import FilesMixin
from .jsonform import cell_json, clash_error, entries, version_of
from .models import MonthlyReport
from .services import reviewing, submitting
from .services.errors import Clash, Invalid, Refused
from .services.prefilling import refresh
from .services.saving import save_values

SOURCES = ("pk", "unit__code", "unit__name", "period", "state", "version", "due_at", "received_at", "submitted_at", "reviewed_at",
           "returned_reason", "locked_at")
FILTERS = [OpenApiParameter("unit", str, description="单位代码（含下级）"), OpenApiParameter("period", str, description="月份，如 2024-07")]
TAG = {"tags": ["月报"]}


def shown(row):
    """One report of a list, from the tuple of SOURCES."""
    found = dict(zip(SOURCES, row, strict=True))
    locked = found.pop("locked_at")
    late = MonthlyReport(due_at=found["due_at"], received_at=found["received_at"]).is_late
    times = {k: v.isoformat() if v else None for k, v in found.items() if k.endswith("_at")}
    return {"id": str(found.pop("pk")), "unit": found.pop("unit__code"), "unit_name": found.pop("unit__name"), **found, **times,
            "late": late, "locked": locked is not None}


def _body(request):
    data = request.data or {}
    if not isinstance(data, dict):
        raise ApiError("bad_request", "请求应是一个 JSON 对象。")
    return data


def _named(data):
    """{code: reason} of a return."""
    cells = data.get("cells") or {}
    cells = dict.fromkeys(map(str, cells), "") if isinstance(cells, list) else cells
    if not isinstance(cells, dict) or not all(isinstance(said, str) for said in cells.values()):
        raise ApiError("invalid", "cells 应是格子代码的列表，或 {代码: 原因}。", fields={"cells": ["格式不对。"]})
    return cells


def _reason(data):
    reason = data.get("reason", "")
    return reason if isinstance(reason, str) else ""


@extend_schema_view(
    list=extend_schema(operation_id="monthly_reports_list", parameters=FILTERS, responses=schema.ReportPageSerializer, **TAG),
    retrieve=extend_schema(operation_id="monthly_reports_retrieve", responses=schema.ReportDetailSerializer, **TAG),
)
class MonthlyReportApi(FilesMixin, viewsets.ViewSet):
    serializer_class = schema.ReportDetailSerializer
    lookup_value_regex = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    may = {"values": "fill", "submit": "fill", "withdraw": "fill", "return_": "review", "accept": "review", "reopen": "review",
           **FilesMixin.may_files}

    def rows(self):
        rows = scoped(self.request, self.may.get(self.action, "view"), "monthly", MonthlyReport.objects.all())
        return queries.shown(rows)

    def report(self, pk):
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def list(self, request):
        if not request._request.scope("view", "monthly"):
            raise Http404
        return paged(request, self.filtered(), ordering="-first_day", sources=list(SOURCES), shown=shown)

    def filtered(self):
        query, rows = self.request.query_params, self.rows()
        if query.get("unit"):
            path = Unit.objects.filter(code=query["unit"][:20]).values_list("path", flat=True).first()
            rows = rows.filter(paths.subtree(path)) if path else rows.none()
        if query.get("period"):
            rows = rows.filter(first_day__range=self.span(query["period"]))
        return rows

    @staticmethod
    def span(text):
        try:
            period = Period.parse(text)
        except BadPeriod as error:
            raise ApiError("invalid", error.args[0], fields={"period": [error.args[0]]}) from error
        return period.start.replace(day=1), period.end

    def retrieve(self, request, pk=None):
        report = self.report(pk)
        if report.is_open and request._request.scope("fill", "monthly").covers(report.path):
            refresh(report=report)
        return self.answer(report)

    def answer(self, report):
        row = MonthlyReport.objects.filter(pk=report.pk).values_list(*SOURCES).get()
        return Response({**shown(row), "values": {cell.code: cell_json(cell) for cell in checks.checked(report)}})

    def done(self, verb, pk, **given):
        """Run a service on the caller's report and answer with the report as it stands then."""
        return self.answer(self.attempt(verb, self.report(pk), **given))

    def attempt(self, verb, report, **given):
        """What the service answers; what it refuses becomes an error of the API."""
        try:
            return verb(report=report, by=self.request.user, **given)
        except Clash as clash:
            raise clash_error(clash) from clash
        except Refused as refused:
            raise ApiError("state", refused.message, status=409, fields={"state": [report.state]}) from refused
        except Invalid as invalid:
            raise ApiError("invalid", invalid.message, fields={k: [v] for k, v in invalid.fields.items()}) from invalid

    @extend_schema(operation_id="monthly_reports_values", request=schema.ValuesSerializer, **TAG)
    @action(detail=True, methods=["patch"])
    def values(self, request, pk=None):
        data = _body(request)
        self.report(pk)
        return self.done(save_values, pk, cells=entries(data), version=version_of(data))

    @extend_schema(operation_id="monthly_reports_submit", request=None, **TAG)
    @action(detail=True, methods=["post"])
    def submit(self, request, pk=None):
        return self.done(submitting.submit, pk)

    @extend_schema(operation_id="monthly_reports_withdraw", request=None, **TAG)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk=None):
        return self.done(submitting.withdraw, pk)

    @extend_schema(operation_id="monthly_reports_return", request=schema.ReturnSerializer, **TAG)
    @action(detail=True, methods=["post"], url_path="return")
    def return_(self, request, pk=None):
        data = _body(request)
        self.report(pk)
        return self.done(reviewing.return_, pk, reason=_reason(data), cells=_named(data))

    @extend_schema(operation_id="monthly_reports_accept", request=None, **TAG)
    @action(detail=True, methods=["post"])
    def accept(self, request, pk=None):
        return self.done(reviewing.accept, pk)

    @extend_schema(operation_id="monthly_reports_reopen", request=schema.ReasonSerializer, **TAG)
    @action(detail=True, methods=["post"])
    def reopen(self, request, pk=None):
        return self.done(reviewing.reopen, pk, reason=_reason(_body(request)))


collection("monthly-reports", MonthlyReportApi)
