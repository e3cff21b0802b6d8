"""Telling: once a person and key, set-based, in words that fit, to a place inside the portal."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.models import system_user
from orgwork.notices import services
from orgwork.notices.models import Notice

pytestmark = pytest.mark.django_db
WORDS = {"kind": "monthly.returned", "title": "7月月报有 2 格退回", "key": "returned:1"}


def test_a_notice_says_what_was_told(people):
    (user,) = people(1)
    told = services.tell([user], **WORDS, text="请改走访户数", url="/monthly/", tone="bad")
    found = Notice.objects.values("user", "kind", "title", "text", "url", "tone", "key", "read_at").get()
    assert told == 1
    assert found == {**WORDS, "user": user.pk, "text": "请改走访户数", "url": "/monthly/", "tone": "bad", "read_at": None}


def test_the_same_thing_is_told_once(people):
    first, second = people(2)
    assert [services.tell(users, **WORDS) for users in ([first], [first, second], [first, second])] == [1, 1, 0]
    assert sorted(Notice.objects.values_list("user_id", flat=True)) == sorted([first.pk, second.pk])


def test_another_key_is_another_thing(people):
    users = people(1)
    assert services.tell(users, **WORDS) + services.tell(users, **{**WORDS, "key": "returned:2"}) == 2


def test_a_person_named_twice_is_told_once(people):
    (user,) = people(1)
    assert services.tell([user, user], **WORDS) == 1


def test_a_suspended_account_is_not_told(people):
    user, suspended = people(2)
    suspended.is_active = False
    assert (services.tell([user, suspended], **WORDS), Notice.objects.get().user) == (1, user)


def test_nobody_to_tell_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert services.tell([], **WORDS) == 0


def test_a_hundred_cost_what_one_costs(people, kept, switch):
    switch("kept")
    system_user()
    counts = []
    for n in (1, 100):
        users = people(n)
        with CaptureQueriesContext(connection) as asked:
            assert services.tell(users, **{**WORDS, "key": f"k{n}"}) == n
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_titles_and_texts_from_records_are_cut_to_one_line_that_fits(people):
    services.tell(people(1), **{**WORDS, "title": "长" * 300, "text": "一\n二" + "文" * 600})
    notice = Notice.objects.get()
    assert (len(notice.title), notice.title[-1], len(notice.text), notice.text[:3]) == (200, "…", 500, "一 二")


@pytest.mark.parametrize(
    "slip",
    [
        {"url": "https://example.org/"}, {"url": "//example.org/"}, {"url": "monthly/"}, {"url": "/" * 201},
        {"tone": "red"}, {"key": "k" * 151}, {"kind": "k" * 31},
    ],
)
def test_a_slip_of_the_code_is_found_where_it_is_made(people, slip):
    with pytest.raises(ValueError):
        services.tell(people(1), **{**WORDS, **slip})
    assert Notice.objects.count() == 0


def test_reading_marks_the_own_alone(people):
    one, other = people(2)
    services.tell([one, other], **WORDS)
    services.tell([one], **{**WORDS, "key": "second"})
    theirs = Notice.objects.get(user=other)
    assert services.mark_read(user=one, ids=[theirs.pk]) == 0
    assert services.mark_read(user=one, ids=[Notice.objects.get(user=one, key="second").pk]) == 1
    assert services.mark_read(user=one) == 1
    assert (services.mark_read(user=one), Notice.objects.filter(read_at=None).get()) == (0, theirs)
