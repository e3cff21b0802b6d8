"""When each report is due: by the calendar, or by the extension that lies nearest to its unit."""

from django.db import connection
from django.db.models import Case, F, Value, When
from django.utils import timezone

from orgwork.accounts import paths

from .. import deadlines
from ..deadlines import Dates
from ..models import Extension, MonthlyReport

COLUMNS = Dates._fields


def standing(period):
    """{path: Dates} of the extensions of the month that hold; one statement."""
    rows = Extension.objects.filter(period=period.text, revoked_at=None)
    return {path: Dates(*found) for path, *found in rows.values_list("path", *COLUMNS)}


def dates_at(path, extensions, calendar):
    """The Dates that hold at `path`: of its own extension, else of the nearest above, else the calendar's."""
    above = [place for place in extensions if path.startswith(place)]
    return extensions[max(above, key=len)] if above else calendar


def rewrite(*, period, reports, by):
    """Set the dates of `reports` (a queryset of that month) anew; one UPDATE. Returns how many."""
    calendar, extensions = deadlines.dates(period), standing(period)
    nearest_first = sorted(extensions, key=len, reverse=True)
    found = {
        name: Case(
            *(When(paths.subtree(path), then=Value(getattr(extensions[path], name))) for path in nearest_first),
            default=Value(getattr(calendar, name)),
        )
        for name in COLUMNS
    }
    return reports.update(**found, version=F("version") + 1, updated_by=by, updated_at=timezone.now())


def below(unit, period):
    """The reports of the month in the subtree of `unit`."""
    return MonthlyReport.objects.filter(paths.subtree(unit.path), period=period.text)


def one_at_a_time(period):
    """Whoever opens the month or moves its dates waits here for the other, until his transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"orgwork.monthly.{period.text}"])
