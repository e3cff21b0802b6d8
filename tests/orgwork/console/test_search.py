"""查找: every register within the viewer's rights, units and figures; no ID number in an address."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.rules import Role
from orgwork.console import search
from orgwork.kit.registers import all_registers
from tests.factories import MemberFactory, id_number, make_world, person


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def people(world):
    """One 陈知夏 in each community."""
    return {name: MemberFactory(name="陈知夏", branch=getattr(world, name).branch) for name in ("own", "near", "far")}


@pytest.fixture
def secretary(client, world):
    client.force_login(person(Role.SECRETARY, world.own.unit))
    return client


def find(client, q):
    return client.get("/search/", {"q": q}).content.decode()


def hits(html):
    """Addresses of what was found."""
    return re.findall(r'class="who" href="([^"]+)"', html)


def test_a_person_by_name_pinyin_and_initials(secretary, people):
    assert [hits(find(secretary, q)) for q in ("陈知夏", "知夏", "chenzhi", "czx", "陈")] == [[f"/members/{people['own'].pk}/"]] * 5


def test_what_lies_in_another_community_is_not_found(secretary, people, world):
    assert hits(find(secretary, "桥北")) == []
    assert str(people["far"].pk) not in find(secretary, "陈知夏")


def test_a_wider_scope_finds_more(client, world, people):
    client.force_login(world.clerk)
    assert sorted(hits(find(client, "陈知夏"))) == sorted(f"/members/{m.pk}/" for m in people.values())


def test_organisations_and_units(client, world):
    client.force_login(world.clerk)
    found = hits(find(client, "桥北"))
    assert [f"/branches/{world.far.branch.pk}/" in found, f"/units/{world.far.unit.pk}/" in found] == [True, True]


def test_figures_by_name_and_initials(secretary):
    assert "/figures/members.active/" in hits(find(secretary, "党员"))
    assert all(url.startswith("/figures/") for url in hits(find(secretary, "dys")))


def test_a_role_without_rights_finds_nothing(client, world, people):
    client.force_login(person(Role.TIPOFF, world.district))
    html = find(client, "陈知夏")
    assert (hits(html), "没有找到这样的人、组织或指标" in html) == ([], True)


def test_more_hits_than_are_shown_lead_to_the_list(secretary, world):
    for n in range(7):
        MemberFactory(name=f"陈知夏{'甲乙丙丁戊己庚'[n]}", branch=world.own.branch)
    html = find(secretary, "陈知夏")
    assert (len(hits(html)), "7 名" in html) == (5, True)
    assert 'href="/members/?search=%E9%99%88%E7%9F%A5%E5%A4%8F"' in html


def test_hits_stand_in_the_order_of_the_list(secretary, world):
    made = [MemberFactory(name=name, branch=world.own.branch) for name in ("陈知夏", "安知夏", "白知夏")]
    assert hits(find(secretary, "知夏")) == [f"/members/{made[n].pk}/" for n in (1, 2, 0)]


def test_few_statements_whatever_is_found(secretary, world):
    counts = []
    for n in (1, 12):
        for i in range(n):
            MemberFactory(name=f"陈知夏{'甲乙丙丁戊己庚辛壬癸子丑'[i]}", branch=world.own.branch)
        with CaptureQueriesContext(connection) as asked:
            find(secretary, "陈知夏")
        counts.append(len(asked))
    readable = sum(register.searchable for register in all_registers())
    assert counts[0] == counts[1]
    assert counts[0] <= readable + 4  # session, account, posts, figures that people defined


def test_one_character_reads_no_free_texts(secretary, world):
    with CaptureQueriesContext(connection) as one:
        find(secretary, "陈")
    with CaptureQueriesContext(connection) as two:
        find(secretary, "陈知")
    assert len(one) < len(two)


@pytest.mark.parametrize("q", ["", "   ", "\x00"])
def test_nothing_asked_says_what_can_be_found(secretary, q, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert "写姓名、组织、单位或指标的名字" in find(secretary, q)


def written(number):
    """A number as people write it."""
    wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
    return [number, f"{number[:6]} {number[6:14]} {number[14:]}", f"张三{number}", number.translate(wide), number[:-1], number[:15]]


@pytest.mark.parametrize("form", range(6))
def test_an_id_number_is_refused_and_its_address_left(secretary, form):
    q = written(id_number(1))[form]
    answer = secretary.get("/search/", {"q": q})
    assert (answer.status_code, answer.url) == (302, "/search/")
    html = secretary.get(answer.url).content.decode()
    assert ("身份证号不能在这里查" in html, q in html) == (True, False)


def test_the_box_keeps_an_id_number_from_being_sent(secretary):
    (pattern,) = set(re.findall(r'pattern="([^"]+)"', secretary.get("/search/").content.decode()))
    assert [bool(re.fullmatch(pattern, q)) for q in written(id_number(1))] == [False] * 6
    assert [bool(re.fullmatch(pattern, q)) for q in ("陈知夏", "czx", "2024年第12期", "13800000000", "")] == [True] * 5


@pytest.mark.parametrize("q", ["陈知夏", "13800000000", "410399001001", "2024-07-31 党员大会"])
def test_other_numbers_are_no_id_numbers(q):
    assert search.looks_like_id(q) is False


def test_what_was_asked_stays_and_is_escaped(secretary):
    html = find(secretary, '"><b>陈')
    assert 'value="&quot;&gt;&lt;b&gt;陈"' in html


def test_the_box_stands_in_the_bar_of_every_page(secretary):
    bar = secretary.get("/help/").content.decode().partition("</header>")[0]
    assert re.search(r'<form class="bar-find" role="search"[^>]*action="/search/"', bar)
    assert "data-find-all" in bar
