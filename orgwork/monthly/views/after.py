"""What may be done with a report after it was accepted, and what became of its numbers: beside the form and under review alike."""

from .. import echo
from ..enums import FILLING, ReportState


def after(page, report):
    """Context of `monthly/_after.html`."""
    may_fill, open_ = page.can("fill", report), report.locked_at is None
    accepted, closed = report.state == ReportState.ACCEPTED, report.state == ReportState.LOCKED
    return {
        "may_amend": may_fill and accepted and open_,
        "amending": bool(report.amended_at and report.state in FILLING and open_),
        "may_give_up": may_fill and bool(report.amended_at),
        "may_correct": closed and (may_fill or page.can("review", report)),
        "echoes": echo.of_report(report, page.request) if accepted or closed else [],
    }
