"""The algebra of scope, against an oracle that knows nothing of paths or ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.models import Member
from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from tests.factories import MemberFactory, UnitFactory, make_world

segments = st.integers(0, 3).map(paths.segment)
places = st.lists(segments, min_size=1, max_size=4).map("".join)
sets = st.lists(places, max_size=6)


def below(path, top):
    """Whether `path` lies in the subtree of `top`, segment by segment."""
    cut = [path[i : i + 4] for i in range(0, len(path), 4)]
    return cut[: len(top) // 4] == [top[i : i + 4] for i in range(0, len(top), 4)]


@given(sets, places)
def test_a_scope_covers_what_lies_below_one_of_its_paths(found, path):
    assert Scope.of(found).covers(path) == any(below(path, top) for top in found)


@given(sets)
def test_no_path_of_a_scope_lies_within_another(found):
    kept = Scope.of(found).paths
    assert [(a, b) for a in kept for b in kept if a != b and below(a, b)] == []
    assert list(kept) == sorted(set(kept))


@given(sets, sets, places)
def test_scopes_of_two_posts_add_up(one, two, path):
    assert Scope.of([*one, *two]).covers(path) == (Scope.of(one).covers(path) or Scope.of(two).covers(path))


@given(places, places)
def test_the_range_of_a_subtree_is_the_subtree(path, top):
    assert (top <= path < paths.upper(top)) == below(path, top)


@given(st.integers(0, paths.LIMIT - 1), st.integers(0, paths.LIMIT - 1))
def test_segments_sort_as_numbers(one, two):
    assert (paths.segment(one) < paths.segment(two)) == (one < two)


@pytest.mark.parametrize("number", [-1, paths.LIMIT])
def test_a_segment_beyond_the_width_is_refused(number):
    with pytest.raises(ValueError, match="out of range"):
        paths.segment(number)


def test_siblings_follow_one_another():
    assert paths.following(None, "0000") == "00000000"
    assert paths.following("0000000z", "0000") == "00000010"
    assert paths.ancestors("000000010002") == ["0000", "00000001", "000000010002"]


@pytest.fixture
def forest(db):
    """Three levels of four: 84 units, and their paths."""
    root = UnitFactory(level="district")
    units, level = [root], [root]
    for depth in ("street", "community", "grid"):
        level = [UnitFactory(parent=parent, level=depth) for parent in level for _ in range(4)]
        units += level
    return units


def test_the_database_agrees_with_the_oracle(forest):
    for found in ([], [forest[0]], forest[1:3], [forest[2], forest[30], forest[60]], forest[-3:]):
        scope = Scope.of(unit.path for unit in found)
        expected = {u.pk for u in forest if any(below(u.path, top.path) for top in found)}
        assert set(Unit.objects.within(scope).values_list("pk", flat=True)) == expected
        for unit in (forest[1], forest[40]):
            narrowed = {pk for pk in expected if below(next(u.path for u in forest if u.pk == pk), unit.path)}
            assert set(Unit.objects.within(scope, unit).values_list("pk", flat=True)) == narrowed


@pytest.mark.parametrize("wrong", [None, "", "0000", ["0000"], (), {"paths": ["0000"]}, True, Scope.none()])
def test_what_is_no_scope_gives_no_rows(forest, wrong):
    assert list(Unit.objects.within(wrong)) == []


def test_the_whole_scope_gives_every_row(forest):
    assert Unit.objects.within(Scope.whole()).count() == len(forest)


def test_a_scope_is_read_with_the_rows_it_is_narrowed_by(db):
    world = make_world()
    mine, theirs = MemberFactory(branch=world.own.branch), MemberFactory(branch=world.far.branch)
    street = Scope.of([world.street.path])
    assert list(Member.objects.within(street)) == [mine]
    assert list(Member.objects.within(street, world.far.unit)) == []
    assert list(Member.objects.within(Scope.of([world.far.unit.path]))) == [theirs]
