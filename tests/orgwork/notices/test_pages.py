"""消息: one's own alone, the newest first, marked by POST, counted after the page and not with it."""

import re

import pytest
from django.test import Client

from orgwork.accounts.rules import Role
from orgwork.notices import services
from orgwork.notices.models import Notice
from tests.factories import person


@pytest.fixture
def secretary(world):
    return person(Role.SECRETARY, world.own.unit, name="槐荫书记")


@pytest.fixture
def mine(client, secretary):
    client.force_login(secretary)
    return client


def tell(user, n=1, start=0, **more):
    for i in range(start, start + n):
        services.tell([user], **{"kind": "tests", "title": f"第{i:03}件", "key": f"k{i}", "url": "/figures/", **more})


def text(response):
    return response.content.decode()


def titles(response):
    return re.findall(r'class="ntc-w">(.*?)<', text(response))


def test_nothing_told_says_what_will_stand_here(mine):
    assert "还没有消息" in text(mine.get("/notices/"))


def test_the_newest_first(mine, secretary):
    tell(secretary, 3)
    assert titles(mine.get("/notices/")) == ["第002件", "第001件", "第000件"]


def test_those_of_others_are_not_there(mine, world):
    tell(world.clerk)
    theirs = Notice.objects.get()
    asked, nowhere = mine.post(f"/notices/{theirs.pk}/open/"), mine.post("/notices/99999999/open/")
    assert (titles(mine.get("/notices/")), asked.status_code, asked.content) == ([], 404, nowhere.content)
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_pages_follow_each_other_without_gap(mine, secretary):
    tell(secretary, 65)
    seen, address = [], "/notices/"
    while address:
        page = mine.get(address)
        seen += titles(page)
        onward = re.search(r'rel="next" href="([^"]+)"', text(page))
        address = onward and onward[1].replace("&amp;", "&")
    assert seen == [f"第{n:03}件" for n in range(64, -1, -1)]


def test_a_forged_page_is_not_there(mine):
    assert mine.get("/notices/?cursor=forged").status_code == 404


def test_opening_marks_it_and_goes_there(mine, secretary):
    tell(secretary)
    notice = Notice.objects.get()
    answer = mine.post(f"/notices/{notice.pk}/open/")
    notice.refresh_from_db()
    assert (answer.status_code, answer.url, notice.read_at is None) == (302, "/figures/", False)


def test_one_that_leads_nowhere_comes_back_to_the_list(mine, secretary):
    tell(secretary, url="")
    assert mine.post(f"/notices/{Notice.objects.get().pk}/open/").url == "/notices/"


@pytest.mark.parametrize("address", ["/notices/1/open/", "/notices/read/"])
def test_who_comes_from_the_log_in_by_get_sees_the_list(mine, secretary, address):
    tell(secretary)
    assert mine.get(address).url == "/notices/"
    assert Notice.objects.get().read_at is None


def test_all_at_once(mine, secretary, world):
    tell(secretary, 3)
    tell(world.clerk, 1, start=9)
    page = mine.post("/notices/read/", follow=True)
    assert "3 条已标为已读。" in text(page)
    assert list(Notice.objects.filter(read_at=None).values_list("user", flat=True)) == [world.clerk.pk]


def test_unread_ones_alone(mine, secretary):
    tell(secretary, 3)
    services.mark_read(user=secretary, ids=[Notice.objects.get(key="k1").pk])
    assert titles(mine.get("/notices/?unread=1")) == ["第002件", "第000件"]
    services.mark_read(user=secretary)
    assert "没有未读的消息" in text(mine.get("/notices/?unread=1"))


def test_unread_is_said_in_words_and_a_read_one_is_a_plain_link(mine, secretary):
    tell(secretary, 2)
    services.mark_read(user=secretary, ids=[Notice.objects.get(key="k0").pk])
    html = text(mine.get("/notices/"))
    assert (html.count("未读</span>"), html.count('<a class="ntc" href="/figures/"'), html.count('<button class="ntc"')) == (1, 1, 1)


def test_the_bell_counts_up_to_a_hundred(mine, secretary):
    assert mine.get("/notices/count/").json() == {"unread": "0"}
    tell(secretary, 2)
    assert mine.get("/notices/count/").json() == {"unread": "2"}
    Notice.objects.bulk_create([Notice(user=secretary, kind="t", title="t", key=f"m{n}") for n in range(120)])
    assert mine.get("/notices/count/").json() == {"unread": "99+"}


def test_the_count_is_never_kept_by_the_browser(mine):
    assert "no-store" in mine.get("/notices/count/").headers["Cache-Control"]


def test_the_bell_costs_a_page_no_statement(mine, secretary, django_assert_num_queries):
    tell(secretary, 2)
    with django_assert_num_queries(3):  # session, account, posts
        html = text(mine.get("/help/"))
    assert re.search(r'<a class="bar-act" href="/notices/"[^>]*data-bell="/notices/count/"', html)


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_costs_the_same_for_one_and_many(mine, secretary, n, django_assert_num_queries):
    tell(secretary, n)
    with django_assert_num_queries(6):
        assert len(titles(mine.get("/notices/"))) == n


def test_what_was_told_is_escaped(mine, secretary):
    tell(secretary, title="<b>粗</b>", text="<script>")
    html = text(mine.get("/notices/"))
    assert "&lt;b&gt;粗&lt;/b&gt;" in html
    assert "<script>" not in html


def test_without_a_token_nothing_is_marked(secretary):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(secretary)
    tell(secretary)
    assert strict.post("/notices/read/").status_code == 403
    assert Notice.objects.get().read_at is None
