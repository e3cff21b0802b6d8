"""Figures of the reports themselves: how many were due, came in, and came in in time."""

from django.db.models import F

from orgwork.kit.figures import figure, ratio

REPORT = {"model": "monthly.MonthlyReport", "measure": "份", "aggregate": "count", "period_rule": "ytd"}


def of_period(rows, period):
    return rows.filter(first_day__range=(period.start.replace(day=1), period.end))


@figure("monthly.reports_expected", name="应报月报", definition="期间内各月已开的月报，一个社区一个月一份。", **REPORT)
def expected(rows, period):
    return of_period(rows, period)


@figure("monthly.reports_received", name="已报月报", definition="期间内各月的月报中已经报送过的，不论后来是否退回。", **REPORT)
def received(rows, period):
    return of_period(rows, period).filter(received_at__isnull=False)


@figure("monthly.reports_on_time", name="按时月报", definition="期间内各月的月报中首次报送不晚于截止时间的。", **REPORT)
def on_time(rows, period):
    return of_period(rows, period).filter(received_at__lte=F("due_at"))


ratio(
    "monthly.reports_received_rate",
    name="月报报送率",
    of="monthly.reports_received",
    over="monthly.reports_expected",
    period_rule="ytd",
    definition="已报 ÷ 应报。",
)
ratio(
    "monthly.reports_on_time_rate",
    name="月报按时率",
    of="monthly.reports_on_time",
    over="monthly.reports_expected",
    period_rule="ytd",
    definition="按时 ÷ 应报。",
)
