"""Puts the form that comes with the portal into its tables, once: from then on the console owns it."""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from .enums import REPORTING
from .formdef.cost import WAYS, way_of
from .items import GROUPS, RULES, SINCE
from .models import FormItem, ItemRule

GAP = 100  # between neighbours, so that an item may be put between them later


def built_in_items():
    """The declared items as unsaved rows, in the order of the form."""
    pairs = [(group, item) for group, items in GROUPS for item in items]
    return [_item(group, item, place) for place, (group, item) in enumerate(pairs, 1)]


def _item(group, item, place):
    found = FormItem(group=group, order=GAP * place, levels=list(REPORTING), active_from=SINCE, **item._asdict())
    found.minutes = WAYS[way_of(found)][1]
    return found


def built_in_rules():
    """The declared relations as unsaved rows."""
    return [
        ItemRule(kind=kind, left=left, right=right, level=level, limit=limit, active_from=SINCE)
        for kind, left, right, level, limit in RULES
    ]


@receiver(post_migrate, sender=apps.get_app_config("monthly"))
def sync_form(using=DEFAULT_DB_ALIAS, **_signal):
    """After every migrate and flush there is a form; a migration of other apps alone finds no table yet."""
    if FormItem._meta.db_table not in connections[using].introspection.table_names():
        return
    if not FormItem.objects.using(using).exists():
        FormItem.objects.using(using).bulk_create(built_in_items(), ignore_conflicts=True)
        ItemRule.objects.using(using).bulk_create(built_in_rules(), ignore_conflicts=True)
