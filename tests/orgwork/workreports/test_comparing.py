from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports.comparing import change, compared


@pytest.mark.parametrize(
    ("value", "last", "measure", "text"),
    [
        (110, 100, "户", "比上年同期增长10%"),
        (95, 100, "户", "比上年同期下降5%"),
        (100, 100, "户", "与上年同期持平"),
        (1004, 1000, "户", "比上年同期增长0.4%"),
        (100003, 100000, "户", "比上年同期略有增长"),
        (99997, 100000, "户", "比上年同期略有下降"),
        (250, 100, "户", "比上年同期增长150%"),
        (Decimal("93.2"), Decimal("90"), "%", "比上年同期提高3.2个百分点"),
        (Decimal("88.5"), Decimal("90"), "%", "比上年同期降低1.5个百分点"),
        (Decimal("90.0"), Decimal("90"), "%", "与上年同期持平"),
        (5, Decimal("0"), "%", "比上年同期提高5个百分点"),
    ],
)
def test_in_words(value, last, measure, text):
    assert compared(value, last, measure) == text


@pytest.mark.parametrize(("value", "last"), [(None, 3), (3, None), (3, 0), (None, None)])
def test_nothing_to_compare_with_is_said_by_nobody(value, last):
    assert compared(value, last) is None


@pytest.mark.parametrize(("value", "last"), [(None, 3), (3, None)])
def test_a_share_without_its_earlier_one(value, last):
    assert compared(value, last, "%") is None


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_direction_is_that_of_the_numbers(value, last):
    text = compared(value, last)
    assert (("增长" in text) - ("下降" in text)) == (value > last) - (value < last)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_per_cent_is_within_half_a_step_of_the_truth(value, last):
    assert abs(change(value, last) - 100 * (Decimal(value) - last) / last) <= Decimal("0.05")
