"""Blanks 14–17: the community whose volunteers' teams are named, and that community's own numbers."""

import pytest

from tests.factories import ColocatedFactory, SocialOrgFactory, TeamFactory, TeamLinkFactory

pytestmark = pytest.mark.django_db


def said(report):
    return {slot.no: (slot.text, slot.state, slot.unit_code) for slot in report.slots.filter(no__range=(14, 17))}


def test_the_numbers_are_those_of_the_named_teams_community(place, records, compose):
    named = TeamFactory(unit=place.second, featured=True, featured_order=1)
    TeamFactory(unit=place.second)
    TeamFactory(unit=place.first, featured=True, featured_order=2)
    for unit in (place.second, place.second, place.third):
        TeamLinkFactory(team=named if unit == place.second else TeamFactory(unit=unit), colocated=ColocatedFactory(unit=unit))
    TeamLinkFactory(team=named, social=SocialOrgFactory(unit=place.second))
    assert said(compose(place.district)) == {
        14: ("南苑社区", "text", "410399"),
        15: ("2", "filled", "410399001002"),
        16: ("2", "filled", "410399001002"),
        17: ("1", "filled", "410399001002"),
    }


def test_without_a_named_team_nothing_is_made_up(place, records, compose):
    TeamFactory(unit=place.first)
    found = said(compose(place.district))
    assert {no: state for no, (_text, state, _unit) in found.items()} == dict.fromkeys(range(14, 18), "missing")
    assert found[15][0] == "【待补：志愿服务组织支数】"


def test_a_street_names_its_own(place, records, compose):
    TeamFactory(unit=place.third, featured=True)
    TeamFactory(unit=place.first, featured=True)
    assert said(compose(place.far))[14][0] == "桥北社区"
