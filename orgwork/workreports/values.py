"""SlotValues from a template's gaps: one asked-for blank, one value; the numbers of all of them are taken together."""

from dataclasses import dataclass
from decimal import Decimal

from orgwork.workreports import filling, listed, shortages, taking, witnesses, wording
from orgwork.workreports.models import SlotSource, SlotState, SlotValue
from orgwork.workreports.taking import Behind, Wanted

NAME_LENGTH = 60


@dataclass(frozen=True)
class Taken:
    """What the records say about all number slots of a text, by slot no."""

    wanted: dict
    behind: dict
    seen: dict
    lacking: dict


def collected(gaps, places, now, *, last=None) -> list:
    """[(SlotValue, [SlotSource])] of the gaps, none saved. `last` is {name: (value, period)} as last year's report said it."""
    found = take([gap.slot for gap in gaps if gap.slot.is_number], places)
    return [taken(gap, places, found, last or {}, now) for gap in gaps]


def take(slots, places) -> Taken:
    scope = places.question.scope
    wanted = {slot.no: want for slot in slots if (want := wanted_of(slot, places))}
    behind = taking.take(wanted.values(), scope=scope)
    asks = [ask for want in wanted.values() for ask in want.asks()]
    return Taken(wanted, behind, witnesses.of(asks, scope=scope), shortages.of(wanted.values(), scope=scope))


def wanted_of(slot, places) -> Wanted | None:
    """The question a number slot puts to the figures; None where it has none, or no place it speaks of."""
    unit = places.unit(slot.at) if slot.at else places.question.unit
    return Wanted(slot, unit, places.period(slot)) if unit and taking.keys_of(slot) else None


def taken(gap, places, found, last, now):
    """(SlotValue, its SlotSources), neither saved."""
    slot, sources = gap.slot, []
    if slot.is_list:
        value, sources = listed.taken(slot, places.question)
    elif slot.is_number:
        value, sources = number(gap, places, found, last)
    else:
        value = words(slot, places)
    value.no, value.name, value.is_number = slot.no, slot.name[:NAME_LENGTH], slot.is_number
    value.unit_code, value.computed_at = value.unit_code or places.question.unit.code, now
    value.records = sum(len(source.record_ids) for source in sources if not source.is_part)
    return value, sources


def words(slot, places):
    text = places.setting(slot.setting)
    state = SlotState.TEXT if text else SlotState.MISSING
    return SlotValue(text=text or wording.missing(slot.name), state=state, definition=slot.note)


def number(gap, places, found, last):
    slot = gap.slot
    behind, want = behind_of(slot, places, found), found.wanted.get(slot.no)
    value = SlotValue(key=slot.key, measure=slot.measure, definition=behind.definition, period=places.period(slot).text)
    value.unreviewed, value.gaps = behind.unreviewed, found.lacking.get(slot.no, [])
    value.unit_code = want.unit.code if want else ""
    value.last_value, value.last_period = earlier(slot, behind, want, last)
    if want:
        value.newest_on, value.reviewers = witnesses.joined([found.seen[ask] for ask in want.asks()])
    say(value, gap, behind.value, places.steps)
    return value, [source_row(value, source) for source in behind.sources]


def behind_of(slot, places, found) -> Behind:
    if slot.setting:
        return taking.standard(slot, places.period(slot))
    return found.behind.get(slot.no) or Behind(definition=taking.definition(slot))


def earlier(slot, behind, want, last):
    """(value, period) of a year ago: what last year's final report said, else what the records say of that time."""
    if slot.name in last:
        return last[slot.name]
    if behind.last is None:
        return None, ""
    return Decimal(behind.last), want.period.last_year().text


def say(value, gap, number, steps):
    """Set value, words and state of a number slot from what the records give."""
    text = filling.say(gap, number, steps)
    value.value = None if number is None else Decimal(number)
    value.text = text or wording.missing(gap.slot.name)
    value.state = SlotState.MISSING if not text else SlotState.UNREVIEWED if value.unreviewed else SlotState.FILLED


def from_records(value, gap, places):
    """Let a saved SlotValue say what its records gave, as if nobody had typed anything."""
    slot = gap.slot
    if slot.setting and slot.is_number:
        say(value, gap, taking.standard(slot, places.period(slot)).value, places.steps)
    elif slot.is_number:
        given = (source.value for source in value.sources.all() if not source.is_part)
        say(value, gap, taking.total(given), places.steps)
    elif not slot.is_list:
        fresh = words(slot, places)
        value.text, value.state = fresh.text, fresh.state
    elif not value.rows:
        value.text, value.state = wording.missing(slot.name), SlotState.MISSING


def source_row(value, source):
    ids, versions = zip(*source.records, strict=True) if source.records else ((), ())
    return SlotSource(
        slot=value, key=source.key, value=source.value, is_part=source.part,
        record_ids=list(ids), record_versions=list(versions),
    )  # fmt: skip
