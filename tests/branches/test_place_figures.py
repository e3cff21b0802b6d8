"""Figures of what a community has and whom it works with: what counts and what does not."""

from datetime import date

import pytest

from branches.figures import place_figures
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from tests.factories import ColocatedFactory, FacilityFactory, TeamFactory, UnitFactory, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def asked(key, unit, period="2024"):
    args = {"scope": Scope.whole(), "unit": unit, "period": Period.parse(period)}
    return figures.value(key, **args), figures.records(key, **args).count()


def test_volunteers_are_the_sizes_of_the_teams_on_the_books(world):
    unit = world.own.unit
    TeamFactory(unit=unit, size=12)
    TeamFactory(unit=unit, size=30)
    TeamFactory(unit=unit, size=None)
    TeamFactory(unit=unit, size=99, status="ended", ended_on=date(2024, 6, 1))
    TeamFactory(unit=unit, size=99, founded_on=date(2025, 1, 1))
    TeamFactory(unit=world.far.unit, size=7)
    assert asked("branches.volunteers", unit) == (42, 2)
    assert asked("branches.volunteers", world.district) == (49, 3)


def test_a_unit_counts_from_the_day_it_joined_the_committee(world):
    unit = world.own.unit
    ColocatedFactory(unit=unit, joined_committee=True)
    ColocatedFactory(unit=unit, joined_committee=True, joined_on=date(2024, 12, 31))
    ColocatedFactory(unit=unit, joined_committee=True, joined_on=date(2025, 1, 1))
    ColocatedFactory(unit=unit, joined_committee=False)
    assert asked("branches.units_joined", unit) == (2, 2)


def test_rooms_count_when_they_are_there_and_the_community_stands(world):
    for code, present in (("council", True), ("meeting", True), ("police", False)):
        FacilityFactory(community=world.own.community, code=code, present=present)
    FacilityFactory(community=world.near.community, code="council", present=True)
    assert asked("branches.rooms_done", world.street) == (3, 3)
    world.near.unit.closed_on = date(2024, 6, 1)
    world.near.unit.save()
    assert asked("branches.rooms_done", world.street) == (2, 2)
    assert asked("branches.rooms_done", world.street, "2024-05") == (3, 3)


def test_enterprises_are_units_of_that_level_while_they_stand(world):
    for name, more in (("甲厂", {}), ("乙店", {"closed_on": date(2024, 6, 1)}), ("丙社", {"opened_on": date(2025, 1, 1)})):
        UnitFactory(parent=world.own.unit, level="enterprise", name=name, **more)
    UnitFactory(parent=world.own.unit, level="grid", name="第一网格")
    assert asked("branches.enterprises", world.own.unit) == (1, 1)
    assert asked("branches.enterprises", world.own.unit, "2024-05") == (2, 2)
    assert asked("branches.enterprises", world.near.unit) == (0, 0)


def test_every_figure_of_this_file_is_declared():
    names = [name for name in vars(place_figures) if figures.declared(f"branches.{name}")]
    assert len(names) == 10
