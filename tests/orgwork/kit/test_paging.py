"""Keyset pages against a sorted list: complete, without doubles, forward and back, with ties and blanks."""

import random
from datetime import date

import pytest

from branches.models import Activity
from members.models import Member
from orgwork.kit.paging import CAP, BadCursor, Cursor, count_capped, page_of, size_from
from tests.factories import ActivityFactory, MemberFactory, make_world


@pytest.fixture
def rows(db):
    """40 members in no order, with ties and blanks in the sort columns."""
    world, chance = make_world(), random.Random(7)
    for _number in range(40):
        day = chance.choice([None, date(1990, 1, 1), date(1991, 1, 1), date(1992, 1, 1)])
        MemberFactory(branch=world.own.branch, name=chance.choice("田石"), joined_on=day)
    return Member.objects.all()


def oracle(rows, ordering):
    """Keys in the order that the list promises: value, then key; blanks last whichever way."""
    name, down = ordering.lstrip("-"), ordering.startswith("-")
    found = [(getattr(r, name), str(r.pk)) for r in rows]
    filled = sorted((f for f in found if f[0] is not None), reverse=down)
    return [pk for _value, pk in filled + sorted((f for f in found if f[0] is None), key=lambda f: f[1], reverse=down)]


def walk(rows, ordering, size, step="next", cursor="", **more):
    pages = []
    while True:
        page = page_of(rows, ordering=ordering, sources=["pk"], size=size, cursor=cursor, **more)
        pages.append(([str(r[0]) for r in page.rows], page.start, cursor))
        cursor = getattr(page, step)
        if not cursor:
            return pages


@pytest.mark.parametrize("ordering", ["pinyin", "-pinyin", "joined_on", "-joined_on", "created_at"])
@pytest.mark.parametrize("size", [1, 7, 40, 100])
def test_pages_forward_are_the_whole_list(rows, ordering, size):
    pages = walk(rows, ordering, size)
    assert [pk for page, _start, _cursor in pages for pk in page] == oracle(rows, ordering)
    assert [start for _page, start, _cursor in pages] == list(range(0, 40, size))


@pytest.mark.parametrize("ordering", ["pinyin", "-pinyin", "joined_on", "-joined_on"])
def test_pages_back_are_the_same_pages(rows, ordering):
    forward = walk(rows, ordering, 7)
    back = walk(rows, ordering, 7, step="previous", cursor=forward[-1][2])
    assert [(page, start) for page, start, _cursor in reversed(back)] == [(page, start) for page, start, _cursor in forward]


def test_a_search_pages_like_a_list(rows):
    found = rows.filter(name="田")
    pages = walk(found, "pinyin", 5, hits_first=True)
    assert [pk for page, _start, _cursor in pages for pk in page] == oracle(found, "pinyin")


def test_a_page_takes_two_statements_wherever_it_lies(rows, django_assert_num_queries):
    for _page, _start, cursor in walk(rows, "-joined_on", 7):
        with django_assert_num_queries(2):
            page_of(rows, ordering="-joined_on", sources=["pk"], size=7, cursor=cursor)


def test_counting_stops_at_the_cap(db, django_assert_num_queries):
    world = make_world()
    first = ActivityFactory(branch=world.own.branch)
    same = {"kind": "lecture", "title": "党课", "date": first.date, "branch": first.branch, "unit": first.unit, "path": first.path}
    Activity.objects.bulk_create([Activity(**same) for _number in range(CAP)])
    with django_assert_num_queries(1):
        assert count_capped(Activity.objects.all()) == (CAP, True)
    page = page_of(Activity.objects.all(), ordering="-date", sources=["title"], size=20)
    assert (page.total, page.capped, len(page.rows)) == (CAP, True, 20)


def test_an_empty_list_has_one_empty_page(db):
    page = page_of(Member.objects.all(), ordering="pinyin", sources=["name"])
    assert (page.rows, page.total, page.next, page.previous) == ([], 0, "", "")


@pytest.mark.parametrize("text", ["x", "e30", "bnVsbA", "W10", "****", "田", "a" * 4000])
def test_what_was_not_made_here_is_no_cursor(text):
    with pytest.raises(BadCursor):
        Cursor.decode(text)


def test_a_cursor_comes_back_as_it_was():
    for value in ("shan", None, 7, True, "2024-05-01"):
        made = Cursor(value, "3f2b8c1e-0000-4000-8000-000000000001", 40, back=True)
        assert Cursor.decode(made.encode()) == made


@pytest.mark.parametrize(("text", "size"), [("20", 20), ("200", 200), ("7", 50), ("", 50), (None, 50), ("²", 50), ("9" * 6000, 50)])
def test_only_sizes_on_offer_are_taken(text, size):
    assert size_from(text) == size
