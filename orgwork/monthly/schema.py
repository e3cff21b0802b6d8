"""Serializers that describe the collection of monthly reports for the schema (contract.md 6)."""

from rest_framework import serializers

from .enums import CellState, Level, ReportState


class ProblemSerializer(serializers.Serializer):
    level = serializers.ChoiceField(Level.choices)
    kind = serializers.CharField()
    message = serializers.CharField()
    offer = serializers.FloatField(allow_null=True)


class CellSerializer(serializers.Serializer):
    """One cell. A text cell's value is text."""

    name = serializers.CharField()
    group = serializers.CharField()
    measure = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    state = serializers.ChoiceField(CellState.choices)
    source = serializers.CharField(help_text="typed，或指标的 key")
    computed = serializers.FloatField(allow_null=True, help_text="记录里的数")
    previous = serializers.FloatField(allow_null=True, help_text="上月")
    last_year = serializers.FloatField(allow_null=True, help_text="去年同月")
    explanation = serializers.CharField()
    comment = serializers.CharField(help_text="退回这一格的原因")
    version = serializers.IntegerField()
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
    value = serializers.FloatField(required=False, allow_null=True)
    state = serializers.ChoiceField(CellState.choices, required=False)
    explanation = serializers.CharField(required=False)
    version = serializers.IntegerField(required=False, help_text="这一格的版本；没有就用整份的")


class ValuesSerializer(serializers.Serializer):
    version = serializers.IntegerField(required=False, help_text="读到的整份版本")
    values = serializers.DictField(child=EntrySerializer())


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField()


class ReturnSerializer(ReasonSerializer):
    cells = serializers.ListField(child=serializers.CharField(), required=False, help_text="只退这几格；也可以是 {代码: 原因}")
