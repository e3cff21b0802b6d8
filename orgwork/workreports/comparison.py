"""Two editions of a report side by side: figure by figure, and what changed in the printed text."""

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from orgwork.workreports import editions, queries, slots
from orgwork.workreports.models import SlotValue

SIGN = re.compile(r"[\d.]+%?|.", re.DOTALL)
SAME, GONE, NEW, CHANGED = "same", "gone", "new", "changed"


@dataclass(frozen=True)
class Line:
    """One blank in the old and the new edition; either may be None."""

    old: SlotValue | None
    new: SlotValue | None

    @property
    def value(self) -> SlotValue:
        return self.new or self.old

    @property
    def delta(self) -> Decimal | None:
        if not self.old or not self.new or self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value

    @property
    def moved(self) -> bool:
        if not self.old or not self.new:
            return True
        return (self.old.value, self.old.text) != (self.new.value, self.new.text)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of both: `pieces` are [(how, text)], how one of same, gone, new."""

    how: str
    pieces: tuple


def lines(old, new) -> list[Line]:
    """Every blank of both editions, by name where numbers belong to the text alone."""
    before, after = ({_key(value): value for value in queries.slots_of(report)} for report in (old, new))
    keys = dict.fromkeys([*sorted(after), *sorted(before)])
    return [Line(before.get(key), after.get(key)) for key in keys]


def _key(value):
    return (value.no, "") if value.no < slots.MORE else (slots.MORE, value.name)


def paragraphs(old, new) -> list[Paragraph]:
    """Paragraphs that differ, in the order of the new text."""
    before, after = text_of(old), text_of(new)
    found = []
    for how, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "replace" and b - a == d - c:
            found += [changed(was, now) for was, now in zip(before[a:b], after[c:d], strict=True)]
        elif how != "equal":
            found += [Paragraph(GONE, ((GONE, text),)) for text in before[a:b]]
            found += [Paragraph(NEW, ((NEW, text),)) for text in after[c:d]]
    return found


def text_of(report) -> list[str]:
    """The printed paragraphs."""
    blocks = editions.blocks_of(report, queries.slots_of(report))
    return ["".join(run.text for run in block.runs) for block in blocks]


def changed(was: str, now: str) -> Paragraph:
    """Sign by sign; a number is one sign."""
    old, new = SIGN.findall(was), SIGN.findall(now)
    pieces = []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append((SAME, "".join(old[a:b])))
            continue
        pieces += [(GONE, "".join(old[a:b]))] if b > a else []
        pieces += [(NEW, "".join(new[c:d]))] if d > c else []
    return Paragraph(CHANGED, tuple(pieces))
