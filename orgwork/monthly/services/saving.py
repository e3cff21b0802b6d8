"""Writing cells: one or more at a time, by optimistic version; the loser sees both values and nothing is lost silently."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import lines

from .. import numbers, queries
from ..enums import TYPED, CellState
from ..models import MonthlyReport, MonthlyValue
from ..sentences import closed_because
from .errors import Clash, Invalid, Refused
from .prefilling import FROM_RECORDS, known

COLUMNS = ("state", "value", "text", "source", "explanation", "version", "updated_at", "updated_by")
NOT_TAKEN = "有格子填得不对，没有保存。"


@dataclass(frozen=True)
class Entry:
    """What somebody wants in a cell. `state` zero, same or blank says it without a value; None leaves the explanation as it is."""

    value: object = None
    state: str = CellState.FILLED
    explanation: str | None = None
    version: int | None = None


def locked(report):
    """The report as it stands, held for the rest of the transaction: writers of one report take turns."""
    return MonthlyReport.objects.select_for_update(of=("self",)).select_related("unit", "submitted_by", "reviewed_by").get(pk=report.pk)


def save_values(*, report, cells, by, version=None):
    """Write `cells` ({code: Entry}). All of them or none. Returns the report. Raises Refused, Invalid, Clash.

    `version` is the report's, for callers that hold the whole of it; a cell may carry its own instead.
    """
    with transaction.atomic(), acting(by=by):
        report = locked(report)
        if not report.is_open:
            raise Refused(closed_because(report))
        rows = {row.code: row for row in report.values.select_related("item", "updated_by").filter(code__in=cells)}
        _refuse_unknown(cells, rows)
        _refuse_stale(report, rows, cells, version)
        _apply_all(report, rows, cells, by)
        MonthlyValue.objects.bulk_update(rows.values(), COLUMNS)
        report.version, report.updated_by = report.version + 1, by
        report.save(update_fields=["version", "updated_by", "updated_at"])
    return report


def _refuse_unknown(cells, rows):
    strange = {code: "月报里没有这一格。" for code in cells if code not in rows}
    if strange or not cells:
        raise Invalid(NOT_TAKEN, strange)


def _refuse_stale(report, rows, cells, version):
    if version is None and any(entry.version is None for entry in cells.values()):
        raise Invalid("请带上读到的 version。", {"version": "缺少版本。"})
    whole = version is not None and version != report.version
    stale = {c for c, entry in cells.items() if (whole if entry.version is None else entry.version != rows[c].version)}
    if stale:
        raise Clash(report, {code: rows[code] for code in stale}, {code: cells[code] for code in stale})


def _apply_all(report, rows, cells, by):
    before = queries.past(units=[report.unit_id], first_day=report.first_day, codes=list(cells))[report.unit_id]
    last = report.month.previous_month().start
    wrong = {}
    for code, entry in cells.items():
        try:
            _apply(rows[code], entry, before[code].get(last), by)
        except Problem as problem:
            wrong[code] = problem.message
    if wrong:
        raise Invalid(NOT_TAKEN, wrong)


def _apply(row, entry, last_month, by):
    """Set one cell. Raises Problem."""
    if row.item.computed_only:
        raise Problem("value.computed", "由记录计算，不能手填。记录有误请改记录。")
    if entry.explanation is not None:
        row.explanation = lines(entry.explanation, 300)
    if row.item.is_number:
        _set_number(row, entry, last_month)
    else:
        row.text = numbers.read_text(entry.value)
        row.state = CellState.FILLED if row.text else CellState.BLANK
    row.version, row.updated_at, row.updated_by = row.version + 1, timezone.now(), by


def _set_number(row, entry, last_month):
    row.value, row.state = _wanted(row.item, entry, last_month)
    follows = row.state == CellState.FILLED and row.value == row.computed
    empty = row.state == CellState.BLANK and not row.explanation
    row.source = row.item.figure if known(row.item) and (follows or empty) else TYPED
    if empty and row.source != TYPED and row.computed:
        row.value, row.state = row.computed, CellState.FILLED


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
