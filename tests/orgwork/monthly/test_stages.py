"""Street first, then the district: who may accept at which desk, and that no report hangs."""

from datetime import date

import pytest

from orgwork.accounts.models import Post
from orgwork.accounts.rules import Role
from orgwork.monthly.models import MonthlyReport
from orgwork.monthly.services.errors import Refused
from orgwork.monthly.services.reviewing import accept, reopen, return_
from orgwork.monthly.services.submitting import submit, withdraw
from tests.factories import person
from tests.factories.monthly import fill
from tests.factories.review import hand_in, state, street_first

DRAFT, SUBMITTED = "draft", "submitted"


@pytest.fixture
def street(world):
    return person(Role.STREET_CLERK, world.street, username="jiedao", name="文昌街道干部")


@pytest.fixture
def handed_in(report, filler):
    """July, filled and handed in by the verbs."""
    return lambda: submit(report=fill(report, filler), by=filler)


def refusal(verb, **given):
    with pytest.raises(Refused) as refused:
        verb(**given)
    return refused.value.message


def test_without_the_setting_one_acceptance_is_enough(report, filler, street, handed_in):
    handed_in()
    assert state(report) == ("submitted", "district")
    assert accept(report=report, by=street).state == "accepted"


def test_the_street_passes_it_on_and_the_district_accepts(report, world, street, handed_in):
    street_first()
    handed_in()
    assert state(report) == ("submitted", "street")
    passed = accept(report=report, by=street)
    assert (passed.state, passed.stage, passed.street_reviewed_by, passed.reviewed_by) == ("submitted", "district", street, None)
    done = accept(report=report, by=world.clerk)
    assert (done.state, done.reviewed_by, done.street_reviewed_by) == ("accepted", world.clerk, street)


def test_each_desk_in_its_turn(report, world, street, handed_in):
    street_first()
    handed_in()
    assert refusal(accept, report=report, by=world.clerk) == "先由文昌街道审核，再到区里。"
    accept(report=report, by=street)
    assert refusal(accept, report=report, by=street) == "街道已经审核，等区里审核。"
    assert state(report) == ("submitted", "district")


@pytest.mark.parametrize("desk", ["street", "district"])
@pytest.mark.parametrize("who", ["street", "district"])
def test_either_returns_at_either_desk(report, filler, world, street, desk, who):
    street_first()
    hand_in(report, by=filler)
    report.stage = desk
    report.save()
    returned = return_(report=report, by=street if who == "street" else world.clerk, reason="请核对")
    assert (returned.state, returned.returned_reason) == ("returned", "请核对")


def test_what_was_returned_begins_at_the_street_again(report, filler, world, street, handed_in):
    street_first()
    handed_in()
    accept(report=report, by=street)
    return_(report=report, by=world.clerk, reason="请核对")
    again = submit(report=report, by=filler)
    assert (again.stage, again.street_reviewed_at, again.street_reviewed_by) == ("street", None, None)


def test_a_street_without_a_reviewer_is_passed_over(report, world, handed_in):
    street_first()
    handed_in()
    assert state(report) == ("submitted", "district")
    assert accept(report=report, by=world.clerk).state == "accepted"


@pytest.mark.parametrize("gone", ["post ended", "suspended"])
def test_a_reviewer_who_has_left_does_not_hold_a_report_up(report, world, street, handed_in, gone):
    street_first()
    handed_in()
    assert state(report) == ("submitted", "street")
    if gone == "suspended":
        street.is_active = False
        street.save()
    else:
        Post.objects.filter(user=street).update(ends_on=date(2021, 1, 1))
    assert accept(report=report, by=world.clerk).state == "accepted"


def test_a_street_reviewer_who_filled_it_in_himself_is_no_reviewer_of_it(report, filler, world, street):
    street_first()
    fill(report, filler)
    report.values.filter(code="m_care").update(updated_by=street)
    assert submit(report=report, by=filler).stage == "district"
    MonthlyReport.objects.filter(pk=report.pk).update(stage="street")
    assert refusal(accept, report=report, by=street) == "这份月报有您填的内容，要由别人审核。"
    assert accept(report=report, by=world.clerk).state == "accepted"


def test_switched_off_again_nothing_waits_for_the_street(report, filler, world, street, handed_in):
    street_first()
    handed_in()
    street_first(on=False)
    assert accept(report=report, by=world.clerk).state == "accepted"


def test_the_setting_of_the_month_counts_not_that_of_today(report, street, handed_in):
    street_first(since=date(2024, 8, 1))
    handed_in()
    assert state(report) == ("submitted", "district")
    assert accept(report=report, by=street).state == "accepted"


def test_what_the_street_has_seen_is_not_withdrawn(report, filler, street, handed_in):
    street_first()
    handed_in()
    accept(report=report, by=street)
    said = refusal(withdraw, report=report, by=filler)
    assert said.endswith("已代街道通过，等区里审核。要改，请审核人退回。")


def test_reopening_what_the_district_accepted_is_the_districts(report, world, street, handed_in):
    street_first()
    handed_in()
    accept(report=report, by=street)
    accept(report=report, by=world.clerk)
    assert refusal(reopen, report=report, by=street, reason="数有误") == "街道已经审核，等区里审核。"
    assert reopen(report=report, by=world.clerk, reason="数有误").state == "returned"
