"""The text with its gaps filled: what each slot says at its place."""

import itertools
from dataclasses import dataclass, replace

from orgwork.workreports import comparing, repeating, wording
from orgwork.workreports.document import Block, Document, Gap, Repeat, Text
from orgwork.workreports.slots import MORE
from orgwork.workreports.wording import STEPS, Steps

EXTRA = "extra"  # the tone of a gap that does not stand in the report's own text


@dataclass(frozen=True)
class Said(Text):
    """A filled gap: what is printed, and the no of the slot that said it."""

    no: int | None = None
    state: str = ""
    shade: str = ""


def say(gap: Gap, value, steps: Steps = STEPS) -> str | None:
    """The words of a number at this place: the template's form, else the way of the speech."""
    style = wording.FORMS[gap.form] or gap.slot.style
    return wording.number_text(value, style=style, measure=gap.slot.measure, steps=steps)


def filled(document: Document, values: dict, context: dict, steps: Steps = STEPS) -> list[Block]:
    """Blocks without gaps. `values` are SlotValues (saved or not) by no, `context` the report's own facts by name."""
    return [
        replace(block, runs=tuple(fill(run, values, context, steps) for run in block.runs)) for block in document.blocks
    ]


def fill(run, values, context, steps: Steps = STEPS):
    if not isinstance(run, Gap):
        return run
    if run.no is None:
        return Text(context.get(run.name) or wording.missing(run.name), run.tone)
    value = values.get(run.no)
    if value is None:
        return Text(wording.missing(run.name), run.tone)
    is_sentence = isinstance(run, Repeat)
    text = repeated(run, value, values, context, steps) if is_sentence else printed(run, value, steps)
    return Said(text, run.tone, run.no, value.state)


def repeated(repeat, value, values, context, steps) -> str:
    text = repeating.sentences(repeat, value.rows, lambda gap: fill(gap, values, context, steps).text)
    return text or wording.missing(repeat.name)


def printed(gap: Gap, value, steps: Steps = STEPS) -> str:
    if is_compared(gap):
        text = comparing.compared(value.value, value.last_value, gap.slot.measure)
    elif value.is_number:
        text = say(gap, value.value, steps)
    else:
        text = repeating.names(gap, value.rows) if value.rows else value.text
    return text or wording.missing(gap.name)


def first_gaps(document: Document) -> list[Gap]:
    """One gap a slot, in the order of their numbers: a slot used twice is one line of the ledger, said as it is said first.

    A slot that is only compared (同比) is said there as the number it is.
    """
    found = {}
    for gap in sorted(document.slot_gaps(), key=is_compared):
        found.setdefault(gap.no, replace(gap, form="") if is_compared(gap) else gap)
    return [found[no] for no in sorted(found)]


def other_gaps(mine: list[Gap], documents: list[Document]) -> list[Gap]:
    """The gaps of `documents` that `mine` lacks, each once, with numbers of their own where they are none of the 49; tone EXTRA."""
    have = {key(gap) for gap in mine}
    free = itertools.count(max((gap.no for gap in mine), default=0) + 1 if any(gap.no >= MORE for gap in mine) else MORE)
    found = []
    for gap in (gap for document in documents for gap in first_gaps(document)):
        if key(gap) not in have and gap.slot.is_known:
            have.add(key(gap))
            no = gap.no if gap.no < MORE else next(free)
            found.append(replace(gap, no=no, tone=EXTRA, slot=replace(gap.slot, no=no)))
    return found


def key(gap: Gap) -> tuple:
    """What a gap asks for, whatever text it stands in: one of the 49, or a name."""
    return (gap.no, "") if gap.no < MORE else (MORE, gap.name)


def matched(document: Document, values) -> dict:
    """{no within `document`: SlotValue} for `values` that may have been taken for another text."""
    found = {(value.no, "") if value.no < MORE else (MORE, value.name): value for value in values}
    return {gap.no: found[key(gap)] for gap in document.slot_gaps() if key(gap) in found}


def is_compared(gap: Gap) -> bool:
    return wording.FORMS[gap.form] == wording.COMPARED
