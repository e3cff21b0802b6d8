"""The reviewer's verbs, for one report or for many at once. Nobody reviews what he filled in himself.

Many at once is a few statements whatever their number: each report is judged by itself, those that may not be done are named
with the reason, the others are done.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import lines

from .. import stages
from ..enums import ReportState, Stage
from ..models import MonthlyReport, MonthlyValue
from ..sentences import refused_because
from . import telling
from .amending import NONE, remember, restore
from .errors import Invalid, Refused

OWN = "这份月报有您填的内容，要由别人审核。"
NO_REASON = "请写明原因，社区书记看得到。"
MOVED_ON = "这一页打开以后，这份月报又有变动。请看过再办。"
NO_CELL = "月报里没有这一格。"


@dataclass
class Outcome:
    """What became of many reports: those done, as they stand now, and [(report, why not)]."""

    done: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def locked_all(reports):
    """The reports as they stand, held in the order of their keys: two who review the same ones take turns."""
    rows = MonthlyReport.objects.select_for_update(of=("self",)).select_related("unit__parent", "submitted_by", "reviewed_by")
    return list(rows.filter(pk__in=[report.pk for report in reports]).order_by("pk"))


def accept_many(*, reports, by, seen=None):
    """Accept each of `reports` that `by` may accept now. `seen` is when he saw them: what changed since is not accepted unseen."""
    with transaction.atomic(), acting(by=by, reason="通过月报"):
        held = locked_all(reports)
        desks, reviewer = stages.desks(held), stages.Reviewer(by)
        first = {day: stages.street_first(day) for day in {report.first_day for report in held}}
        outcome, final, forward = Outcome(), [], []
        for report in held:
            why = _why_not(report, "accept", by, desks, seen)
            last, waits = reviewer.acceptance(report, first=first[report.first_day], desks=desks)
            if why or waits:
                outcome.refused.append((report, why or waits))
            else:
                (final if last else forward).append(report)
        _forward(forward, by)
        _finish(final, by)
        outcome.done = list(_as_they_stand([*final, *forward]))
        telling.accepted([report for report in outcome.done if report.stage == Stage.DISTRICT and report in final], by)
        return outcome


def return_many(*, reports, by, reason, seen=None):
    """Give back each of `reports` that `by` may return, all for one reason. Raises Invalid without one."""
    reason, _cells = _reasons(reason, {})
    with transaction.atomic(), acting(by=by, reason=f"退回：{reason}"):
        held = locked_all(reports)
        desks, outcome, open_, closed = stages.desks(held), Outcome(), [], []
        for report in held:
            why = _why_not(report, "return", by, desks, seen) or _why_closed(report)
            if why:
                outcome.refused.append((report, why))
            else:
                (closed if report.locked_at else open_).append(report)
        _give_back(open_, by, reason)
        restore(closed, by=by)
        outcome.done = list(_as_they_stand([*open_, *closed]))
        telling.returned(outcome.done, by, reason)
        return outcome


def accept(*, report, by, version=None):
    """The values count from now on; at the street's desk the report goes on to the district. Raises Refused."""
    _same(report, version)
    return _only(accept_many(reports=[report], by=by))


def return_(*, report, by, reason="", cells=None, version=None):
    """Give back for mending; `cells` ({code: reason}) name single cells, the rest stays as it is. Raises Refused, Invalid."""
    reason, cells = _reasons(reason, cells or {})
    _same(report, version)
    with transaction.atomic():
        found = _only(return_many(reports=[report], by=by, reason=reason))
        _name_cells(found, cells)
        return found


def reopen(*, report, by, reason):
    """Open an accepted report again for its filler: its values no longer count. Raises Refused, Invalid."""
    reason, _cells = _reasons(reason, {})
    with transaction.atomic(), acting(by=by, reason=f"重新打开：{reason}"):
        (held,) = locked_all([report])
        if held.state != ReportState.ACCEPTED or held.locked_at:
            raise Refused(refused_because("reopen", held))
        desks = stages.desks([held])
        if desks.is_author(held, by):
            raise Refused(OWN)
        _last, waits = stages.Reviewer(by).acceptance(held, first=stages.street_first(held.first_day), desks=desks)
        if waits:
            raise Refused(waits)
        _give_back([held], by, reason)
        (found,) = _as_they_stand([held])
        telling.returned([found], by, reason)
        return found


