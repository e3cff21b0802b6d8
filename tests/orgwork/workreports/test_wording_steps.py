"""余, 以上 and 约 with any settings: printed ≤ value, monotone, never further away than the step."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.accounts.models import system_user
from orgwork.kit import params
from orgwork.workreports import wording
from orgwork.workreports.slots import ABOUT, APPROX, ATLEAST

STEPS = st.builds(
    wording.Steps,
    small=st.integers(1, 1000).map(Decimal),
    low=st.sampled_from([Decimal(1), Decimal(5), Decimal(10), Decimal(50)]),
    large=st.sampled_from([Decimal(1000), Decimal(5000)]),
    high=st.sampled_from([Decimal(100), Decimal(500), Decimal(1000)]),
    whole_plain=st.booleans(),
)
COUNTS = st.integers(1, 10**7).map(Decimal)
RATES = st.decimals(min_value="0.1", max_value="100", places=1)


def said(text):
    return Decimal(re.search(r"[\d.]+", text)[0])


@given(COUNTS, STEPS)
def test_approx_never_rounds_up_and_says_余_only_where_something_is_over(value, steps):
    text = wording.approx(value, "", steps)
    assert said(text) <= value
    assert value - said(text) < steps.of(value)
    assert ("余" in text) == (said(text) < value)


@given(COUNTS, COUNTS, STEPS)
def test_approx_is_monotone(one, other, steps):
    less, more = sorted((one, other))
    assert said(wording.approx(less, "", steps)) <= said(wording.approx(more, "", steps))


@given(RATES, RATES, st.booleans())
def test_at_least_never_rounds_up_and_is_monotone(one, other, plain):
    steps = wording.Steps(whole_plain=plain)
    less, more = sorted((one, other))
    assert said(wording.at_least(less, "%", steps)) <= said(wording.at_least(more, "%", steps)) <= more


@given(COUNTS, COUNTS, STEPS)
def test_about_is_within_half_a_step_and_monotone(one, other, steps):
    less, more = sorted((one, other))
    assert said(wording.about(less, "", steps)) <= said(wording.about(more, "", steps))
    assert 2 * abs(said(wording.about(less, "", steps)) - less) <= steps.of(less)


@given(st.decimals(min_value=0, max_value=0, places=0), STEPS)
def test_nothing_is_printed_in_no_form(value, steps):
    assert {wording.number_text(value, style=style, steps=steps) for style in (APPROX, ATLEAST, ABOUT)} == {None}


def test_a_whole_rate_drops_以上_where_the_setting_says_so():
    plain = wording.Steps(whole_plain=True)
    assert wording.at_least(Decimal(93), "%", plain) == "93%"
    assert wording.at_least(Decimal("93.1"), "%", plain) == "93%以上"
    assert wording.at_least(Decimal(93), "%") == "93%以上"


@pytest.mark.django_db
def test_the_steps_are_settings_with_a_date():
    params.put("workreports.high_step", value=500, effective_from=date(2024, 6, 1), by=system_user())
    before, after = wording.steps_on(date(2024, 5, 31)), wording.steps_on(date(2024, 6, 1))
    assert (before, after.high) == (wording.STEPS, 500)
    assert wording.number_text(1998, style=APPROX, steps=before) == "1900余"
    assert wording.number_text(1998, style=APPROX, steps=after) == "1500余"
