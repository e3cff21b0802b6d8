"""The text with its gaps filled: what each slot says at its place."""

from dataclasses import dataclass, replace

from orgwork.workreports import slots, wording
from orgwork.workreports.document import Block, Document, Gap, Text


@dataclass(frozen=True)
class Said(Text):
    """A filled gap: what is printed, and the no of the slot that said it."""

    no: int | None = None
    state: str = ""
    shade: str = ""


def say(gap: Gap, value) -> str | None:
    """The words of a number at this place: the template's form, else the way of the speech."""
    slot = slots.by_no(gap.no)
    style = wording.FORMS[gap.form] or slot.style
    return wording.number_text(value, style=style, measure=slot.measure)


def filled(document: Document, values: dict, context: dict) -> list[Block]:
    """Blocks without gaps. `values` are SlotValues (saved or not) by no, `context` the report's own facts by name."""
    return [replace(block, runs=tuple(fill(run, values, context) for run in block.runs)) for block in document.blocks]


def fill(run, values, context):
    if not isinstance(run, Gap):
        return run
    if run.no is None:
        return Text(context.get(run.name) or wording.missing(run.name), run.tone)
    value = values[run.no]
    return Said(printed(run, value), run.tone, run.no, value.state)


def printed(gap: Gap, value) -> str:
    text = say(gap, value.value) if value.is_number else value.text
    return text or wording.missing(gap.name)


def first_gaps(document: Document) -> list[Gap]:
    """One gap a slot, in the order of their numbers: a slot used twice is one line of the ledger."""
    found = {}
    for gap in document.slot_gaps():
        found.setdefault(gap.no, gap)
    return [found[no] for no in sorted(found)]
