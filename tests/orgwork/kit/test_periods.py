"""Periods in the contract's notation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.kit.periods import BadPeriod, Period


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024年"),
        ("2024H1", date(2024, 1, 1), date(2024, 6, 30), "2024年上半年"),
        ("2024H2", date(2024, 7, 1), date(2024, 12, 31), "2024年下半年"),
        ("2024Q1", date(2024, 1, 1), date(2024, 3, 31), "2024年第1季度"),
        ("2024Q4", date(2024, 10, 1), date(2024, 12, 31), "2024年第4季度"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "2023年2月"),
        ("2024-01-01..2024-11-30", date(2024, 1, 1), date(2024, 11, 30), "2024年1月1日至2024年11月30日"),
        (" 2024-07 ", date(2024, 7, 1), date(2024, 7, 31), "2024年7月"),
    ],
)
def test_a_period_says_its_first_and_last_day(text, start, end, label):
    found = Period.parse(text)
    assert (found.start, found.end, found.label, found.text) == (start, end, label, text.strip())


@pytest.mark.parametrize(
    "text",
    ["", None, "24", "2024-13", "2024-00", "2024H3", "2024Q0", "2024Q5", "2024-7", "2024-02-30..2024-03-01",
     "2024-05-01..2024-04-30", "1899", "2201", "0000", "２０２４x", "2024..2025", "a" * 5000, "2024-07\x00", "2024-01-01..", "9999"],
)  # fmt: skip
def test_what_is_no_period_is_said_in_chinese(text):
    with pytest.raises(BadPeriod, match="看不懂的期间") as told:
        Period.parse(text)
    assert len(told.value.args[0]) < 150


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)))
def test_a_month_holds_its_day_and_no_day_of_another(day):
    month = Period.month(day)
    assert month.start <= day <= month.end
    assert (month.start.day, (month.end + timedelta(days=1)).day, month.is_month) == (1, 1, True)
    assert month.previous_month().end == month.start - timedelta(days=1)
    assert (month.last_year().start.year, month.last_year().start.month) == (day.year - 1, day.month)


@given(st.integers(1901, 2199), st.sampled_from(["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "-01", "-02", "-12"]))
def test_the_months_of_a_period_tile_it(year, part):
    period = Period.parse(f"{year}{part}")
    months = period.months()
    assert (months[0].start, months[-1].end) == (period.start, period.end)
    assert all(a.end + timedelta(days=1) == b.start for a, b in zip(months, months[1:], strict=False))


@given(st.dates(date(1902, 1, 1), date(2199, 1, 1)), st.integers(0, 900))
def test_a_range_a_year_earlier_is_still_a_period(start, days):
    end = min(start + timedelta(days=days), date(2200, 12, 31))
    earlier = Period.parse(f"{start}..{end}").last_year()
    assert (earlier.start.year, earlier.end.year) == (start.year - 1, end.year - 1)
