"""Serializers for the schema, made from a register's declaration: what the API gives is what the ledger has."""

from rest_framework import serializers

FIELDS = {
    "int": serializers.IntegerField,
    "decimal": serializers.FloatField,
    "bool": serializers.BooleanField,
}


def serializer_for(register):
    """A serializer class that describes one record of `register`."""
    fields = {
        spec.name: FIELDS.get(spec.kind, serializers.CharField)(label=spec.label, allow_null=True, required=False)
        for spec in register.specs
    }
    fields |= {
        "id": serializers.UUIDField(read_only=True),
        "version": serializers.IntegerField(help_text="修改时带上读到的版本"),
        "updated_at": serializers.DateTimeField(read_only=True),
    }
    return type(f"{register.model.__name__}Record", (serializers.Serializer,), fields)


def page_serializer(name, record):
    """Describes a page of records of the serializer `record`."""
    fields = {
        "count": serializers.IntegerField(),
        "capped": serializers.BooleanField(),
        "next": serializers.CharField(allow_null=True),
        "previous": serializers.CharField(allow_null=True),
        "results": record(many=True),
    }
    return type(f"{name}Page", (serializers.Serializer,), fields)
