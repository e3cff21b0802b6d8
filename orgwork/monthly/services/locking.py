"""Closing a month: accepted values become final, nothing else can be written any more."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.scope import Scope
from orgwork.audit.context import acting

from ..enums import FILLING, ReportState
from ..models import MonthlyReport
from .amending import restore


@transaction.atomic
def lock_month(*, period, by, scope, reports=None):
    """Close `period` for the reports in `scope`. Returns how many were closed. What waits for review may still be accepted;
    an accepted report whose amendment was not handed in is closed as it was accepted."""
    rows = (MonthlyReport.objects.filter(period=period.text) if reports is None else reports).filter(scope.q(), locked_at=None)
    changes = {"locked_at": timezone.now(), "updated_by": by, "updated_at": timezone.now(), "version": F("version") + 1}
    with acting(by=by, reason=f"关账{period.label}" if period else "关账"):
        unfinished = rows.select_for_update(of=("self",)).filter(state__in=FILLING, amended_at__isnull=False)
        restore(list(unfinished.order_by("pk")), by=by)
        final = rows.filter(state=ReportState.ACCEPTED).update(state=ReportState.LOCKED, **changes)
        return final + rows.update(**changes)


def lock_due(*, today):
    """What beat does each day: close every month whose closing day has come."""
    due = MonthlyReport.objects.filter(lock_on__lte=today)
    return lock_month(period=None, by=system_user(), scope=Scope.whole(), reports=due)
