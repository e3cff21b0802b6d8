"""Rows that hold from a month to a month (items, rules): how a change, an end and their undoing are written."""

from ..models import FormItem
from . import months

IDENTITY = {"FormItem": ("code",), "ItemRule": ("kind", "left", "right")}
OWN = frozenset({"id", "active_from", "active_to"})


def line(row):
    """All versions of the same item or rule."""
    return type(row)._default_manager.filter(**{name: getattr(row, name) for name in IDENTITY[type(row).__name__]})


def columns(model):
    """The columns a version has of its own."""
    return [field.name for field in model._meta.concrete_fields if field.name not in OWN]


def copy(row, **changes):
    """An unsaved version like `row`."""
    return type(row)(**{name: getattr(row, name) for name in columns(type(row))} | changes)


def put(pairs, month):
    """Write [(row in force, changes)] from `month` on: in place where the row begins there, else the old one ends the day before.

    Three statements at most, however many rows. Returns the rows that hold from `month` on.
    """
    in_place, closing, new = [], [], []
    for row, changes in pairs:
        if row.active_from == month:
            for name, value in changes.items():
                setattr(row, name, value)
            in_place.append(row)
        else:
            new.append(copy(row, **changes, active_from=month, active_to=row.active_to))
            row.active_to = months.before(month)
            closing.append(row)
    return _write(in_place, closing, new)


def _write(in_place, closing, new):
    for rows, names in ((in_place, None), (closing, ["active_to"])):
        if rows:
            type(rows[0]).objects.bulk_update(rows, names or columns(type(rows[0])))
    return [*in_place, *(type(new[0]).objects.bulk_create(new) if new else [])]


def stop(row, month):
    """End `row` the day before `month`; versions that were to come after it go. Returns it."""
    line(row).filter(active_from__gte=month).delete()
    row.active_to = months.before(month)
    row.save(update_fields=["active_to"])
    return row


def undo(row):
    """Take back a version that is still to come: the one before it goes on. Returns that one, or None."""
    earlier = line(row).filter(active_to=months.before(row.active_from)).first()
    row.delete()
    if earlier is not None:
        earlier.active_to = row.active_to
        earlier.save(update_fields=["active_to"])
    return earlier


def go_on(row):
    """Take back an end that is still to come."""
    row.active_to = None
    row.save(update_fields=["active_to"])
    return row


def items_of(month):
    """The form of `month`, in its order."""
    return list(FormItem.objects.in_force(month).order_by("order", "code"))
