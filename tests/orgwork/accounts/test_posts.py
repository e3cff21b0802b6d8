"""Rights come from posts in force, on the day, for active people; they change with the next request."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from rest_framework.authtoken.models import Token

from orgwork.accounts import rules
from orgwork.accounts.models import Post, system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope, scope_for
from orgwork.accounts.services import move_unit
from tests.factories import PASSWORD, MemberFactory, PostFactory, UserFactory, make_world, person

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return make_world()


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
        (date(2020, 1, 1), TODAY + DAY, True),
        (date(2020, 1, 1), TODAY - DAY, False),
    ],
)
def test_both_ends_of_a_post_count(world, starts, ends, holds):
    user = UserFactory()
    PostFactory(user=user, unit=world.own.unit, starts_on=starts, ends_on=ends)
    assert scope_for(user, "view", "members") == (Scope.of([world.own.unit.path]) if holds else Scope.none())


def test_a_scope_is_that_of_the_day_asked_for(world):
    user = UserFactory()
    PostFactory(user=user, unit=world.own.unit, starts_on=date(2020, 1, 1), ends_on=date(2021, 12, 31))
    PostFactory(user=user, unit=world.far.unit, starts_on=date(2022, 1, 1))
    then, now = (scope_for(user, "change", "members", on=day) for day in (date(2021, 12, 31), date(2022, 1, 1)))
    assert (then, now) == (Scope.of([world.own.unit.path]), Scope.of([world.far.unit.path]))


def test_a_post_cannot_end_before_it_begins(world):
    with pytest.raises(ValidationError, match="免职日期不能早于任职日期"):
        Post(user=UserFactory(), unit=world.own.unit, role="secretary", starts_on=TODAY, ends_on=TODAY - DAY).full_clean()


def test_a_deputy_of_two_communities_has_both(world):
    user = person(Role.DEPUTY, world.own.unit)
    PostFactory(user=user, unit=world.far.unit, role=Role.DEPUTY)
    assert scope_for(user, "create", "members").paths == (world.own.unit.path, world.far.unit.path)


def test_each_post_gives_only_what_its_role_may(world):
    user = person(Role.SECRETARY, world.own.unit)
    PostFactory(user=user, unit=world.district, role=Role.LEADER)
    assert scope_for(user, "view", "members") == Scope.of([world.district.path])
    assert scope_for(user, "change", "members") == Scope.of([world.own.unit.path])


def test_nobody_without_a_post_has_a_scope(world):
    assert [scope_for(user, "view", "members") for user in (UserFactory(), None)] == [Scope.none()] * 2


def test_the_system_user_has_the_whole_district_and_cannot_log_in(world):
    assert scope_for(system_user(), "change", "members") == Scope.whole()
    assert (Client().login(username="system", password="!"), system_user().has_usable_password()) == (False, False)


# on the next request ----------------------------------------------------------------------------------------
@pytest.fixture
def secretary(world):
    return person(Role.SECRETARY, world.own.unit, username="shuji")


@pytest.fixture
def tab(secretary):
    """A tab that was opened while everything was in order."""
    client = Client()
    assert client.login(username="shuji", password=PASSWORD)
    return client


def test_a_suspended_user_has_no_rights_on_the_next_request(world, secretary, tab):
    token = Token.objects.create(user=secretary)
    header = {"HTTP_AUTHORIZATION": f"Token {token.key}"}
    assert (tab.get("/members/").status_code, Client().get("/api/v1/members/", **header).status_code) == (200, 200)
    secretary.is_active = False
    secretary.save()
    assert scope_for(secretary, "view", "members") == Scope.none()
    answer = tab.get("/members/")
    assert (answer.status_code, answer.url) == (302, "/login/?next=/members/")
    assert Client().get("/api/v1/members/", **header).status_code == 401


def test_a_moved_secretary_sees_the_new_community_alone(world, secretary, tab):
    old, new = MemberFactory(branch=world.own.branch), MemberFactory(branch=world.far.branch)
    assert tab.get(f"/members/{old.pk}/").status_code == 200
    secretary.posts.update(ends_on=TODAY - DAY)
    PostFactory(user=secretary, unit=world.far.unit)
    assert [tab.get(f"/members/{m.pk}/").status_code for m in (old, new)] == [404, 200]


def test_a_moved_community_is_seen_from_its_new_street(world, tab):
    member = MemberFactory(branch=world.own.branch)
    clerks = [Client(), Client()]
    for client, street in zip(clerks, (world.street, world.far_street), strict=True):
        client.force_login(person(Role.STREET_CLERK, street))
    assert [c.get(f"/members/{member.pk}/").status_code for c in clerks] == [200, 404]
    move_unit(unit=world.own.unit, parent=world.far_street, by=None)
    assert [c.get(f"/members/{member.pk}/").status_code for c in (*clerks, tab)] == [404, 200, 200]


def test_log_out_ends_the_session(tab):
    assert tab.get("/logout/").status_code == 405
    answer = tab.post("/logout/")
    assert (answer.status_code, SESSION_KEY in tab.session) == (302, False)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_wrong_user_and_wrong_password_read_the_same(secretary):
    pages = [
        Client().post("/login/", {"username": name, "password": "wrong-word-1"}) for name in ("shuji", "nobody")
    ]
    bodies = [p.content.decode().replace("shuji", "nobody").split("csrfmiddlewaretoken")[0] for p in pages]
    assert ([p.status_code for p in pages], bodies[0]) == ([200, 200], bodies[1])
    assert all("账号或密码不对" in p.content.decode() for p in pages)


def test_log_in_leads_only_to_the_portal_itself(secretary):
    answer = Client().post("/login/?next=https://elsewhere.example/", {"username": "shuji", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")


# rules --------------------------------------------------------------------------------------------------------
def test_unknown_words_are_a_no():
    for words in (("secretary", "fly", "members"), ("secretary", "view", "nothing"), ("x", "view", "members")):
        assert rules.may(*words) is False


def test_the_three_administrators_share_nothing_but_looking_at_units():
    shared = {
        (subject, action)
        for subject in rules.MATRIX[Role.SYSTEM_ADMIN]
        for action in rules.MATRIX[Role.SYSTEM_ADMIN][subject]
        if action in rules.MATRIX[Role.SECURITY_ADMIN].get(subject, ()) or action in rules.MATRIX[Role.AUDIT_ADMIN].get(subject, ())
    }
    assert shared == {("units", "view")}


def test_the_three_administrators_are_separate():
    assert {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN} == rules.ADMINISTRATORS
