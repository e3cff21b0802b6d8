"""The second of a deadline is in time, the next one is not: for the day of delivery as for the last day of all."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgwork.monthly.models import MonthlyReport
from orgwork.monthly.services.errors import Refused
from orgwork.monthly.services.reviewing import return_
from orgwork.monthly.services.submitting import submit, too_late_because
from tests.factories.monthly import fill

SECOND = timedelta(seconds=1)


@pytest.fixture
def whole(report, filler):
    """A report that lacks nothing but its submission."""
    found = fill(report, filler)
    MonthlyReport.objects.filter(pk=found.pk).update(fill_until=found.due_at + timedelta(days=10))
    found.refresh_from_db()
    return found


def handed_in(report, filler, at):
    with time_machine.travel(at, tick=False):
        return submit(report=report, by=filler)


@pytest.mark.parametrize(("after", "late"), [(-SECOND, False), (0 * SECOND, False), (SECOND, True)])
@pytest.mark.parametrize("within", [timedelta(), timedelta(microseconds=999_999)])
def test_late_begins_one_second_after_the_deadline(whole, filler, after, within, late):
    found = handed_in(whole, filler, whole.due_at + after + within)
    assert (found.is_late, found.received_at) == (late, whole.due_at + after)


@pytest.mark.parametrize("after", [-SECOND, 0 * SECOND, timedelta(microseconds=999_999)])
def test_up_to_the_last_second_a_late_report_is_taken(whole, filler, after):
    assert handed_in(whole, filler, whole.fill_until + after).state == "submitted"


def test_one_second_later_it_is_not(whole, filler):
    with pytest.raises(Refused) as refused:
        handed_in(whole, filler, whole.fill_until + SECOND)
    assert refused.value.message == "已过补报截止（8月11日 18:00），要补报请联系区委组织部开延期。"
    whole.refresh_from_db()
    assert (whole.state, whole.received_at) == ("draft", None)


def test_what_was_returned_is_no_late_report(whole, filler, world):
    handed_in(whole, filler, whole.due_at)
    return_(report=whole, by=world.clerk, reason="请核对")
    again = handed_in(whole, filler, whole.fill_until + SECOND)
    assert (again.state, again.received_at, again.is_late) == ("submitted", whole.due_at, False)


def test_the_moment_of_the_request_counts_not_that_of_the_lock(whole, filler):
    with time_machine.travel(whole.fill_until + 5 * SECOND, tick=False):
        found = submit(report=whole, by=filler, now=whole.fill_until)
    assert (found.state, found.submitted_at) == ("submitted", whole.fill_until)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=st.integers(-400_000, 400_000), until=st.integers(-400_000, 400_000))
def test_the_two_boundaries_never_move(whole, due, until):
    """Seconds before and after, one by one: late and too late are told by their own moment alone."""
    whole.received_at = whole.due_at + due * SECOND
    assert whole.is_late == (due > 0)
    whole.received_at = None
    assert bool(too_late_because(whole, whole.fill_until + until * SECOND)) == (until > 0)
