import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports import wording
from orgwork.workreports.slots import ABOUT, APPROX, ATLEAST, EXACT

counts = st.integers(min_value=1, max_value=10**8)
rates = st.decimals(min_value="0.1", max_value="100", places=1)


def said(text):
    return Decimal(re.match(r"[\d.]+", text)[0])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (19, "19"),
        (20, "20"),
        (21, "20余"),
        (40, "40"),
        (417, "410余"),
        (999, "990余"),
        (1000, "1000"),
        (1998, "1900余"),
        (8600, "8600"),
        (8699, "8600余"),
    ],
)
def test_approx_floors_by_magnitude(value, text):
    assert wording.number_text(value, style=APPROX) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("93.2", "93%以上"), ("93.9", "93%以上"), ("93", "93%以上"), ("100", "100%"), ("0.4", "0.4%")],
)
def test_at_least_floors_to_the_whole_per_cent(value, text):
    assert wording.number_text(Decimal(value), style=ATLEAST, measure="%") == text


@pytest.mark.parametrize("value", [None, 0, Decimal("0"), Decimal("0.0"), -3])
@pytest.mark.parametrize("style", [EXACT, APPROX, ATLEAST])
def test_nothing_is_never_printed(value, style):
    assert wording.number_text(value, style=style) is None


@pytest.mark.parametrize(
    ("value", "text"), [(Decimal("1E+3"), "1000"), (Decimal("300.00"), "300"), (Decimal("268.50"), "268.5")]
)
def test_exact_prints_plain_digits(value, text):
    assert wording.number_text(value) == text


@given(counts)
def test_approx_never_says_more_than_the_truth(value):
    text = wording.approx(Decimal(value))
    assert said(text) <= value
    assert ("余" in text) == (said(text) < value)


@given(counts)
def test_approx_loses_less_than_one_step(value):
    step = 100 if value >= 1000 else 10
    assert value - said(wording.approx(Decimal(value))) < step


@given(rates)
def test_at_least_is_true_and_tight(value):
    text = wording.at_least(value, "%")
    assert said(text) <= value < said(text) + 1


@given(st.integers(min_value=1, max_value=10**12))
def test_exact_reads_back(value):
    assert wording.exact(Decimal(value)) == str(value)


def test_missing_names_the_slot():
    assert wording.missing("废止文件份数") == "【待补：废止文件份数】"


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (19, "户", "19"),
        (20, "户", "20"),
        (24, "户", "约20"),
        (25, "户", "约30"),
        (996, "户", "约1000"),
        (1238, "户", "约1200"),
        (1998, "户", "约2000"),
        (1200, "户", "1200"),
        (Decimal("93.6"), "%", "约94%"),
        (Decimal("93"), "%", "93%"),
        (Decimal("0.4"), "%", "0.4%"),
        (Decimal("12345.67"), "元", "12345.67"),
        (1238, "万元", "1238"),
    ],
)
def test_about_rounds_by_magnitude_and_leaves_money_alone(value, measure, text):
    assert wording.number_text(value, style=ABOUT, measure=measure) == text


@given(counts)
def test_about_is_off_by_half_a_step_at_most(value):
    step = 100 if value >= 1000 else 10
    assert abs(said(wording.about(Decimal(value)).removeprefix("约")) - value) <= step / 2


@pytest.mark.parametrize("text", ["", "余", "以上", "约", "同比"])
def test_forms_are_known(text):
    assert wording.form(text) == (text, 0)
