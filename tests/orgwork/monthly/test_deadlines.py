"""How long there is still time: days of the calendar, as 待办 counts them; hours on the last day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orgwork.monthly.deadlines import days_left

DUE = timezone.make_aware(timezone.datetime(2024, 8, 1, 18))


@pytest.mark.parametrize(
    ("before", "found"),
    [
        (timedelta(days=6), (6, 144)),
        (timedelta(days=5, hours=19), (6, 139)),  # 23:00 of the sixth day before: the calendar says six
        (timedelta(hours=18), (0, 18)),
        (timedelta(minutes=20), (0, 0)),
        (timedelta(), (0, 0)),
        (timedelta(seconds=-1), (-1, -1)),
        (timedelta(days=-3), (-3, -72)),
    ],
)
def test_days_and_hours_until_it_is_due(before, found):
    assert days_left(DUE, DUE - before) == found
