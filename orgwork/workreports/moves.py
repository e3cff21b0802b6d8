"""The drift list as a viewer may see it: for the page, the file and the API."""

from django.utils import timezone

from orgwork.kit.sheets import jsonable
from orgwork.workreports import drift, pages, wording

HEADERS = ("序号", "数", "定稿时", "现在", "差", "怎么变的", "记录", "单位", "谁改的", "什么时候", "为什么")
GONE = "没有了"


def of(request, report) -> list[drift.Move]:
    """The Moves of a final report; records of which the viewer may not see the register are counted and not shown."""

    def sees(subject, path):
        return request.scope("view", subject).covers(path)

    return drift.find(report, scope=request.scope("view", "figures"), sees=sees)


def line(move) -> dict:
    """One number of the list as a row of the page."""
    value = move.value
    return {
        "no": value.no, "name": value.name, "url": pages.slot_url(value.report, value), "now_url": pages.figure_url(value.key, value),
        "then": said(move.then, value), "now": said(move.now, value), "delta": signed(move.delta), "why": move.why, "when": move.when,
        "changes": move.changes,
    }  # fmt: skip


def said(number, value) -> str:
    """A number as the list says it; none is never 0."""
    if number is None:
        return GONE
    measure = "" if value.measure == wording.PERCENT else f" {value.measure}"
    return f"{wording.exact(number, value.measure)}{measure}"


def signed(number) -> str:
    return f"+{wording.plain(number)}" if number > 0 else wording.plain(number)


def rows(found) -> list[tuple]:
    """A line a record, for a workbook."""
    return [row(move, change) for move in found for change in move.changes or (None,)]


def row(move, change):
    numbers = (move.value.no, move.value.name, move.then, move.now, move.delta)
    if change is None:
        return (*numbers, drift.UNKNOWN, "", "", "", "", "")
    trace = change.trace
    when = f"{timezone.localtime(trace.when):%Y-%m-%d %H:%M}" if trace.when else ""
    return (*numbers, change.said, change.text, change.unit, trace.who, when, trace.why)


def as_json(report, found) -> dict:
    moves = [move_json(move) for move in found]
    return {"report": report.pk, "finalised_at": report.finalised_at.isoformat(), "moves": moves}


def move_json(move) -> dict:
    numbers = {"then": jsonable(move.then), "now": jsonable(move.now), "delta": jsonable(move.delta)}
    records = [record_json(change) for change in move.changes]
    return {"no": move.value.no, "name": move.value.name, **numbers, "why": move.why, "records": records}


def record_json(change) -> dict:
    trace = change.trace
    return {
        "id": change.pk if change.text else None, "figure": change.key, "how": change.how, "text": change.text, "unit": change.unit,
        "who": trace.who, "when": trace.when.isoformat() if trace.when else None, "why": trace.why, "changes": trace.changes,
    }  # fmt: skip
