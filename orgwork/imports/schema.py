"""What the API of uploads takes and gives, for its description at /api/schema/."""

from rest_framework import serializers


class UploadSerializer(serializers.Serializer):
    """A line of the list of uploads."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    unit = serializers.CharField()
    file = serializers.CharField()
    sha256 = serializers.CharField()
    state = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField())
    job = serializers.IntegerField(allow_null=True)
    created_at = serializers.DateTimeField()
    committed_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)


class UploadPageSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    capped = serializers.BooleanField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = UploadSerializer(many=True)


class RosterProblemSerializer(serializers.Serializer):
    sheet = serializers.CharField(allow_null=True)
    row = serializers.IntegerField(allow_null=True)
    column = serializers.CharField(allow_null=True)
    field = serializers.CharField(allow_null=True)
    level = serializers.ChoiceField(["error", "warning", "info"])
    code = serializers.CharField()
    value = serializers.CharField(allow_null=True)
    message = serializers.CharField()
    suggestion = serializers.CharField(allow_null=True)


class StagedSerializer(UploadSerializer):
    """A staged upload with its sheets and problems, as `import_roster` reports them."""

    sheets = serializers.ListField(child=serializers.DictField())
    problems = RosterProblemSerializer(many=True)


class NewUploadSerializer(serializers.Serializer):
    kind = serializers.CharField()
    unit = serializers.CharField(help_text="单位代码")
    file = serializers.FileField()
    sheet = serializers.CharField(required=False)


class CommitSerializer(serializers.Serializer):
    partial = serializers.BooleanField(required=False, help_text="有误的行不写，其余写入")
    note = serializers.CharField(required=False, max_length=500)


class UndoneSerializer(serializers.Serializer):
    upload = serializers.IntegerField()
    undone = serializers.BooleanField()
    restored = serializers.IntegerField()
    removed = serializers.IntegerField()
    conflicts = serializers.ListField(child=serializers.DictField())
