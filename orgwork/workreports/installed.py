"""What comes with the portal and stands in tables: put there after every migrate and after the tables were emptied."""

from django.db import DEFAULT_DB_ALIAS, connections

from orgwork.workreports import firstwords
from orgwork.workreports.models import Template, TemplateVersion, WordRule
from orgwork.workreports.templates import builtins


def after_migrate(using=DEFAULT_DB_ALIAS, **_signal):
    """Receiver of post_migrate. A release may bring new wording. A migration of other apps alone, or back to an earlier state,
    finds no table that fits.
    """
    if fits([WordRule], connections[using]):
        firstwords.sync()
    if fits([Template, TemplateVersion], connections[using]):
        builtins.sync()


def fits(models, connection) -> bool:
    """Whether the tables of `models` are there with all their columns."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        return all(model._meta.db_table in there and _has_all_columns(model, connection, cursor) for model in models)


def _has_all_columns(model, connection, cursor) -> bool:
    found = {column.name for column in connection.introspection.get_table_description(cursor, model._meta.db_table)}
    return {field.column for field in model._meta.concrete_fields} <= found
