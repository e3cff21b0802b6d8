"""The demo district's reports: two years kept, the newest month in every state, one secretary late."""

from datetime import date

import pytest

from orgwork.accounts.models import User
from orgwork.kit.demo import story
from orgwork.monthly.checks import blocking, checked
from orgwork.monthly.models import MonthlyReport
from orgwork.monthly.services.reviewing import accept
from tests.demo_district import SMALL, TODAY, standing

NEWEST = "2024-07"


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as answer:
        yield answer


@pytest.mark.django_db
def test_every_community_has_a_report_for_every_month(district):
    assert MonthlyReport.objects.count() == SMALL["communities"] * (SMALL["months"] + 1)
    assert MonthlyReport.objects.filter(first_day__gt=TODAY).count() == 0


@pytest.mark.django_db
def test_the_newest_month_is_being_worked_on(district):
    rows = MonthlyReport.objects.filter(period=NEWEST).order_by("unit__code")
    assert [r.state for r in rows] == ["draft", "submitted", "submitted", "draft"]
    assert [r.is_open for r in rows] == [True, False, False, True]
    assert {r.due_at.date() for r in rows} == {date(2024, 8, 1)}


@pytest.mark.django_db
def test_older_months_are_closed_and_most_are_accepted(district):
    older = MonthlyReport.objects.exclude(period=NEWEST)
    assert older.filter(locked_at=None).count() == 0
    assert older.exclude(unit__code=story.LATE).exclude(state="locked").count() == 0


@pytest.mark.django_db
def test_one_secretary_is_late(district):
    late = [r.unit.code for r in MonthlyReport.objects.exclude(period=NEWEST).select_related("unit") if r.is_late]
    assert late.count(story.LATE) >= 4
    assert late.count(story.LATE) > len(late) / 2


@pytest.mark.django_db
def test_what_was_handed_in_could_have_been_handed_in(district):
    handed_in = MonthlyReport.objects.filter(received_at__isnull=False).select_related("unit")
    assert {str(r): [f.text for f in blocking(checked(r))] for r in handed_in if blocking(checked(r))} == {}


@pytest.mark.django_db
def test_the_clerk_can_accept_what_was_handed_in(district):
    report = MonthlyReport.objects.get(period=NEWEST, unit__code=story.JUMPING)
    assert accept(report=report, by=User.objects.get(username="quli")).state == "accepted"
