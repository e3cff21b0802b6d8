"""The text with its gaps filled: what each slot says at its place."""

from dataclasses import dataclass, replace

from orgwork.workreports import comparing, repeating, wording
from orgwork.workreports.document import Block, Document, Gap, Repeat, Text
from orgwork.workreports.wording import STEPS, Steps


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


def is_compared(gap: Gap) -> bool:
    return wording.FORMS[gap.form] == wording.COMPARED
