"""The filler's verbs: hand in, and take back before anybody has looked."""

from django.db import transaction
from django.utils import timezone

from orgwork.audit.context import acting

from .. import checks
from ..enums import FILLING, ReportState
from ..sentences import closed_because, refused_because
from .errors import Invalid, Refused
from .prefilling import refresh
from .saving import locked

BLOCKED = "还有 {} 处要改，改好再提交。"


def submit(*, report, by):
    """Hand in. The records are read once more, the form is checked, the server's clock says when. Raises Refused, Invalid."""
    with transaction.atomic(), acting(by=by, reason="提交月报"):
        report = locked(report)
        if report.state not in FILLING or not report.is_open:
            raise Refused(closed_because(report))
        refresh(report=report)
        high = checks.blocking(checks.checked(report))
        if high:
            raise Invalid(BLOCKED.format(len(high)), {f.code: f.text for f in reversed(high)})
        return _received(report, by)


def _received(report, by):
    now = timezone.now()
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, now, by
    report.received_at = report.received_at or now
    return moved(report, by)


def moved(report, by):
    """Save a report that changed its state."""
    report.version, report.updated_by = report.version + 1, by
    report.save()
    return report


def withdraw(*, report, by):
    """Take back what nobody has reviewed yet; it counts as not received until it is handed in again. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="撤回月报"):
        report = locked(report)
        if report.state != ReportState.SUBMITTED or report.locked_at:
            raise Refused(refused_because("withdraw", report))
        report.state, report.received_at = ReportState.DRAFT, None
        return moved(report, by)
