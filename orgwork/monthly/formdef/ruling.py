"""Verbs on the relations between items: add, change, stop, take back. They hold from a month on, like the items."""

from django.db import transaction

from orgwork.audit.context import acting

from ..models import ItemRule
from ..services.errors import Refused
from . import months, versions
from .editing import back

TWICE = "这条核对关系已经有了。"
NOT_NOW = "这条核对关系在 {} 不用。请选别的月份。"


def add_rule(*, month, by, kind, left, right, level, limit=None, reason=""):
    """A relation from `month` on. Returns it. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=reason or "增加月报核对关系"):
        months.hold()
        months.free(month)
        rule = ItemRule(kind=kind, left=left, right=right, level=level, limit=limit, active_from=month)
        if versions.line(rule).in_force(month).exists() or versions.line(rule).filter(active_from__gte=month).exists():
            raise Refused(TWICE)
        rule.save()
    return rule


def change_rule(*, rule, month, by, level, limit=None, reason=""):
    """Another weight or width from `month` on. Returns the version that holds then. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=reason or "修改月报核对关系"):
        months.hold()
        months.free(month)
        return versions.put([(_then(rule, month), {"level": level, "limit": limit})], month)[0]


def stop_rule(*, rule, month, by, reason=""):
    """From `month` on it is not checked any more. A relation that begins with `month` is taken back. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=reason or "停用月报核对关系"):
        months.hold()
        months.free(month)
        row = _then(rule, month)
        return versions.undo(row) if row.active_from == month else versions.stop(row, month)


def undo_rule(*, rule, by):
    """Take back a version, or an end, that has not begun. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="撤销月报核对关系的改动"):
        months.hold()
        back(ItemRule.objects.get(pk=rule.pk))


def _then(rule, month):
    """The version of the same relation that holds in `month`. Raises Refused."""
    found = versions.line(rule).in_force(month).first()
    if found is None:
        raise Refused(NOT_NOW.format(months.label(month)))
    return found
