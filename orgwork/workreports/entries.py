"""What people typed for the blanks of one report, found by the blank: the 49 by their number, other names by their name."""

from orgwork.workreports import filling, wording
from orgwork.workreports.models import SlotEntry, SlotState
from orgwork.workreports.slots import MORE


class Entries:
    """The SlotEntries of a report. Numbers from 100 on belong to a text, not to a name: there the name is what holds."""

    def __init__(self, rows):
        self._by_no = {row.no: row for row in rows if row.no < MORE}
        self._by_name = {row.name: row for row in rows if row.no >= MORE}

    def get(self, value) -> SlotEntry | None:
        """The entry of a SlotValue (or of anything with `no` and `name`)."""
        return self._by_no.get(value.no) if value.no < MORE else self._by_name.get(value.name)

    def free_no(self, value) -> int:
        """The number a new entry takes."""
        if value.no < MORE:
            return value.no
        return max((row.no for row in self._by_name.values()), default=MORE - 1) + 1


def of(report) -> Entries:
    return Entries(report.entries.select_related("owner", "updated_by").prefetch_related("files"))


def is_typed(entry) -> bool:
    """Whether somebody typed a value or words; an entry may also only name who answers for the blank."""
    return entry is not None and (entry.value is not None or bool(entry.text))


def apply(value, gap, entry, steps):
    """Let what was typed stand in the place of what the records give; the sources stay beside it.

    A list that the records fill stays theirs.
    """
    if not is_typed(entry) or value.rows:
        return
    if not value.is_number:
        value.text, value.state = entry.text, SlotState.TEXT
    elif entry.value is not None:
        value.value, value.state = entry.value, SlotState.TYPED
        value.text = filling.say(gap, entry.value, steps) or wording.missing(value.name)
