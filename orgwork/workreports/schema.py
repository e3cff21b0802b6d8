"""What the API's documentation says of reports."""

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

SUMMARY = inline_serializer(
    "WorkReportSummary",
    {
        "id": serializers.IntegerField(),
        "title": serializers.CharField(),
        "unit": serializers.CharField(help_text="单位代码"),
        "period": serializers.CharField(),
        "template": serializers.CharField(),
        "state": serializers.ChoiceField(["composing", "draft"]),
        "revision": serializers.IntegerField(),
        "freeze": serializers.CharField(help_text="取数摘要；还没有取完时为空"),
        "created_at": serializers.DateTimeField(),
    },
)
PAGE = inline_serializer(
    "WorkReportPage",
    {
        "count": serializers.IntegerField(),
        "capped": serializers.BooleanField(),
        "next": serializers.CharField(allow_null=True),
        "previous": serializers.CharField(allow_null=True),
        "results": serializers.ListField(child=SUMMARY),
    },
)
SLOT = inline_serializer(
    "WorkReportSlot",
    {
        "no": serializers.IntegerField(),
        "name": serializers.CharField(),
        "key": serializers.CharField(allow_null=True),
        "value": serializers.FloatField(allow_null=True),
        "text": serializers.CharField(help_text="正文里的写法"),
        "state": serializers.ChoiceField(["filled", "unreviewed", "missing", "text"]),
        "period": serializers.CharField(),
        "unit": serializers.CharField(),
        "records": serializers.IntegerField(),
    },
    many=True,
)
CHECK = inline_serializer(
    "WorkReportCheck",
    {name: serializers.CharField() for name in ("level", "slot", "sentence", "message", "offer")},
    many=True,
)
REPORT = inline_serializer(
    "WorkReportDetail",
    {
        "report": serializers.IntegerField(),
        "freeze": serializers.CharField(),
        "slots": SLOT,
        "checks": CHECK,
        "output": serializers.CharField(allow_null=True),
    },
)
ASKED = inline_serializer(
    "WorkReportAsked",
    {
        "unit": serializers.CharField(help_text="单位代码"),
        "period": serializers.CharField(help_text="如 2024"),
        "template": serializers.CharField(),
        "campaign_from": serializers.DateField(required=False, allow_null=True),
    },
)
