"""Which days are worked: the department's own table first, then the public calendar, then Monday to Friday.

The public calendar (chinesecalendar) knows the State Council's notices up to its last year and raises beyond it; the table
(`SpecialDay`) is how an administrator enters the next notice before the library has it.
"""

from datetime import timedelta

import chinese_calendar

from .models import SpecialDay

SATURDAY = 5


def is_workday(day):
    """Whether `day` (date) is worked, holidays and shifted weekends included."""
    own = SpecialDay.objects.filter(day=day).values_list("is_workday", flat=True).first()
    return _public(day) if own is None else own


def _public(day):
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < SATURDAY


def workdays_from(day, count=60):
    """The worked days among the `count` days that begin with `day`, by one statement."""
    days = [day + timedelta(days=n) for n in range(count)]
    own = dict(SpecialDay.objects.filter(day__range=(days[0], days[-1])).values_list("day", "is_workday"))
    return [d for d in days if own.get(d, _public(d))]


def on_or_after(day):
    """`day` if it is worked, else the next worked day."""
    return next(iter(workdays_from(day, 30)), day)


def add(day, count):
    """The day on which `count` whole workdays after `day` end (限时办结: the day itself is not counted)."""
    found = workdays_from(day + timedelta(days=1), 3 * count + 30)
    return found[count - 1] if count > 0 else day
