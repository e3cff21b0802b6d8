"""Moves, mergers and closings of units: 200 random edits against an oracle that knows only who hangs below whom."""

import random
import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from branches.models import Branch, Community
from members.models import Member
from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.accounts.services import carriers, close_unit, merge_unit, move_unit
from orgwork.kit.views.history import event_model
from tests.factories import BranchFactory, MemberFactory, UnitFactory, make_world

DAY = date(2024, 6, 30)


class Oracle:
    """parent of each unit and unit of each record; scope is walked upwards, without paths."""

    def __init__(self):
        self.parent, self.home, self.closed = {}, {}, set()

    def line(self, unit):
        while unit is not None:
            yield unit
            unit = self.parent[unit]

    def below(self, top):
        return {unit for unit in self.parent if top in self.line(unit)}

    def records(self, top):
        inside = self.below(top)
        return {record for record, unit in self.home.items() if unit in inside}

    def open_below(self, top):
        return {unit for unit in self.below(top) - {top} if unit not in self.closed}


@pytest.fixture
def grown(db):
    """A district of streets, communities and grids with members in them, and the oracle of it."""
    oracle = Oracle()
    root = UnitFactory(level="district")
    units = [root]
    for level, count in (("street", 3), ("community", 3), ("grid", 2)):
        above = [u for u in units if u.level == {"street": "district", "community": "street", "grid": "community"}[level]]
        units += [UnitFactory(level=level, parent=parent) for parent in above for _ in range(count)]
    for unit in units:
        oracle.parent[unit.pk] = unit.parent_id
        branch = BranchFactory(unit=unit)
        oracle.home[("b", branch.pk)] = unit.pk
        oracle.home[("m", MemberFactory(branch=branch).pk)] = unit.pk
    return oracle


def seen(unit):
    """What the path of `unit` gives: its units and records."""
    scope = Scope.of([unit.path])
    units = set(Unit.objects.within(scope).values_list("pk", flat=True))
    found = {("b", pk) for pk in Branch.objects.within(scope).values_list("pk", flat=True)}
    return units, found | {("m", pk) for pk in Member.objects.within(scope).values_list("pk", flat=True)}


def edit(oracle, chance):
    """One random change of the tree, done to both; a change the oracle knows to be wrong must be refused."""
    one, two = (Unit.objects.get(pk=chance.choice(sorted(oracle.parent))) for _ in range(2))
    verb = chance.choices(("move", "merge", "close", "open"), (6, 2, 2, 2))[0]
    if verb == "open":
        made = UnitFactory(parent=one, level="grid")
        oracle.parent[made.pk] = one.pk
    elif verb == "close":
        expect(lambda: close_unit(unit=one, on=DAY, by=None), refused=bool(oracle.open_below(one.pk)))
        if not oracle.open_below(one.pk):
            oracle.closed.add(one.pk)
    elif verb == "move":
        circle = one.pk in oracle.line(two.pk)
        expect(lambda: move_unit(unit=one, parent=two, by=None), refused=circle)
        if not circle:
            oracle.parent[one.pk] = two.pk
    else:
        merge(oracle, one, two)


def merge(oracle, one, two):
    circle = one.pk in oracle.line(two.pk)
    expect(lambda: merge_unit(unit=one, into=two, on=DAY, by=None), refused=circle)
    if circle:
        return
    for child, parent in list(oracle.parent.items()):
        if parent == one.pk:
            oracle.parent[child] = two.pk
    for record, unit in list(oracle.home.items()):
        if unit == one.pk:
            oracle.home[record] = two.pk
    oracle.closed.add(one.pk)


def expect(act, *, refused):
    if refused:
        with pytest.raises(ValidationError):
            act()
    else:
        act()


@pytest.mark.parametrize("seed", range(4))
def test_fifty_random_edits_agree_with_the_oracle(grown, seed):
    chance = random.Random(seed)
    for number in range(50):
        edit(grown, chance)
        if number % 10 == 9:
            for unit in Unit.objects.all():
                assert seen(unit) == (grown.below(unit.pk), grown.records(unit.pk))
    assert dict(Unit.objects.values_list("pk", "parent")) == grown.parent
    assert set(Unit.objects.exclude(closed_on=None).values_list("pk", flat=True)) == grown.closed


def test_paths_stay_unique_and_agree_with_parents(grown):
    chance = random.Random(99)
    for _number in range(30):
        edit(grown, chance)
    for unit in Unit.objects.select_related("parent"):
        assert unit.path[:-4] == (unit.parent.path if unit.parent else "")
    for model in carriers()[1:]:
        for row in model._base_manager.select_related("unit"):
            assert row.path == row.unit.path


def test_every_model_with_a_path_moves_along():
    named = {model._meta.label for model in carriers()}
    assert {"accounts.Unit", "members.Member", "branches.Branch", "branches.ServiceRecord", "branches.Activity"} <= named


def test_a_deleted_record_moves_along_too(db):
    world = make_world()
    member = MemberFactory(branch=world.own.branch, is_deleted=True)
    move_unit(unit=world.own.unit, parent=world.far_street, by=None)
    assert Member.everything.get(pk=member.pk).path == Unit.objects.get(pk=world.own.unit.pk).path


def test_a_move_is_in_the_history(db):
    world = make_world()
    move_unit(unit=world.own.unit, parent=world.far_street, by=None)
    last = event_model(Unit).objects.filter(pgh_obj_id=world.own.unit.pk).order_by("pgh_id").last()
    assert last.parent_id == world.far_street.pk


def test_two_communities_with_profiles_merge(db):
    """The profile of the community that ends stays with it: what was true then stays readable."""
    world = make_world()
    member = MemberFactory(branch=world.own.branch)
    merge_unit(unit=world.own.unit, into=world.near.unit, on=DAY, by=None)
    member.refresh_from_db()
    gone = Unit.objects.get(pk=world.own.unit.pk)
    assert (member.unit, gone.closed_on, gone.merged_into) == (world.near.unit, DAY, world.near.unit)
    assert set(Community.objects.filter(unit__closed_on=None)) == {world.near.community, world.far.community}


def test_a_unit_with_open_units_below_is_not_closed(db):
    world = make_world()
    with pytest.raises(ValidationError, match="槐荫社区"):
        close_unit(unit=world.street, on=DAY, by=None)


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_circle():
    """Each of two streets is hung under the other at the same moment: one of the moves is refused."""
    root = UnitFactory(level="district")
    one, two = UnitFactory(parent=root, level="street"), UnitFactory(parent=root, level="street")
    outcomes, gate = [], threading.Barrier(2)

    def move(unit, parent):
        unit, parent = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=parent.pk)
        gate.wait()
        try:
            outcomes.append(bool(move_unit(unit=unit, parent=parent, by=None)))
        except ValidationError:
            outcomes.append(False)
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, True]
    for unit in Unit.objects.exclude(pk=root.pk).select_related("parent"):
        assert unit.path[:-4] == unit.parent.path
