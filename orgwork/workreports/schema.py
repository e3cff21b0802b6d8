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
        "state": serializers.ChoiceField(["composing", "draft", "final"]),
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
        "state": serializers.ChoiceField(["filled", "unreviewed", "missing", "typed", "text"]),
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
MOVED_RECORD = inline_serializer(
    "WorkReportMovedRecord",
    {
        "id": serializers.CharField(allow_null=True, help_text="看不到的记录没有编号"),
        "figure": serializers.CharField(),
        "how": serializers.ChoiceField(["added", "changed", "removed", "deleted"]),
        "text": serializers.CharField(),
        "unit": serializers.CharField(help_text="单位名称"),
        "who": serializers.CharField(),
        "when": serializers.DateTimeField(allow_null=True),
        "why": serializers.CharField(),
        "changes": serializers.ListField(child=serializers.DictField(child=serializers.CharField())),
    },
    many=True,
)
MOVE = inline_serializer(
    "WorkReportMove",
    {
        "no": serializers.IntegerField(),
        "name": serializers.CharField(),
        "then": serializers.FloatField(help_text="定稿时"),
        "now": serializers.FloatField(allow_null=True, help_text="现在"),
        "delta": serializers.FloatField(),
        "why": serializers.CharField(),
        "records": MOVED_RECORD,
    },
    many=True,
)
DRIFT = inline_serializer(
    "WorkReportDrift",
    {"report": serializers.IntegerField(), "finalised_at": serializers.DateTimeField(), "moves": MOVE},
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
