"""改已通过的月报: the filler opens what was accepted and is not closed yet; it must be handed in and accepted again.

What was accepted is kept beside the cells. An amendment that is given up, or is still unfinished when the month closes,
falls back to it: nothing that was accepted is lost by a change nobody accepted.
"""

from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import lines

from ..enums import FILLING, TYPED, CellState, ReportState, Stage
from ..models import FormItem, MonthlyReport, MonthlyValue
from ..sentences import refused_because
from .errors import Invalid, Refused
from .saving import locked
from .submitting import moved

NO_REASON = "请写明为什么要改，审核人看得到。"
NONE = {"amended_at": None, "amended_by": None, "amend_reason": ""}


def amend(*, report, by, reason):
    """Open an accepted report for its filler. Raises Refused, Invalid."""
    reason = _reason(reason)
    with transaction.atomic(), acting(by=by, reason=f"改已通过的月报：{reason}"):
        held = locked(report)
        if held.state != ReportState.ACCEPTED or held.locked_at:
            raise Refused(refused_because("amend", held))
        remember([held])
        held.values.exclude(comment="").update(comment="")
        held.accepted_at = held.accepted_at or held.reviewed_at or timezone.now()
        held.state, held.returned_reason = ReportState.DRAFT, ""
        held.amended_at, held.amended_by, held.amend_reason = timezone.now(), by, reason
        return moved(held, by)


def give_up(*, report, by):
    """Take an amendment back before it is handed in: the report is accepted as it was. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="放弃改动，仍用上次通过的数"):
        held = locked(report)
        if not held.amended_at or held.state not in FILLING or held.locked_at:
            raise Refused(refused_because("give_up", held))
        restore([held], by=by)
        return locked(held)


def _reason(text):
    try:
        text = lines(text, 300)
    except Problem as problem:
        raise Invalid(problem.message, {"reason": problem.message}) from problem
    if not text:
        raise Invalid(NO_REASON, {"reason": NO_REASON})
    return text


def remember(reports):
    """Keep what the cells of `reports` hold as what was accepted last; one statement."""
    changed = MonthlyValue.objects.filter(report__in=[report.pk for report in reports]).changed()
    changed.update(accepted_value=F("value"), accepted_text=F("text"))


def restore(reports, *, by):
    """Put `reports` (held by the caller) back to what was accepted last; two statements, within the caller's history context."""
    if not reports:
        return
    keys = [report.pk for report in reports]
    now = timezone.now()
    MonthlyValue.objects.filter(report__in=keys).changed().update(
        value=F("accepted_value"), text=F("accepted_text"), state=_state(), source=_source(), version=F("version") + 1, updated_at=now
    )
    state = Case(When(locked_at=None, then=Value(ReportState.ACCEPTED)), default=Value(ReportState.LOCKED))
    MonthlyReport.objects.filter(pk__in=keys).update(
        state=state, stage=Stage.DISTRICT, version=F("version") + 1, updated_by=by, updated_at=now, **NONE
    )


def _state():
    empty = Q(accepted_value=None, accepted_text="")
    return Case(
        When(empty, then=Value(CellState.BLANK)),
        When(accepted_value=0, then=Value(CellState.ZERO)),
        default=Value(CellState.FILLED),
    )


def _source():
    """The item's figure where the records hold that value, else typed."""
    figure = FormItem.objects.filter(pk=OuterRef("item_id")).exclude(figure="").values("figure")[:1]
    return Case(When(accepted_value=F("computed"), then=Coalesce(Subquery(figure), Value(TYPED))), default=Value(TYPED))
