"""Verbs of the unit tree. A move rewrites the paths of everything below by one UPDATE a table."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from . import paths
from .models import Unit


def next_path(parent):
    """The path for a new child of `parent` (None: a new root). Locks the parent, so two at once get two paths."""
    if parent is not None:
        Unit.everything.select_for_update().get(pk=parent.pk)
    siblings = Unit.everything.filter(parent=parent).order_by("-path")
    return paths.following(siblings.values_list("path", flat=True).first(), parent.path if parent else "")


def carriers():
    """Every concrete model that carries a copy of the unit's path, the unit itself first."""
    found = [m for m in apps.get_models() if getattr(m, "carries_path", False)]
    return [Unit, *found]


@transaction.atomic
def move_unit(*, unit, parent, by):
    """Hang `unit` with all below it under `parent`; every copy of the path follows in the same transaction."""
    _hold(unit, parent)
    _refuse_circle(unit, parent)
    old, new = unit.path, next_path(parent)
    for model in carriers():
        rows = model._base_manager.filter(paths.subtree(old))
        rows.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    Unit.everything.filter(pk=unit.pk).update(parent=parent, version=F("version") + 1, updated_by=by)
    unit.refresh_from_db()
    return unit


def _hold(*units):
    """Take the tree's lock and read where the units hang now: another move may have gone first."""
    lock_tree()
    for unit in units:
        unit.refresh_from_db(fields=["path"])


def _refuse_circle(unit, parent):
    if parent.path.startswith(unit.path):
        raise ValidationError({"parent": f"「{parent}」在「{unit}」之下，不能作它的上级。请选别的单位。"})


@transaction.atomic
def close_unit(*, unit, on, by):
    """Close `unit` on the date `on`; refused while units below it are open."""
    below = Unit.objects.filter(paths.subtree(unit.path), closed_on=None).exclude(pk=unit.pk)
    names = "、".join(below.values_list("name", flat=True)[:3])
    if names:
        raise ValidationError({"closed_on": f"「{unit}」下面还有 {names} 等单位没有撤销。请先撤销或移走它们。"})
    Unit.objects.filter(pk=unit.pk).update(closed_on=on, version=F("version") + 1, updated_by=by)
    unit.refresh_from_db()
    return unit


@transaction.atomic
def merge_unit(*, unit, into, on, by):
    """Merge `unit` into `into` on the date `on`: its children and records move over, its code stays on record, closed."""
    _hold(unit, into)
    _refuse_circle(unit, into)
    for child in Unit.objects.filter(parent=unit).order_by("path"):
        move_unit(unit=child, parent=into, by=by)
    for model in carriers()[1:]:
        # What a unit filed under its own name (a month's report) stays its own; only the view of it passes on.
        changes = {} if getattr(model, "stays_with_unit", False) else {"unit": into}
        model._base_manager.filter(unit=unit).update(path=into.path, **changes)
    unit.refresh_from_db()
    Unit.objects.filter(pk=unit.pk).update(merged_into=into)
    return close_unit(unit=unit, on=on, by=by)


def lock_tree():
    """Serialise changes of the tree with imports that read it (an advisory lock of the transaction)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('orgwork.units'))")
