"""A list's line of the ledger: its rows with the records they came from, frozen like a number."""

from orgwork.workreports import lists, spans
from orgwork.workreports.models import SlotSource, SlotState, SlotValue
from orgwork.workreports.repeating import BETWEEN
from orgwork.workreports.wording import missing

LONGEST = 200


def taken(slot, question):
    """(SlotValue, [SlotSource]) of a list slot, neither saved."""
    period = spans.span(slot.rule, question.period, campaign_from=question.campaign_from)
    rows = lists.rows(slot.name, scope=question.scope, unit=question.unit, period=period)
    value = SlotValue(
        key=slot.figure,
        text=shown(rows) or missing(slot.name),
        state=SlotState.FILLED if rows else SlotState.MISSING,
        definition=slot.note,
        period=period.text,
        rows=[[list(pair) for pair in row.cells] for row in rows],
    )
    return value, [source(value, slot, rows)] if rows else []


def shown(rows) -> str:
    names = BETWEEN.join(row.cells[0][1] for row in rows)
    return names if len(names) <= LONGEST else f"{names[: LONGEST - 1]}…"


def source(value, slot, rows):
    ids, versions = [row.pk for row in rows], [row.version for row in rows]
    return SlotSource(slot=value, key=slot.figure, value=len(rows), record_ids=ids, record_versions=versions)
