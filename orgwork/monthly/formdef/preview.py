"""What is shown before an item is written: what it costs, what the whole form costs then, and what answers it already."""

from dataclasses import dataclass
from decimal import Decimal

from . import cost, similar, words


@dataclass(frozen=True)
class Preview:
    """Hours a year of the item and of the whole form before and after; `stamp` names what was seen."""

    item: object
    count: int
    hours: Decimal
    before: Decimal
    after: Decimal
    alike: list
    changes: list

    @property
    def stamp(self):
        return f"{self.item.name}|{self.item.active_from}|{self.count}|{cost.shown(self.hours)}|{cost.shown(self.after)}"


def of(item, form, *, row=None):
    """The Preview of `item`, unsaved, beside `form`, the items of its month without it; `row` is the version it follows."""
    counts = cost.fillers(item.active_from)
    others = cost.total_hours(cost.of_items(form, counts))
    [mine] = cost.of_items([item], counts)
    earlier = cost.total_hours(cost.of_items([row], counts)) if row else Decimal(0)
    return Preview(
        item=item, count=mine.count, hours=mine.hours, before=others + earlier, after=others + mine.hours,
        alike=similar.similar(item.name, form), changes=words.changes(row, item) if row else [],
    )  # fmt: skip
