"""What the overview asks somebody to look at: reports that have not come though they were due."""

from django.utils import timezone

from orgwork.dashboards.registry import OVERVIEW, Look, attention
from orgwork.kit import figures

from .enums import FILLING

NAMED = 3


@attention(OVERVIEW)
def missing(questions):
    """Months that are not closed and whose deadline has passed without every report."""
    rows = figures.records("monthly.reports_expected", scope=questions.scope, unit=questions.unit, period=questions.period)
    late = rows.filter(state__in=FILLING, received_at=None, locked_at=None, due_at__lt=timezone.now())
    months = {}
    for period, due, name in late.order_by("first_day", "path").values_list("period", "due_at", "unit__name"):
        months.setdefault(period, (timezone.localdate(due), []))[1].append(name)
    return [look(period, due, names) for period, (due, names) in months.items()]


def look(period, due, names):
    note = "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")
    days = (due - timezone.localdate()).days
    title = f"{int(period[5:])}月月报还有 {len(names)} 个社区未报"
    return Look(title, f"/monthly/?period={period}&state=missing", note, days, "bad", "clock-exclamation")
