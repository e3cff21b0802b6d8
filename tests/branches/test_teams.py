"""Rows 15–17 of the indicators: teams on the books, and who takes part in them, each counted once."""

from datetime import date

import pytest

from branches.team_forms import ColocatedForm, TeamForm, TeamLinkForm
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from tests.factories import ColocatedFactory, SocialOrgFactory, TeamFactory, TeamLinkFactory, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def asked(key, unit, period="2024"):
    args = {"scope": Scope.whole(), "unit": unit, "period": Period.parse(period)}
    return figures.value(key, **args), figures.records(key, **args).count()


def test_a_team_counts_while_it_is_on_the_books(world):
    unit = world.own.unit
    TeamFactory(unit=unit)
    TeamFactory(unit=unit, founded_on=date(2025, 1, 1))
    TeamFactory(unit=unit, status="ended", ended_on=date(2024, 6, 1))
    TeamFactory(unit=unit, status="ended", ended_on=date(2025, 6, 1))
    TeamFactory(unit=unit, status="paused")
    TeamFactory(unit=world.far.unit)
    assert asked("branches.volunteer_teams", unit) == (2, 2)
    assert asked("branches.volunteer_teams", world.district) == (3, 3)


def test_who_takes_part_in_two_teams_counts_once(world):
    unit = world.own.unit
    one, two = TeamFactory(unit=unit), TeamFactory(unit=unit)
    school, court, club = ColocatedFactory(unit=unit), ColocatedFactory(unit=unit), SocialOrgFactory(unit=unit)
    for team in (one, two):
        TeamLinkFactory(team=team, colocated=school)
        TeamLinkFactory(team=team, social=club)
    TeamLinkFactory(team=one, colocated=court)
    ColocatedFactory(unit=unit)
    assert asked("branches.team_units", unit) == (2, 2)
    assert asked("branches.team_social_orgs", unit) == (1, 1)


def test_a_later_link_or_an_ended_team_does_not_count(world):
    unit = world.own.unit
    ended = TeamFactory(unit=unit, status="ended", ended_on=date(2024, 1, 1))
    TeamLinkFactory(team=ended, colocated=ColocatedFactory(unit=unit))
    TeamLinkFactory(team=TeamFactory(unit=unit), colocated=ColocatedFactory(unit=unit), since=date(2025, 2, 1))
    TeamLinkFactory(team=TeamFactory(unit=unit), colocated=ColocatedFactory(unit=unit), is_deleted=True)
    assert asked("branches.team_units", unit)[1] == 0


def test_a_link_names_one_partner(world):
    unit = world.own.unit
    team, school, club = TeamFactory(unit=unit), ColocatedFactory(unit=unit), SocialOrgFactory(unit=unit)
    for typed in ({}, {"colocated": school.pk, "social": club.pk}):
        form = TeamLinkForm({"team": team.pk, **typed}, scope=Scope.whole())
        assert "colocated" in form.errors
    assert TeamLinkForm({"team": team.pk, "social": club.pk}, scope=Scope.whole()).errors == {}


def test_rules_are_said_at_their_fields(world):
    team = {"name": "绿荫清洁队", "unit": world.own.unit.pk, "status": "ended"}
    assert list(TeamForm(team, scope=Scope.whole()).errors) == ["ended_on"]
    unit = {"name": "第九中学", "unit": world.own.unit.pk, "nature": "school", "uscc": "91410300MA9"}
    assert list(ColocatedForm(unit, scope=Scope.whole()).errors) == ["uscc"]