def keep(*, report, code, by, note=""):
    """属实，保留: the reviewer has looked at what this cell holds now and lets it stand. Raises Refused, Invalid."""
    try:
        note = lines(note, 300)
    except Problem as problem:
        raise Invalid(problem.message, {"note": problem.message}) from problem
    with transaction.atomic(), acting(by=by, reason=f"属实，保留：{note}" if note else "属实，保留"):
        (held,) = locked_all([report])
        if held.state != ReportState.SUBMITTED:
            raise Refused(refused_because("accept", held))
        if stages.desks([held]).is_author(held, by):
            raise Refused(OWN)
        if not held.values.filter(code=code, value__isnull=False).update(kept_value=F("value"), kept_note=note):
            raise Invalid(NO_CELL, {code: NO_CELL})
        return held


# what stands in the way --------------------------------------------------------------------------------
def _why_not(report, verb, by, desks, seen):
    """Why `by` may not review the report as it stands; "" where he may."""
    if report.state != ReportState.SUBMITTED:
        return refused_because(verb, report)
    if desks.is_author(report, by):
        return OWN
    return MOVED_ON if seen is not None and report.updated_at > seen else ""


def _why_closed(report):
    """A closed report cannot be mended; one that was accepted before falls back to what was accepted."""
    if report.locked_at is None or report.amended_at is not None:
        return ""
    return f"{report.first_day.month}月已关账，退回了社区也不能改。"


def _same(report, version):
    if version is not None and MonthlyReport.objects.filter(pk=report.pk).exclude(version=version).exists():
        raise Refused(MOVED_ON)


def _only(outcome):
    """The one report of an outcome. Raises Refused with its reason."""
    for _report, why in outcome.refused:
        raise Refused(why)
    return outcome.done[0]


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


# writing -----------------------------------------------------------------------------------------------
def _rows(reports):
    return MonthlyReport.objects.filter(pk__in=[report.pk for report in reports])


def _touched(by):
    now = timezone.now()
    return now, {"version": F("version") + 1, "updated_by": by, "updated_at": now}


def _as_they_stand(reports):
    if not reports:
        return []
    rows = _rows(reports).select_related("unit__parent", "submitted_by", "reviewed_by", "street_reviewed_by")
    return rows.order_by("path", "pk")


def _forward(reports, by):
    if reports:
        now, touched = _touched(by)
        _rows(reports).update(stage=Stage.DISTRICT, street_reviewed_at=now, street_reviewed_by=by, **touched)


def _finish(reports, by):
    """The last acceptance: values count, and are kept as what was accepted last."""
    if not reports:
        return
    now, touched = _touched(by)
    state = Case(When(locked_at=None, then=Value(ReportState.ACCEPTED)), default=Value(ReportState.LOCKED))
    _rows(reports).update(
        state=state, stage=Stage.DISTRICT, reviewed_at=now, reviewed_by=by, accepted_at=now, **NONE, **touched
    )
    remember(reports)


def _give_back(reports, by, reason):
    """To the filler again; reasons at cells of an earlier return go."""
    if not reports:
        return
    now, touched = _touched(by)
    _rows(reports).update(state=ReportState.RETURNED, reviewed_at=now, reviewed_by=by, returned_reason=reason, **touched)
    MonthlyValue.objects.filter(report__in=[r.pk for r in reports]).exclude(comment="").update(comment="")


def _name_cells(report, cells):
    """Write the reasons at their cells."""
    if not cells:
        return
    strange = set(cells) - set(report.values.filter(code__in=cells).values_list("code", flat=True))
    if strange:
        raise Invalid(NO_CELL, dict.fromkeys(strange, NO_CELL))
    said = Case(*(When(code=code, then=Value(reason)) for code, reason in cells.items()), default=F("comment"))
    report.values.filter(code__in=cells).update(comment=said)
