"""Verbs on items: add, change, stop, and take back what has not begun. A month that is open keeps its form."""

from django.db import transaction

from orgwork.audit.context import acting

from ..figures import made_figures
from ..models import FormItem
from ..services.errors import Refused
from . import codes, months, versions
from .placing import LAST, STAY, spot

NOT_THERE = "{} 的表里没有这一项，可能刚被停用。请回到表上再看。"
BEGUN = "这一处改动已经开始用了，不能撤销。要改，请从以后的月份改。"
TOO_EARLY = "这一项从 {} 才开始。要在那之前不用它，请撤销增加。"


def at(code, month):
    """The version of `code` in force in `month`. Raises Refused."""
    found = FormItem.objects.in_force(month).filter(code=code).first()
    if found is None:
        raise Refused(NOT_THERE.format(months.label(month)))
    return found


def add_item(*, month, by, after=LAST, reason="", **fields):
    """A new item from `month` on; its code is made here. Returns it. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=reason or f"增加月报项目「{fields['name']}」"):
        months.hold()
        months.free(month)
        item = FormItem(code=codes.make(fields["name"]), active_from=month, **fields)
        item.order, moved = spot(versions.items_of(month), group=item.group, after=after)
        versions.put(moved, month)
        item.save()
    made_figures.forget()
    return item


def change_item(*, code, month, by, after=STAY, reason="", **fields):
    """Another version from `month` on; in place where the version begins with `month`. Returns it. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=reason or f"修改月报项目「{fields.get('name', code)}」"):
        months.hold()
        months.free(month)
        row = at(code, month)
        others = [item for item in versions.items_of(month) if item.code != code]
        moved = []
        if after != STAY or fields.get("group", row.group) != row.group:
            fields["order"], moved = spot(others, group=fields.get("group", row.group), after=LAST if after == STAY else after)
        written = versions.put([(row, fields), *moved], month)
    made_figures.forget()
    return next(item for item in written if item.code == code)


def stop_item(*, code, month, by, reason=""):
    """From `month` on it is not asked any more; its values and its figure stay. Returns the version that ends. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=reason or "停用月报项目"):
        months.hold()
        months.free(month)
        row = at(code, months.before(month).replace(day=1)) if _begins(code, month) else at(code, month)
        return versions.stop(row, month)


def _begins(code, month):
    """Whether a version of `code` begins with `month`: what ends then is the one before it. Raises Refused where there is none."""
    if not FormItem.objects.filter(code=code, active_from=month).exists():
        return False
    if not FormItem.objects.filter(code=code, active_from__lt=month).exists():
        raise Refused(TOO_EARLY.format(months.label(month)))
    return True


def undo_item(*, item, by):
    """Take back a version, or an end, that has not begun: the last thing planned goes first. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=f"撤销月报项目「{item}」的改动"):
        months.hold()
        back(FormItem.objects.get(pk=item.pk))
    made_figures.forget()


def back(row):
    """Undo of what is planned with `row`: its end, else its beginning. Raises Refused."""
    opened = months.last_open()
    ends = months.stop_planned(row, opened) and not versions.line(row).filter(active_from=months.after(row.active_to)).exists()
    if ends:
        return versions.go_on(row)
    if not months.planned(row, opened):
        raise Refused(BEGUN)
    return versions.undo(row)
