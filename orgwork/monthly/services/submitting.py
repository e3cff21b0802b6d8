"""The filler's verbs: hand in, and take back before anybody has looked.

On time and too late are told by the second in which the request came in: that of the deadline itself is in time, for `due_at`
as for `fill_until`.
"""

from django.db import transaction
from django.utils import timezone

from orgwork.audit.context import acting

from .. import checks, deadlines, stages
from ..enums import FILLING, ReportState
from ..sentences import closed_because, moment, refused_because
from .errors import Invalid, Refused
from .prefilling import refresh
from .saving import locked

BLOCKED = "还有 {} 处要改，改好再提交。"
TOO_LATE = "已过补报截止（{}），要补报请联系区委组织部开延期。"


def too_late_because(report, now):
    """Why an open report can no longer be handed in at `now`; "" while it can.

    What was received once and then returned is no late report: it may come again until the month closes.
    """
    over = report.is_open and report.received_at is None and now > report.fill_until
    return TOO_LATE.format(moment(report.fill_until)) if over else ""


def submit(*, report, by, now=None):
    """Hand in. The records are read once more, the form is checked, the server's clock says when. Raises Refused, Invalid.

    `now` is when the request came in: waiting for the report to be free makes nobody late.
    """
    now = deadlines.second(now or timezone.now())
    with transaction.atomic(), acting(by=by, reason="提交月报"):
        report = locked(report)
        if report.state not in FILLING or not report.is_open:
            raise Refused(closed_because(report))
        if late := too_late_because(report, now):
            raise Refused(late)
        refresh(report=report)
        high = checks.blocking(checks.checked(report))
        if high:
            raise Invalid(BLOCKED.format(len(high)), {f.code: f.text for f in reversed(high)})
        return _received(report, by, now)


def _received(report, by, now):
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, now, by
    report.received_at = report.received_at or now
    stages.begin(report)
    return moved(report, by)


def moved(report, by):
    """Save a report that changed its state."""
    report.version, report.updated_by = report.version + 1, by
    report.save()
    return report


def withdraw(*, report, by):
    """Take back what nobody has reviewed yet; it counts as not received until it is handed in again, unless it amends what was
    accepted. Raises Refused.
    """
    with transaction.atomic(), acting(by=by, reason="撤回月报"):
        report = locked(report)
        seen = report.street_reviewed_at is not None
        if report.state != ReportState.SUBMITTED or report.locked_at or seen or _would_be_lost(report):
            raise Refused(refused_because("withdraw", report))
        report.state, report.received_at = ReportState.DRAFT, report.received_at if report.amended_at else None
        return moved(report, by)


def _would_be_lost(report):
    """Taken back now, it could not be handed in again."""
    return report.amended_at is None and timezone.now() > report.fill_until
