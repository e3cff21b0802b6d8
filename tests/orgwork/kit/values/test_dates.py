"""Every form of rosters.md 3, with the precision it really has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.kit.values import dates
from orgwork.kit.values.problems import Problem

TODAY = date(2024, 12, 31)
READ = {
    "1973.05": "1973-05", "1973.5": "1973-05", "197305": "1973-05", 197305: "1973-05", 19730521: "1973-05-21",
    "19730521": "1973-05-21", "1973-05-21": "1973-05-21", "1973/5/21": "1973-05-21", "1973.05.21": "1973-05-21",
    "73.5.21": "1973-05-21", "1973年5月": "1973-05", "1973年05月21日": "1973-05-21", "一九七三年五月": "1973-05",
    "一九七三年五月二十一日": "1973-05-21", "二〇二四年十二月三十一日": "2024-12-31", "1973.05（51岁）": "1973-05",
    "2019.7入党": "2019-07", "入党2019.7": "2019-07", "1998年": "1998", "1998": "1998", 1998: "1998", "'2019.07": "2019-07",
    "２０１９．０７": "2019-07", "2019，07": "2019-07", "2019、07": "2019-07", "2019。07": "2019-07", "1973 . 05": "1973-05",
    "1973年 5月": "1973-05", "1973.05.": "1973-05", "1973-05-21 00:00:00": "1973-05-21", "05年3月": "2005-03",
    1973.05: "1973-05", 1973.5: "1973-05", ("0.00", 1973.1): "1973-10", (2020, 1, 0): "2020-01", (2020, 1, 5): "2020-01-05",
    26451: "1972-06-01", 26451.5: "1972-06-01", "26451": "1972-06-01",
}  # fmt: skip
BLANK = ["", None, "无", "—", "-", "/", "0", 0, 0.0, "至今", "不详", "　", "待定"]
REFUSED = {
    1973.1: "date.ambiguous", "去年7月": "date.unrecognised", "2006-11-31": "date.nonexistent", "2006-13": "date.nonexistent",
    "1973.00": "date.nonexistent", "1893.01": "date.nonexistent", "2026.01": "date.nonexistent", "abc": "date.unrecognised",
    123: "date.unrecognised", 1973.123: "date.unrecognised", "1973\x00": "cell.control_character", (2020, 13, 1): "date.nonexistent",
}  # fmt: skip


@pytest.mark.parametrize("raw", READ, ids=str)
def test_read(raw):
    assert dates.clean(raw, today=TODAY).text == READ[raw]


@pytest.mark.parametrize("raw", BLANK, ids=repr)
def test_blank(raw):
    assert dates.clean(raw, today=TODAY) is None


@pytest.mark.parametrize("raw", REFUSED, ids=repr)
def test_refused(raw):
    with pytest.raises(Problem) as raised:
        dates.clean(raw, today=TODAY)
    assert (raised.value.code, "请" in raised.value.message) == (REFUSED[raw], True)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("2019.07-2020.07", ("2019-07", "2020-07")),
        ("201907/202007", ("2019-07", "2020-07")),
        ("2019.7.1至2020.7.1", ("2019-07-01", "2020-07-01")),
        ("2019年7月—2020年7月", ("2019-07", "2020-07")),
        ("2019-07-01", ("2019-07-01", None)),
        ("1973.05（51岁）", ("1973-05", None)),
    ],
)
def test_two_dates_in_a_cell(raw, found):
    first, second = dates.clean_pair(raw, today=TODAY)
    assert (first.text, second and second.text) == found


def test_two_digit_years():
    assert dates.clean("24.05", today=TODAY).text == "2024-05"
    assert dates.clean("25.05", today=TODAY).text == "1925-05"
    assert dates.clean("20.05", today=TODAY, birth=True).text == "1920-05"
    assert dates.clean("09.05", today=TODAY, birth=True).text == "2009-05"


def test_partial_dates():
    month = dates.parse("2024-02")
    assert (month.text, month.dotted, month.last, str(month)) == ("2024-02", "2024.02", date(2024, 2, 29), "2024-02")
    assert (dates.parse("2023").last, dates.parse("2023-05-06").last) == (date(2023, 12, 31), date(2023, 5, 6))


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_comes_back(day):
    for text in (day.isoformat(), f"{day:%Y.%m.%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"):
        assert dates.clean(text, today=TODAY) == dates.PartialDate(day, "d")
    assert dates.clean(f"{day:%Y.%m}", today=TODAY).text == f"{day:%Y-%m}"


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans()))
def test_anything_is_a_date_nothing_or_a_problem(raw):
    try:
        found = dates.clean(raw, today=TODAY)
    except Problem as problem:
        assert problem.code.startswith(("date.", "cell."))
    else:
        assert found is None or 1900 <= found.date.year <= 2025
