"""The reviewer's verbs. Nobody reviews what he filled in himself."""

from django.db import transaction
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import lines

from ..enums import ReportState
from ..models import MonthlyValue
from ..sentences import refused_because
from .errors import Invalid, Refused
from .saving import locked
from .submitting import moved

OWN = "这份月报有您填的内容，要由别人审核。"
NO_REASON = "请写明原因，社区书记看得到。"


def _taken(report, verb, wanted, by):
    """The report, held, in the state `wanted`, with `by` a stranger to it."""
    report = locked(report)
    if report.state != wanted:
        raise Refused(refused_because(verb, report))
    if report.submitted_by_id == by.pk or report.values.filter(updated_by=by).exists():
        raise Refused(OWN)
    return report


def accept(*, report, by):
    """The values count from now on. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="通过月报"):
        report = _taken(report, "accept", ReportState.SUBMITTED, by)
        return _reviewed(report, ReportState.LOCKED if report.locked_at else ReportState.ACCEPTED, by)


def return_(*, report, by, reason="", cells=None):
    """Give back for mending; `cells` ({code: reason}) name single cells, the rest stays as it is. Raises Refused, Invalid."""
    reason, cells = _reasons(reason, cells or {})
    with transaction.atomic(), acting(by=by, reason=f"退回：{reason}"):
        report = _taken(report, "return", ReportState.SUBMITTED, by)
        if report.locked_at:
            raise Refused(f"{report.first_day.month}月已关账，退回了社区也不能改。")
        _name_cells(report, cells)
        report.returned_reason = reason
        return _reviewed(report, ReportState.RETURNED, by)


def reopen(*, report, by, reason):
    """Open an accepted report again for its filler: its values no longer count. Raises Refused, Invalid."""
    reason, _cells = _reasons(reason, {})
    with transaction.atomic(), acting(by=by, reason=f"重新打开：{reason}"):
        report = _taken(report, "reopen", ReportState.ACCEPTED, by)
        if report.locked_at:
            raise Refused(refused_because("reopen", report))
        _name_cells(report, {})
        report.returned_reason = reason
        return _reviewed(report, ReportState.RETURNED, by)


def _reasons(reason, cells):
    """Checked reasons; one of the cells' own serves where none is given for the whole."""
    try:
        reason, cells = lines(reason, 500), {code: lines(said, 300) for code, said in cells.items()}
    except Problem as problem:
        raise Invalid(problem.message, {"reason": problem.message}) from problem
    cells = {code: said or reason[:300] for code, said in cells.items()}
    reason = reason or next(iter(cells.values()), "")
    if not reason:
        raise Invalid(NO_REASON, {"reason": NO_REASON})
    return reason, cells


def _name_cells(report, cells):
    """Write the reasons at their cells; those of an earlier return go."""
    rows = list(report.values.filter(code__in=cells)) if cells else []
    strange = set(cells) - {row.code for row in rows}
    if strange:
        raise Invalid("月报里没有这一格。", dict.fromkeys(strange, "月报里没有这一格。"))
    report.values.exclude(code__in=cells).exclude(comment="").update(comment="")
    for row in rows:
        row.comment = cells[row.code]
    MonthlyValue.objects.bulk_update(rows, ["comment"])


def _reviewed(report, state, by):
    report.state, report.reviewed_at, report.reviewed_by = state, timezone.now(), by
    return moved(report, by)
