"""更正: the only way into a closed month. One person proposes, a second one with the right to review approves or refuses."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from orgwork.accounts.scope import scope_for
from orgwork.audit.context import acting
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import lines

from .. import numbers
from ..enums import TYPED, CellState, Decision, ReportState
from ..models import Correction, MonthlyValue
from . import telling
from .errors import Invalid, Refused
from .saving import locked

NO_REASON = "请写明更正的原因，批准人看得到。"
NO_NOTE = "请写明为什么不同意，提出人看得到。"
NO_NUMBER = "请填更正后的数。没有发生就填 0。"
SAME = "和现在的数一样，不用更正。"
NOT_CLOSED = "这个月还没有关账，不用更正。{}"
NEVER_ACCEPTED = "这份月报没有通过就关账了，更正也不会计入。要补报，请联系区委组织部开延期。"
COMPUTED = "这一格由记录计算，不能更正。记录有误请改记录。"
WORDS = "只有数可以更正，文字不计入汇总。"
WAITING = "这一格已有一条更正等着批准。"
OWN = "这条更正是您提出的，要由别人批准。"
NOT_YOURS = "您没有审核这个社区月报的权限，不能批准。"
DECIDED = "这条更正已经处理过。"
MOVED_ON = "提出以后这一格又变过，现在是 {}。请重新提出更正。"


def propose(*, value, new, reason, by):
    """Ask for `new` (as typed) in the place of what the closed cell `value` holds. Returns the Correction. Raises Invalid, Refused."""
    with transaction.atomic(), acting(by=by, reason="提出更正"):
        report = locked(value.report)
        row = report.values.select_related("item").get(pk=value.pk)
        _refuse_what_cannot_be(report, row)
        wanted, reason = _number(row, new), _said(reason, "reason", NO_REASON)
        if wanted == row.value:
            raise Invalid(SAME, {"new": SAME})
        try:
            with transaction.atomic():
                return Correction.objects.create(
                    value=row, unit=report.unit, path=report.path, old=row.value, new=wanted, reason=reason, created_by=by
                )
        except IntegrityError as error:
            raise Refused(WAITING) from error


def approve(*, correction, by, note=""):
    """Write the new value; history and the work report's drift list name the reason. Raises Refused, Invalid."""
    note = _said(note, "note")
    with transaction.atomic(), acting(by=by, reason=f"更正：{correction.reason}"):
        report, held = _held(correction, by)
        row = MonthlyValue.objects.select_for_update(of=("self",)).select_related("item").get(pk=held.value_id)
        _refuse_what_cannot_be(report, row)
        if row.value != held.old:
            raise Refused(MOVED_ON.format(numbers.plain(row.value) or "空"))
        row.value, row.accepted_value, row.source = held.new, held.new, TYPED
        row.state = CellState.FILLED if held.new else CellState.ZERO
        row.version, row.updated_by = row.version + 1, held.created_by
        row.save(update_fields=["value", "accepted_value", "source", "state", "version", "updated_by", "updated_at"])
        report.version, report.updated_by = report.version + 1, by
        report.save(update_fields=["version", "updated_by", "updated_at"])
        return _decide(held, Decision.APPROVED, by, note)


def refuse(*, correction, by, note):
    """Leave the value as it is, and say why. Raises Refused, Invalid."""
    note = _said(note, "note", NO_NOTE)
    with transaction.atomic(), acting(by=by, reason=f"未同意更正：{note}"):
        _report, held = _held(correction, by)
        return _decide(held, Decision.REFUSED, by, note)


def _refuse_what_cannot_be(report, row):
    if report.locked_at is None:
        raise Refused(NOT_CLOSED.format("可以直接改。" if report.is_open else "要改，请退回或改已通过的月报。"))
    if report.state != ReportState.LOCKED:
        raise Refused(NEVER_ACCEPTED)
    if row.item.computed_only:
        raise Refused(COMPUTED)
    if not row.item.is_number:
        raise Refused(WORDS)


def _number(row, raw):
    """The new value within the item's limits. Raises Invalid."""
    try:
        found = numbers.read(row.item, raw)
    except Problem as problem:
        raise Invalid(problem.message, {"new": problem.message}) from problem
    if found is None:
        raise Invalid(NO_NUMBER, {"new": NO_NUMBER})
    return found


def _said(text, name, needed=""):
    """Checked text; `needed` is what is told where it is empty. Raises Invalid."""
    try:
        text = lines(text, 300)
    except Problem as problem:
        raise Invalid(problem.message, {name: problem.message}) from problem
    if needed and not text:
        raise Invalid(needed, {name: needed})
    return text


def _held(correction, by):
    """(report, correction), both held; the correction waits, and `by` may decide it. The report first: as everybody takes them."""
    report = locked(correction.value.report)
    held = Correction.objects.select_for_update(of=("self",)).select_related("value__item", "created_by", "unit").get(pk=correction.pk)
    if held.state != Decision.PROPOSED:
        raise Refused(DECIDED)
    if held.created_by_id == by.pk:
        raise Refused(OWN)
    if not scope_for(by, "review", "monthly").covers(held.path):
        raise Refused(NOT_YOURS)
    return report, held


def _decide(held, state, by, note):
    held.state, held.decided_by, held.decided_at, held.note = state, by, timezone.now(), note
    held.save(update_fields=["state", "decided_by", "decided_at", "note"])
    telling.corrected(held)
    return held
