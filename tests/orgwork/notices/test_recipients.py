"""Whom to tell: posts in force of the roles, exactly at the units or above them."""

from datetime import date

import pytest

from orgwork.accounts.models import Post
from orgwork.accounts.rules import Role
from orgwork.notices.recipients import holders, holders_by_path
from tests.factories import PostFactory, person

FILLERS = (Role.SECRETARY, Role.DEPUTY)


@pytest.fixture
def staff(world):
    """A secretary in each community, a clerk at the street."""
    places = {name: getattr(world, name).unit for name in ("own", "near", "far")}
    found = {name: person(Role.SECRETARY, unit, name=f"{name}书记") for name, unit in places.items()}
    return {**found, "street": person(Role.STREET_CLERK, world.street, name="街道")}


def test_those_of_the_role_exactly_there(world, staff):
    person(Role.STREET_CLERK, world.own.unit)
    assert holders([world.own.unit, world.near.unit], FILLERS) == [staff["own"], staff["near"]]


def test_a_path_says_the_same_as_its_unit(world, staff):
    assert holders([world.far.unit.path], [Role.SECRETARY]) == [staff["far"]]


def test_below_is_not_there(world, staff):
    assert holders([world.street], [Role.SECRETARY]) == []


def test_above_means_there_and_over_it(world, staff):
    assert holders([world.own.unit], [Role.STREET_CLERK, Role.CLERK], above=True) == [world.clerk, staff["street"]]
    assert holders([world.own.unit], [Role.STREET_CLERK]) == []


def test_a_holder_of_two_posts_is_named_once(world, staff):
    PostFactory(user=staff["own"], unit=world.near.unit, role=Role.SECRETARY)
    PostFactory(user=staff["own"], unit=world.own.unit, role=Role.DEPUTY)
    found = holders([world.own.unit, world.near.unit], FILLERS)
    assert sorted(user.pk for user in found) == sorted([staff["own"].pk, staff["near"].pk])


def test_who_has_left_or_is_suspended_is_not_told(world, staff):
    Post.objects.filter(user=staff["own"]).update(ends_on=date(2024, 1, 31))
    staff["near"].is_active = False
    staff["near"].save()
    assert holders([world.own.unit, world.near.unit], FILLERS) == []
    assert holders([world.own.unit], FILLERS, on=date(2024, 1, 31)) == [staff["own"]]


def test_by_place_in_one_statement(world, staff, django_assert_num_queries):
    units = [world.own.unit, world.near.unit, world.far.unit]
    with django_assert_num_queries(1):
        found = holders_by_path(units, FILLERS)
    assert found == {units[0].path: [staff["own"]], units[1].path: [staff["near"]], units[2].path: [staff["far"]]}


def test_no_units_nobody(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert holders([], FILLERS) == []
