"""消息渠道: what is on, what went out, what did not; never what a notice said."""

import pytest

from orgwork.accounts.rules import Role
from orgwork.notices import services
from orgwork.notices.models import Delivery
from tests.factories import person

WORDS = {"kind": "tests", "title": "只给本人看的", "text": "内容也是", "key": "k1"}


@pytest.fixture
def admin(client, world):
    client.force_login(person(Role.SYSTEM_ADMIN, world.district))
    return client


def text(response):
    return response.content.decode()


def failed(users):
    services.tell(users, **WORDS)
    Delivery.objects.update(state="failed", attempts=5, reason="网关没有应答。")


def test_each_channel_with_its_switch_and_counts(admin, people, kept, switch):
    switch("kept")
    services.tell(people(3), **WORDS)
    services.deliver()
    html = text(admin.get("/settings/notices/"))
    assert 'href="/settings/params/notices.kept/">试验渠道</a>' in html
    row = html.partition("试验渠道")[2].partition("</tr>")[0]
    assert [cell.partition("<")[0] for cell in row.split('<td class="num">')[1:]] == ["0", "3", "0"]


def test_a_failure_names_the_reader_and_the_reason_and_never_the_notice(admin, people, kept, switch):
    switch("kept")
    failed(people(1))
    html = text(admin.get("/settings/notices/"))
    assert ("书记000" in html, "网关没有应答。" in html, "只给本人看的" in html, "内容也是" in html) == (True, True, False, False)


def test_failed_ones_are_sent_again(admin, people, kept, switch):
    switch("kept")
    failed(people(2))
    assert "2 条已排队重发。" in text(admin.post("/settings/notices/again/", follow=True))
    assert services.deliver()["sent"] == 2


def test_of_a_channel_that_is_off_nothing_is_sent_again(admin, people, kept, switch):
    switch("kept")
    failed(people(1))
    switch("kept", 0)
    assert "先打开渠道" in text(admin.post("/settings/notices/again/", follow=True))
    assert Delivery.objects.get().state == "failed"


@pytest.mark.parametrize("role", [r for r in Role.values if r != Role.SYSTEM_ADMIN])
def test_to_other_roles_it_is_not_there(client, world, role):
    client.force_login(person(role, world.district))
    assert client.get("/settings/notices/").status_code == 404
    assert client.post("/settings/notices/again/").status_code == 404


def test_the_failures_cost_the_same_for_one_and_many(admin, people, kept, switch, django_assert_max_num_queries):
    switch("kept")
    failed(people(15))
    with django_assert_max_num_queries(9):
        assert text(admin.get("/settings/notices/")).count("网关没有应答。") == 15
