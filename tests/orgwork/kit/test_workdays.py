"""Workdays: the department's table first, then the public calendar, then Monday to Friday."""

from datetime import date

import pytest

from orgwork.kit import workdays
from orgwork.kit.models import SpecialDay

pytestmark = pytest.mark.django_db
NATIONAL = date(2024, 10, 1)


@pytest.mark.parametrize(
    ("day", "worked"),
    [(date(2024, 7, 31), True), (date(2024, 8, 3), False), (NATIONAL, False), (date(2024, 9, 29), True)],  # the last: a Sunday worked
)
def test_the_public_calendar(day, worked):
    assert workdays.is_workday(day) is worked


def test_the_own_table_comes_first():
    SpecialDay.objects.create(day=date(2024, 7, 31), is_workday=False, note="停电")
    assert workdays.is_workday(date(2024, 7, 31)) is False
    assert workdays.on_or_after(date(2024, 7, 31)) == date(2024, 8, 1)


def test_beyond_the_calendar_weekends_are_free():
    assert [workdays.is_workday(date(2060, 5, day)) for day in (14, 15, 16, 17)] == [True, False, False, True]


def test_a_holiday_shifts_to_the_next_worked_day():
    assert workdays.on_or_after(NATIONAL) == date(2024, 10, 8)
    assert workdays.on_or_after(date(2024, 7, 31)) == date(2024, 7, 31)


@pytest.mark.parametrize(
    ("count", "end"), [(0, date(2024, 9, 30)), (1, date(2024, 10, 8)), (5, date(2024, 10, 12)), (6, date(2024, 10, 14))]
)
def test_a_limit_of_days_skips_what_is_free(count, end):
    """12 October 2024 is a Saturday that is worked."""
    assert workdays.add(date(2024, 9, 30), count) == end


def test_a_long_limit_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert workdays.add(date(2024, 1, 2), 60) == date(2024, 3, 29)
