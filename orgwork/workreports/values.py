"""SlotValues from a template's gaps: one asked-for blank, one value."""

from dataclasses import replace
from decimal import Decimal

from orgwork.workreports import facts, filling, slots, spans, taking, wording
from orgwork.workreports.models import SlotSource, SlotState, SlotValue


def taken(gap, question, now):
    """(SlotValue, its SlotSources), neither saved."""
    slot = slots.by_no(gap.no)
    value, sources = number(gap, slot, question) if slot.is_number else words(slot, question)
    value.no, value.name, value.is_number = slot.no, slot.name, slot.is_number
    value.unit_code, value.computed_at = value.unit_code or question.unit.code, now
    value.records = sum(len(source.record_ids) for source in sources)
    return value, sources


def words(slot, question):
    text = facts.setting(slot.setting, question)
    state = SlotState.TEXT if text else SlotState.MISSING
    return SlotValue(text=text or wording.missing(slot.name), state=state, definition=slot.note), []


def number(gap, slot, question):
    period = spans.span(slot.rule, question.period, campaign_from=question.campaign_from)
    asked = placed(slot, question)
    found = taking.behind(slot, asked, period) if asked else taking.Behind(definition=slot.note)
    text = filling.say(gap, found.value)
    value = SlotValue(
        key=slot.key,
        value=None if found.value is None else Decimal(found.value),
        text=text or wording.missing(slot.name),
        state=state_of(text, found),
        measure=slot.measure,
        definition=found.definition,
        period=period.text,
        unreviewed=found.unreviewed,
        unit_code=asked.unit.code if asked else "",
    )
    return value, [source_row(value, source) for source in found.sources]


def placed(slot, question):
    """The question put to the place that the slot speaks of; None where there is no such place."""
    if slot.at is None:
        return question
    unit = facts.place_of(slot.at, question)
    return replace(question, unit=unit) if unit else None


def state_of(text, found):
    if not text:
        return SlotState.MISSING
    return SlotState.UNREVIEWED if found.unreviewed else SlotState.FILLED


def source_row(value, source):
    ids, versions = zip(*source.records, strict=True) if source.records else ((), ())
    return SlotSource(
        slot=value, key=source.key, value=source.value, record_ids=list(ids), record_versions=list(versions)
    )
