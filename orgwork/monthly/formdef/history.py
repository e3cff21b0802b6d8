"""The versions of the form: at which months it changed, and in what. Two statements however many versions there are."""

from dataclasses import dataclass
from datetime import date

from ..models import FormItem, ItemRule
from . import months, words


@dataclass(frozen=True)
class Version:
    """The form from `month` on, until the next version."""

    month: date
    items: int
    difference: object
    planned: bool


class Book:
    """Every version of every item and relation, read once."""

    def __init__(self):
        self.items = list(FormItem.objects.order_by("order", "code"))
        self.rules = list(ItemRule.objects.order_by("pk"))
        self.names = {item.code: item.name for item in sorted(self.items, key=lambda item: item.active_from)}

    def items_of(self, month):
        return [item for item in self.items if _holds(item, month)]

    def rules_of(self, month):
        return [rule for rule in self.rules if _holds(rule, month)]

    def starts(self):
        """First days of the months at which something changes, the oldest first."""
        rows = [*self.items, *self.rules]
        ends = {months.after(row.active_to) for row in rows if row.active_to}
        return sorted({row.active_from for row in rows} | ends)

    def difference(self, before, now):
        """What the form of the month `now` has over that of `before`."""
        parts = (self.items_of(before), self.items_of(now), self.rules_of(before), self.rules_of(now))
        return words.difference(*parts, self.names)

    def versions(self, opened):
        """[Version], the newest first."""
        starts = self.starts()
        found = [
            Version(month, len(self.items_of(month)), self.difference(before, month) if before else None, months.untouched(month, opened))
            for before, month in zip([None, *starts], starts, strict=False)
        ]
        return found[::-1]


def _holds(row, month):
    return row.active_from <= month and (row.active_to is None or row.active_to >= month)
