"""Reads of reports and cells."""

from collections import defaultdict
from statistics import median

from django.db.models import Q
from django.utils import timezone

from orgwork.accounts import paths

from .deadlines import month_spans
from .enums import COUNTED, FILLING, REPORTED, ReportState
from .models import MonthlyValue

BACK = 12


def shown(reports):
    """With what every page shows of a report."""
    return reports.select_related("unit", "unit__parent", "submitted_by", "reviewed_by", "street_reviewed_by", "amended_by")


def cells(report):
    """The cells of a report in the order of the form."""
    return list(report.values.select_related("item", "updated_by").order_by("item__order"))


def past(*, units, first_day, codes=None):
    """{unit id: {code: {first day: value}}} of the twelve months before `first_day`, as reported then; one statement."""
    months = month_spans(first_day, BACK + 1)
    rows = MonthlyValue.objects.filter(
        unit__in=units, first_day__range=(months[0], months[-2]), value__isnull=False, report__state__in=REPORTED
    )
    rows = rows.filter(code__in=codes) if codes else rows
    found = defaultdict(lambda: defaultdict(dict))
    for unit, code, day, value in rows.order_by().values_list("unit_id", "code", "first_day", "value"):
        found[unit][code][day] = value
    return found


def siblings(report, code):
    """{count, low, high, middle} of the same cell in the same month in the street's other communities, or None where there are none."""
    street = report.path[: -paths.WIDTH]
    rows = MonthlyValue.objects.filter(
        paths.subtree(street), code=code, first_day=report.first_day, value__isnull=False, report__state__in=REPORTED
    )
    return spread(rows.exclude(unit=report.unit_id).order_by().values_list("value", flat=True))


def spread(values):
    """{count, low, high, middle} of `values`, or None where there are none."""
    found = sorted(values)
    return {"count": len(found), "low": found[0], "high": found[-1], "middle": median(found)} if found else None


def of_month(reports, period):
    return reports.filter(period=period.text)


def filling(reports):
    """Reports that wait for their filler, and that he can still hand in."""
    taken = Q(received_at__isnull=False) | Q(fill_until__gte=timezone.now())
    return reports.filter(taken, state__in=FILLING, locked_at=None)


def waiting(reports):
    """Reports that wait for a reviewer."""
    return reports.filter(state=ReportState.SUBMITTED)


def missing(reports):
    """Never received."""
    return reports.filter(state__in=FILLING, received_at=None)


def values_of(reports, codes):
    """{(report, code): value} of those that were handed in; one statement."""
    handed_in = [report.pk for report in reports if report.received_at]
    rows = MonthlyValue.objects.filter(report__in=handed_in, code__in=codes).select_related("item") if handed_in and codes else ()
    return {(row.report_id, row.code): row for row in rows}


TABS = {
    "submitted": Q(state=ReportState.SUBMITTED),
    "accepted": Q(state__in=COUNTED),
    "returned": Q(state=ReportState.RETURNED),
    "missing": Q(state__in=FILLING, received_at=None),
}


def strips(reports, *, units, first_day):
    """{unit id: {first day: (received, due)}} of the twelve months that end with `first_day`."""
    months = month_spans(first_day, BACK)
    rows = reports.filter(unit__in=units, first_day__range=(months[0], months[-1]))
    found = defaultdict(dict)
    for unit, day, received, due in rows.order_by().values_list("unit_id", "first_day", "received_at", "due_at"):
        found[unit][day] = (received, due)
    return found
