"""From which month on the form may be changed: one that is not open yet for anybody, because a month keeps the form it was opened with."""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from orgwork.kit.periods import Period

from ..items import SINCE
from ..models import MonthlyReport
from ..services.errors import Invalid, Refused

AHEAD = 12
OPEN = "{}月报已经开了，开了的月份不改表。最早可以从 {} 起。"
NO_MONTH = "看不懂的月份。请从列出的月份里选。"


def after(day):
    """The first day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def before(day):
    """The last day of the month before that of `day`: the end of what is closed the day before."""
    return day.replace(day=1) - timedelta(days=1)


def label(day):
    return Period.month(day).label


def last_open():
    """The first day of the last month that is open for anybody, or None."""
    return MonthlyReport.objects.order_by("-first_day").values_list("first_day", flat=True).first()


def earliest(opened):
    """The first month that a change may take effect from, `opened` being the last one that is open."""
    return after(opened) if opened else timezone.localdate().replace(day=1)


def choices(opened, *, also=None):
    """First days to choose from: the earliest and a year more; `also` comes first where it is still free."""
    day, found = earliest(opened), []
    last = max(day, timezone.localdate().replace(day=1))
    while day <= last or len(found) <= AHEAD:
        found.append(day)
        day = after(day)
    free = also is not None and untouched(also, opened) and also not in found
    return [also, *found] if free else found


def untouched(start, opened):
    """Whether no month has used yet what begins on `start`."""
    return opened is None or start > opened


def planned(row, opened):
    """Whether a version is still to come: it may be taken back. What came with an unused portal is not planned."""
    return untouched(row.active_from, opened) and row.active_from != SINCE


def stop_planned(row, opened):
    """Whether its end is still to come."""
    return row.active_to is not None and untouched(after(row.active_to), opened)


def read(text):
    """The first day of the month `text` (2024-08). Raises Invalid."""
    try:
        year, month = map(int, str(text).split("-"))
        found = date(year, month, 1)
    except ValueError as error:
        raise Invalid(NO_MONTH, {"month": NO_MONTH}) from error
    if not SINCE <= found <= date(2199, 12, 1):
        raise Invalid(NO_MONTH, {"month": NO_MONTH})
    return found


def read_or_none(text):
    """The first day of the month `text`, or None where it is none."""
    try:
        return read(text) if text else None
    except Invalid:
        return None


def hold():
    """Keep months from being opened, and others from changing the form, until this transaction ends.

    Opening writes its reports before it reads the form: either it is seen as open here, or it reads what is written here.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE monthly_monthlyreport IN SHARE ROW EXCLUSIVE MODE")


def free(month):
    """The last open month, if the form may still be changed from `month` on. Call it after `hold`. Raises Refused."""
    opened = last_open()
    if not untouched(month, opened):
        raise Refused(OPEN.format(label(opened), label(after(opened))))
    return opened
