"""`typed.*`: what communities typed into accepted months in which no record of theirs stands; records win (SRV-01).

They are figures like any other: the part of a report's number that rests on typed months opens to exactly these cells.
"""

from dataclasses import replace
from functools import partial

from django.db.models import Exists, OuterRef
from django.db.models.functions import Substr, TruncMonth

from orgwork.accounts import paths
from orgwork.kit import figures
from orgwork.workreports import slots

PREFIX = "typed."
COMMUNITY = paths.WIDTH * 3
TYPED = "typed"  # the source of a cell that no figure filled (contract.md 6)


def key_of(slot) -> str:
    """The key of the typed part of a slot; "" where it has none."""
    return PREFIX + slot.typed.partition(".")[2] if slot.typed else ""


def known(key):
    """The figure `key`, or None where no register gives it yet."""
    try:
        return figures.get(key) if key else None
    except KeyError:
        return None


def day_of(model) -> str:
    """The field that says on which day a record counts."""
    return getattr(model, "figure_date", "date")


def at_community(rows):
    """With the community a record lies in (`place`) and the month it counts for (`month`)."""
    return rows.annotate(place=Substr("path", 1, COMMUNITY), month=TruncMonth(day_of(rows.model)))


def without_records(rows, detail, period):
    """Of the cells `rows` those that somebody typed where `detail` has no record of the same community and month."""
    records = at_community(detail.narrow(detail.model.objects.all(), period).order_by())
    same = records.filter(place=OuterRef("place"), month=OuterRef("month"))
    return at_community(rows).filter(~Exists(same), source=TYPED)


def part_of(slot):
    """The typed part of `slot` as a figure, or None while one of the two it stands on is not there."""
    detail, typed = known(slot.figure), known(slot.typed)
    if detail is None or typed is None:
        return None

    def only(ask, rows, period):
        return without_records(ask(rows, period), detail, period)

    return replace(
        typed,
        key=key_of(slot),
        name=f"{typed.name}，没有记录的社区和月份",
        definition=f"{typed.definition.rstrip('。')}，只计手工填报、同一社区同一月份没有记录的（有记录的以记录为准）。",
        narrow=partial(only, typed.narrow),
        unreviewed_rows=partial(only, typed.unreviewed_rows) if typed.unreviewed_rows else None,
        family=None,
    )


def find(key):
    return next((part_of(slot) for slot in slots.SLOTS if slot.typed and key_of(slot) == key), None)


def every():
    return [found for slot in slots.SLOTS if slot.typed and (found := part_of(slot))]


figures.provide(PREFIX, find=find, every=every)
