"""Reports brought to the reviewer's desk without filling each cell: for tests of what comes after the form."""

from datetime import date

from django.utils import timezone

from orgwork.kit.models import Param
from orgwork.monthly.models import MonthlyReport, MonthlyValue


def street_first(on=True, since=date(2020, 1, 1)):
    Param.objects.update_or_create(key="monthly.street_first", effective_from=since, defaults={"value": int(on)})


def hand_in(*reports, by, at=None, **values):
    """The reports, handed in by `by`; `values` ({code: number}) are typed into each of them."""
    for code, value in values.items():
        rows = MonthlyValue.objects.filter(report__in=reports, code=code)
        rows.update(value=value, state="filled" if value else "zero", source="typed", updated_by=by)
    at = at or timezone.now()
    MonthlyReport.objects.filter(pk__in=[r.pk for r in reports]).update(state="submitted", submitted_by=by, submitted_at=at, received_at=at)
    for report in reports:
        report.refresh_from_db()


def state(report):
    """(state, stage) as they stand."""
    return MonthlyReport.objects.values_list("state", "stage").get(pk=report.pk)
