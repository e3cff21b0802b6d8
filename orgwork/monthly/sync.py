"""Puts the form that comes with the portal into its tables. What is there already is left alone."""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from orgwork.accounts.models.unit import Level as UnitLevel

from .items import GROUPS, RULES, SINCE
from .models import FormItem, ItemRule


def built_in_items():
    """The declared items as unsaved rows, in the order of the form."""
    pairs = [(group, item) for group, items in GROUPS for item in items]
    return [
        FormItem(group=group, order=10 * place, levels=[UnitLevel.COMMUNITY], active_from=SINCE, **item._asdict())
        for place, (group, item) in enumerate(pairs, 1)
    ]


def built_in_rules():
    """The declared relations as unsaved rows."""
    return [ItemRule(kind=k, left=left, right=right, level=level, active_from=SINCE) for k, left, right, level in RULES]


@receiver(post_migrate, sender=apps.get_app_config("monthly"))
def sync_form(using=DEFAULT_DB_ALIAS, **_signal):
    """After every migrate and flush the form is there; a migration of other apps alone finds no table yet."""
    if FormItem._meta.db_table in connections[using].introspection.table_names():
        FormItem.objects.using(using).bulk_create(built_in_items(), ignore_conflicts=True)
        ItemRule.objects.using(using).bulk_create(built_in_rules(), ignore_conflicts=True)
