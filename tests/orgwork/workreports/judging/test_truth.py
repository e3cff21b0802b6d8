"""What may be said of a value: everything that the portal itself prints, and nothing above it."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orgwork.workreports import wording
from orgwork.workreports.judging import truth
from orgwork.workreports.judging.quantities import quantities
from orgwork.workreports.slots import ABOUT, APPROX, ATLEAST, EXACT

counts = st.integers(1, 10**7)
rates = st.decimals(min_value="0.1", max_value="100", places=1)


def objection(text, value):
    (found,) = quantities(text)
    return truth.objection(found, Decimal(value))


@given(counts, st.sampled_from([EXACT, APPROX, ABOUT]))
def test_what_the_portal_prints_of_a_count_is_true(value, style):
    assert objection(f"{wording.number_text(value, style=style)}户", value) is None


@given(rates, st.sampled_from([EXACT, ATLEAST]))
def test_what_the_portal_prints_of_a_rate_is_true(value, style):
    assert objection(wording.number_text(value, style=style, measure="%"), value) is None


@given(counts, counts)
def test_a_number_above_the_value_is_never_true(value, more):
    said = value + more
    assert {objection(text, value) is None for text in (f"{said}户", f"{said}余户", f"{said}户以上", f"超过{said}户")} == {False}


@given(counts)
def test_the_value_itself_has_no_余(value):
    assert objection(f"{value}余户", value).code == "over.whole"


@given(counts)
def test_the_next_step_up_is_a_lie(value):
    step = int(wording.STEPS.of(value))
    up = (value // step + 1) * step
    assert objection(f"{up}余户", value).level == "error"


@pytest.mark.parametrize(
    ("text", "value", "level"),
    [
        ("2000余户", 1998, "error"), ("1900余户", 1998, None), ("1800余户", 1998, "warning"), ("15余户", 16, "warning"),
        ("93%", "93.3", None), ("94%", "93.7", "error"), ("93.3%", "93.3", None), ("1.2万户", 12345, None), ("1.3万户", 12345, "error"),
        ("近2000户", 1998, None), ("近2000户", 2003, "error"), ("约2000户", 1960, None), ("约2000户", 1900, "error"),
        ("60%以上", "93.3", None), ("不足100户", 99, None), ("不足100户", 100, "error"),
    ],
)  # fmt: skip
def test_single_cases(text, value, level):
    found = objection(text, value)
    assert (found.level if found else None) == level


def test_two_wordings_of_one_number():
    def agree(one, other):
        return truth.agree(quantities(one)[0], quantities(other)[0])

    assert (agree("1998户", "1900余户"), agree("93%以上", "93.3%"), agree("约2000户", "1998户")) == (True, True, True)
    assert (agree("12名", "15名"), agree("1998户", "2000余户"), agree("93%以上", "92%")) == (False, False, False)


@given(counts, counts)
def test_two_wordings_that_are_true_of_one_value_agree(value, other):
    assume(value != other)
    said = [quantities(f"{wording.number_text(value, style=style)}户")[0] for style in (EXACT, APPROX, ABOUT)]
    assert all(truth.agree(one, two) for one in said for two in said)
    assert not truth.agree(said[0], quantities(f"{other}户")[0])
