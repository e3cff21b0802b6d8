"""/api/v1/figures/ and /api/v1/figures/<key>/."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import viewsets
from rest_framework.response import Response

from .. import figures
from ..figures.asking import Unaskable, ask
from .errors import ApiError

PARAMETERS = [
    OpenApiParameter("unit", str, description="单位代码"),
    OpenApiParameter("period", str, description="期间，如 2024-07"),
    OpenApiParameter("unreviewed", str, description="1 = 含未审"),
]


def describe(found):
    """One line of `figures` (contract.md 2)."""
    return {
        "key": found.key,
        "name": found.name,
        "measure": found.measure,
        "aggregate": found.aggregate,
        "period_rule": found.period_rule,
        "definition": found.definition,
    }


class FigureApi(viewsets.ViewSet):
    lookup_value_regex = "[a-z_]+\\.[a-z0-9_]+"

    def scope(self):
        return self.request._request.scope("view", "figures")

    @extend_schema(operation_id="figures_list", responses={200: dict}, tags=["指标"])
    def list(self, request):
        if not self.scope():
            raise Http404
        return Response({"results": [describe(f) for f in figures.all_figures()]})

    @extend_schema(operation_id="figures_retrieve", parameters=PARAMETERS, responses={200: dict}, tags=["指标"])
    def retrieve(self, request, pk=None):
        query = request.query_params
        try:
            asked = ask(
                pk, scope=self.scope(), unit_code=query.get("unit"), period_text=query.get("period"),
                with_unreviewed=query.get("unreviewed") == "1",
            )
        except Unaskable as error:
            raise ApiError("invalid", error.message, fields={error.field: [error.message]}) from error
        return Response(asked.as_json(with_records=query.get("records") == "1"))
