"""Numbers as they stand in a sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports.judging import quantities as q


def read(text):
    return [(text[found.start : found.end], int(found.value), found.form, found.unit) for found in q.quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("走访2000余户", [("2000余", 2000, q.OVER, "户")]),
        ("达标率93%以上", [("93%以上", 93, q.ATLEAST, "%")]),
        ("办公用房300平方米以上", [("300平方米以上", 300, q.ATLEAST, "㎡")]),
        ("不低于260㎡", [("不低于260", 260, q.ATLEAST, "㎡")]),
        ("1.2万名", [("1.2万", 12000, q.EXACT, "名")]),
        ("2万余份", [("2万余", 20000, q.OVER, "份")]),
        ("三十一个城市社区", [("三十一", 31, q.EXACT, "个")]),
        ("一千零二十户", [("一千零二十", 1020, q.EXACT, "户")]),
        ("百分之九十三", [("百分之九十三", 93, q.EXACT, "%")]),
        ("近500条", [("近500", 500, q.NEAR, "条")]),
        ("最近500条", [("500", 500, q.EXACT, "条")]),
        ("500户左右", [("500户左右", 500, q.ABOUT, "户")]),
        ("超过80%", [("超过80%", 80, q.ABOVE, "%")]),
        ("不足100户", [("不足100", 100, q.BELOW, "户")]),
        ("1,998户", [("1,998", 1998, q.EXACT, "户")]),
        ("60，45条", [("60", 60, q.EXACT, ""), ("45", 45, q.EXACT, "条")]),
        ("９３％", [("９３％", 93, q.EXACT, "%")]),
        ("12人", [("12", 12, q.EXACT, "名")]),
        ("二〇二四年", []),
        ("一个社区", []),
    ],
)
def test_ways_of_writing_a_number(text, found):
    assert read(text) == found


@given(st.integers(1, 9999))
def test_chinese_numerals_read_back(number):
    digits, words = "零一二三四五六七八九", ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        words += (digits[digit] + name) if digit else ("零" if words and not words.endswith("零") else "")
    assert q.numeral(words.rstrip("零")) == number


@given(st.text(max_size=60))
def test_any_text_is_read_in_order(text):
    found = q.quantities(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.integers(0, 10**9), st.sampled_from(["", "余", "多"]), st.sampled_from(["户", "条", "名"]))
def test_digits_read_back(number, over, unit):
    (found,) = q.quantities(f"共{number}{over}{unit}。")
    assert (found.value, found.unit, found.form) == (Decimal(number), unit, q.OVER if over else q.EXACT)
