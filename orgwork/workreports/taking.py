"""What stands behind the numbers of a report: three statements for all of them, however many (performance.md R1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.kit import figures, params
from orgwork.kit.figures import Ask
from orgwork.kit.periods import Period
from orgwork.workreports.figures import key_of, known
from orgwork.workreports.slots import Slot


@dataclass(frozen=True)
class Question:
    """Who asks, about which unit and when."""

    scope: Scope
    unit: Unit
    period: Period
    campaign_from: date | None = None


@dataclass(frozen=True)
class Wanted:
    """One number slot, the place it speaks of and the span it looks at."""

    slot: Slot
    unit: Unit
    period: Period

    def asks(self):
        """The figures whose values add up to the slot's: records, then what was typed where there are none."""
        return [Ask(key, self.unit, self.period) for key in keys_of(self.slot)]

    def parts(self):
        """What a rate counts above its line; it is frozen too, so that the rate can be worked out again for a part of the records."""
        found = known(self.slot.figure)
        return [Ask(found.of, self.unit, self.period)] if found and found.aggregate == "ratio" else []

    def a_year_earlier(self):
        return [Ask(ask.key, ask.unit, ask.period.last_year()) for ask in self.asks()]


@dataclass(frozen=True)
class Source:
    """What one figure gives: its value and [(record id, record version)]; a `part` does not add to the slot's value."""

    key: str
    value: Decimal | int
    records: tuple
    part: bool = False


@dataclass(frozen=True)
class Behind:
    value: Decimal | int | None = None
    sources: tuple = ()
    unreviewed: int = 0
    last: Decimal | int | None = None
    definition: str = ""


def keys_of(slot):
    """Keys of the figures that a slot adds up, without those that no register gives yet."""
    return [key for key in (slot.figure, key_of(slot)) if known(key)]


def take(wanted, *, scope, with_empty=False):
    """{no: Behind}: all values and those of last year by one statement, all records by one, all that waits by one.

    A figure that gives nothing is no source, unless `with_empty` asks for its records all the same.
    """
    main = {want.slot.no: want.asks() for want in wanted}
    parts = {want.slot.no: want.parts() for want in wanted}
    last = {want.slot.no: want.a_year_earlier() for want in wanted}
    now = [ask for groups in (main, parts) for asks in groups.values() for ask in asks]
    values = figures.values_of([*now, *(ask for asks in last.values() for ask in asks)], scope=scope)
    records = figures.record_ids([ask for ask in now if with_empty or values[ask]], scope=scope)
    waiting = figures.waiting([ask for asks in main.values() for ask in asks], scope=scope)

    def source(ask, *, part=False):
        return Source(ask.key, values[ask], tuple(records[ask]), part)

    def behind(want):
        no = want.slot.no
        given = [source(ask) for ask in main[no] if with_empty or values[ask]]
        above = [source(ask, part=True) for ask in parts[no] if given and values[ask]]
        return Behind(
            value=total(values[ask] for ask in main[no]),
            sources=(*given, *above),
            unreviewed=sum(waiting[ask] for ask in main[no]),
            last=total(values[ask] for ask in last[no]),
            definition=definition(want.slot),
        )

    return {want.slot.no: behind(want) for want in wanted}


def total(values):
    """The sum of what there is; None where there is nothing, which is not 0."""
    given = [value for value in values if value]
    return sum(given) if given else None


def definition(slot) -> str:
    found = known(slot.figure)
    return found.definition if found else slot.note


def standard(slot, period):
    """The Behind of a number that is set, not counted."""
    declared = params.declared().get(slot.setting)
    if declared is None:
        return Behind(definition=slot.note)
    return Behind(params.value(slot.setting, period.end), definition=f"{slot.note}。{declared['source']}")
