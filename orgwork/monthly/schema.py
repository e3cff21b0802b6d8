"""Serializers that describe the collection of monthly reports for the schema (contract.md 6)."""

from rest_framework import serializers

from .enums import CellState, Kind, Level, ReportState

VALUE = "数；选项和文字格是文字；附件格是文件名，只读；没有填是 null"


class ProblemSerializer(serializers.Serializer):
    level = serializers.ChoiceField(Level.choices)
    kind = serializers.CharField()
    message = serializers.CharField()
    offer = serializers.FloatField(allow_null=True)


class FileSerializer(serializers.Serializer):
    """An attachment; `url` hands it out to whoever sees the report."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    mime = serializers.CharField()
    size = serializers.IntegerField(help_text="字节")
    sha256 = serializers.CharField()
    url = serializers.CharField()


class AttachSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="附件格的代码")
    file = serializers.FileField(required=False, help_text="照片（JPEG、PNG、WebP）或 PDF，不超过 15 MB")
    undo = serializers.CharField(required=False, help_text="移除时得到的 undo：一小时内可以放回")


class UndoSerializer(serializers.Serializer):
    name = serializers.CharField()
    code = serializers.CharField()
    undo = serializers.CharField()


class CellSerializer(serializers.Serializer):
    """One cell. A text cell's value is text."""

    name = serializers.CharField()
    group = serializers.CharField()
    measure = serializers.CharField()
    kind = serializers.ChoiceField(Kind.choices)
    choices = serializers.ListField(child=serializers.CharField())
    required = serializers.BooleanField()
    value = serializers.JSONField(allow_null=True, help_text=VALUE)
    state = serializers.ChoiceField(CellState.choices)
    source = serializers.CharField(help_text="typed，或指标的 key")
    computed = serializers.FloatField(allow_null=True, help_text="记录里的数")
    previous = serializers.FloatField(allow_null=True, help_text="上月")
    last_year = serializers.FloatField(allow_null=True, help_text="去年同月")
    explanation = serializers.CharField()
    comment = serializers.CharField(help_text="退回这一格的原因")
    version = serializers.IntegerField()
    files = FileSerializer(many=True)
    problems = ProblemSerializer(many=True)


class ReportSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    unit = serializers.CharField(help_text="单位代码")
    unit_name = serializers.CharField()
    period = serializers.CharField()
    state = serializers.ChoiceField(ReportState.choices)
    version = serializers.IntegerField()
    due_at = serializers.DateTimeField()
    received_at = serializers.DateTimeField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)
    returned_reason = serializers.CharField()
    late = serializers.BooleanField()
    locked = serializers.BooleanField()


class ReportDetailSerializer(ReportSerializer):
    values = serializers.DictField(child=CellSerializer())


class ReportPageSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    capped = serializers.BooleanField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = ReportSerializer(many=True)


class EntrySerializer(serializers.Serializer):
    value = serializers.JSONField(required=False, allow_null=True, help_text=VALUE)
    state = serializers.ChoiceField(CellState.choices, required=False)
    explanation = serializers.CharField(required=False)
    version = serializers.IntegerField(required=False, help_text="这一格的版本；没有就用整份的")
    entry_key = serializers.UUIDField(required=False, help_text="这一次存格的编号：再发一遍不会存两次")


class ValuesSerializer(serializers.Serializer):
    version = serializers.IntegerField(required=False, help_text="读到的整份版本")
    entry_key = serializers.UUIDField(required=False, help_text="给没有自己编号的格子")
    values = serializers.DictField(child=EntrySerializer())


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField()


class ReturnSerializer(ReasonSerializer):
    cells = serializers.ListField(child=serializers.CharField(), required=False, help_text="只退这几格；也可以是 {代码: 原因}")
