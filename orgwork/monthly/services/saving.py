"""Writing cells: one or more at a time, by optimistic version; the loser sees both values and nothing is lost silently.

An entry that carries a key is written once, however often it is sent: a phone that lost the answer asks again (contract.md 6).
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import lines
from orgwork.kit.views.history import event_model

from .. import numbers, queries
from ..enums import TYPED, CellState, Kind
from ..models import MonthlyReport, MonthlyValue
from ..sentences import closed_because
from .errors import Clash, Invalid, Refused
from .prefilling import FROM_RECORDS, known

COLUMNS = ("state", "value", "text", "source", "explanation", "entry_key", "version", "updated_at", "updated_by")
NOT_TAKEN = "有格子填得不对，没有保存。"
ONLY_NUMBERS = "这一格不是数，不能报零，也不能与上月相同。请填写，或写一句原因。"


@dataclass(frozen=True)
class Entry:
    """What somebody wants in a cell. `state` zero, same or blank says it without a value; None leaves the explanation as it is.

    `entry_key` names this one wish for ever: sent again, it is taken as done.
    """

    value: object = None
    state: str = CellState.FILLED
    explanation: str | None = None
    version: int | None = None
    entry_key: UUID | None = None


def locked(report):
    """The report as it stands, held for the rest of the transaction: writers of one report take turns."""
    return MonthlyReport.objects.select_for_update(of=("self",)).select_related("unit", "submitted_by", "reviewed_by").get(pk=report.pk)


def save_values(*, report, cells, by, version=None):
    """Write `cells` ({code: Entry}). All of them or none. Returns the report. Raises Refused, Invalid, Clash.

    `version` is the report's, for callers that hold the whole of it; a cell may carry its own instead.
    """
    with transaction.atomic(), acting(by=by):
        report = locked(report)
        rows = {row.code: row for row in report.values.select_related("item", "updated_by").filter(code__in=cells)}
        done = _done_before(report, rows, cells, version)
        if done and len(done) == len(cells):
            return report
        if not report.is_open:
            raise Refused(closed_because(report))
        wanted = {code: entry for code, entry in cells.items() if code not in done}
        _refuse_unknown(wanted, rows)
        _refuse_stale(report, rows, wanted, version)
        _apply_all(report, rows, wanted, by)
        _write([rows[code] for code in wanted])
        return touched(report, by)


def _write(rows):
    """One cell by itself is the usual case, and its statement is much cheaper to put together than that of many."""
    if len(rows) == 1:
        rows[0].save(update_fields=COLUMNS)
    else:
        MonthlyValue.objects.bulk_update(rows, COLUMNS)


def touched(report, by):
    """The report, saved with its next version, after a cell of it was written."""
    report.version, report.updated_by = report.version + 1, by
    report.save(update_fields=["version", "updated_by", "updated_at"])
    return report


def _is_stale(report, row, entry, version):
    return version != report.version if entry.version is None else entry.version != row.version


def _done_before(report, rows, cells, version):
    """Codes whose entry has been written already, by its key: the last one of the cell, or one before it."""
    keyed = {code: e.entry_key for code, e in cells.items() if e.entry_key and code in rows}
    done = {code for code, key in keyed.items() if rows[code].entry_key == key}
    older = [c for c in keyed if c not in done and _is_stale(report, rows[c], cells[c], version)]
    if not older:
        return done
    events = event_model(MonthlyValue).objects.filter(
        pgh_obj__in=[rows[code].pk for code in older], entry_key__in=[keyed[code] for code in older]
    )
    seen = set(events.values_list("code", "entry_key"))
    return done | {code for code in older if (code, keyed[code]) in seen}


def _refuse_unknown(cells, rows):
    strange = {code: "月报里没有这一格。" for code in cells if code not in rows}
    if strange or not cells:
        raise Invalid(NOT_TAKEN, strange)


def _refuse_stale(report, rows, cells, version):
    if version is None and any(entry.version is None for entry in cells.values()):
        raise Invalid("请带上读到的 version。", {"version": "缺少版本。"})
    stale = {code for code, entry in cells.items() if _is_stale(report, rows[code], entry, version)}
    if stale:
        raise Clash(report, {code: rows[code] for code in stale}, {code: cells[code] for code in stale})


def _apply_all(report, rows, cells, by):
    last_month = _last_month(report, [code for code, entry in cells.items() if entry.state == CellState.SAME])
    wrong = {}
    for code, entry in cells.items():
        try:
            _apply(rows[code], entry, last_month.get(code), by)
        except Problem as problem:
            wrong[code] = problem.message
    if wrong:
        raise Invalid(NOT_TAKEN, wrong)


def _last_month(report, codes):
    """{code: what was reported last month} of the cells that are to be the same."""
    if not codes:
        return {}
    before = queries.past(units=[report.unit_id], first_day=report.first_day, codes=codes)[report.unit_id]
    last = report.month.previous_month().start
    return {code: months[last] for code, months in before.items() if last in months}


def _apply(row, entry, last_month, by):
    """Set one cell. Raises Problem."""
    if row.item.computed_only:
        raise Problem("value.computed", "由记录计算，不能手填。记录有误请改记录。")
    if entry.explanation is not None:
        row.explanation = lines(entry.explanation, 300)
    SETTERS[row.item.kind](row, entry, last_month)
    row.entry_key = entry.entry_key
    row.version, row.updated_at, row.updated_by = row.version + 1, timezone.now(), by


def _set_words(read):
    """A setter for cells that hold words: `read(item, raw)` gives the text or raises Problem."""

    def set_text(row, entry, _last_month):
        if entry.state in (CellState.ZERO, CellState.SAME):
            raise Problem("value.words", ONLY_NUMBERS)
        row.text = read(row.item, None if entry.state == CellState.BLANK else entry.value)
        row.state = CellState.FILLED if row.text else CellState.BLANK

    return set_text


def _set_file(row, entry, _last_month):
    """What is attached stays; only the sentence beside it is written here."""
    if entry.value not in (None, "", row.text):
        raise Problem("value.file", "这一格是附件，不能填写。请上传文件，或写一句原因。")


def _set_number(row, entry, last_month):
    row.value, row.state = _wanted(row.item, entry, last_month)
    follows = row.state == CellState.FILLED and row.value == row.computed
    empty = row.state == CellState.BLANK and not row.explanation
    row.source = row.item.figure if known(row.item) and (follows or empty) else TYPED
    if empty and row.source != TYPED and row.computed:
        row.value, row.state = row.computed, CellState.FILLED


SETTERS = {
    Kind.NUMBER: _set_number,
    Kind.TEXT: _set_words(lambda _item, raw: numbers.read_text(raw)),
    Kind.CHOICE: _set_words(numbers.read_choice),
    Kind.FILE: _set_file,
}


def _wanted(item, entry, last_month):
    """(value, state) that `entry` asks for."""
    if entry.state == CellState.BLANK:
        return None, CellState.BLANK
    if entry.state == CellState.SAME:
        if last_month is None:
            raise Problem("value.no_last_month", "上月没有报过这一格，不能与上月相同。请填数。")
        return last_month, CellState.SAME
    value = numbers.read(item, 0 if entry.state == CellState.ZERO else entry.value)
    if value is None:
        return None, CellState.BLANK
    return value, CellState.FILLED if value else CellState.ZERO


def written_by(row):
    """Who stands behind a cell, as a conflict names him."""
    return FROM_RECORDS if row.updated_by is None else str(row.updated_by)
