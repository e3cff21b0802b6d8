"""When a month opens, is due and closes: settings with an effective date, never constants."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from orgwork.kit import params, workdays

CUSTOM = "区委组织部报送规定（可改）"
params.declare("monthly.open_day", label="月报开报日（当月几日）", default=20, unit="日", source=CUSTOM, minimum=1, maximum=31)
params.declare("monthly.due_day", label="月报截止日（次月几日）", default=1, unit="日", source=CUSTOM, minimum=1, maximum=31)
params.declare("monthly.due_hour", label="月报截止时刻（几点）", default=18, unit="点", source=CUSTOM, maximum=24)
params.declare("monthly.grace_days", label="月报截止后还收几天补报", default=10, unit="天", source=CUSTOM, maximum=62)
params.declare("monthly.lock_day", label="月报关账日（次月几日）", default=15, unit="日", source=CUSTOM, minimum=1, maximum=31)
params.declare("monthly.shift_holidays", label="月报截止日逢节假日顺延到上班日", default=1, source=CUSTOM, switch=True)


class Dates(NamedTuple):
    """Until when a month is in time, is taken late, and the day on which it closes."""

    due_at: datetime
    fill_until: datetime
    lock_on: date


def _setting(key, period):
    return int(params.value(key, period.start))


def _next_month(period, day):
    """The `day`th of the month after `period`; a 31 in a short month is its last day."""
    first = period.end + timedelta(days=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(max(day, 1), last.day))


def opens_on(period):
    """The day of the month itself on which it opens."""
    return period.start.replace(day=min(_setting("monthly.open_day", period), period.end.day))


def due_day(period):
    """The day on which the month is due; one that is not worked gives way to the next that is, where the setting says so."""
    day = _next_month(period, _setting("monthly.due_day", period))
    return workdays.on_or_after(day) if params.is_on("monthly.shift_holidays", period.start) else day


def at_due_hour(period, day):
    """The moment of `day` at which a report of `period` is due."""
    hour = _setting("monthly.due_hour", period)
    return timezone.make_aware(datetime.combine(day, time(hour) if hour < 24 else time(23, 59, 59)))


def due_at(period):
    """The moment after which a report is late."""
    return at_due_hour(period, due_day(period))


def lock_on(period):
    """The first day on which the month no longer takes changes."""
    return _next_month(period, _setting("monthly.lock_day", period))


def grace_end(period, due, lock):
    """The moment after which a report due at `due` is not taken any more; at the latest just before the month closes on `lock`."""
    end = due + timedelta(days=_setting("monthly.grace_days", period))
    return min(end, timezone.make_aware(datetime.combine(lock, time())) - timedelta(seconds=1))


def fill_until(period):
    """The moment after which a month takes no report any more, unless an extension is granted."""
    return grace_end(period, due_at(period), lock_on(period))


def dates(period, day=None):
    """The Dates of `period` by the calendar; with `day`, those of a month that is due then: all three keep their distance."""
    usual = due_day(period)
    lock = lock_on(period) + ((day or usual) - usual)
    due = at_due_hour(period, day or usual)
    return Dates(due, grace_end(period, due, lock), lock)


def second(moment):
    """Whole seconds are what counts and what is shown: the second of a deadline is in time to its very end."""
    return moment.replace(microsecond=0)


def month_spans(first_day, count):
    """First days of the `count` months that end with that of `first_day`, the oldest first."""
    found, day = [], first_day
    for _ in range(count):
        found.append(day)
        day = (day - timedelta(days=1)).replace(day=1)
    return found[::-1]


def days_left(due, now=None):
    """(days, hours) until `due`: days of the calendar, as 待办 counts them, negative when it is past; hours for the last day."""
    now = now or timezone.now()
    days = (timezone.localdate(due) - timezone.localdate(now)).days
    return (min(days, -1) if now > due else days), int((due - now).total_seconds() // 3600)


def year_start(first_day):
    return date(first_day.year, 1, 1)
