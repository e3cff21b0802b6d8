"""What opinions put among the to-dos."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from branches.todos import matters
from orgwork.accounts.middleware import ActorMiddleware
from orgwork.accounts.rules import Role
from orgwork.kit.models import Param
from tests.factories import ServiceFactory, make_world, person


@pytest.fixture
def world(db):
    return make_world()


def day(ahead):
    return timezone.localdate() + timedelta(days=ahead)


def todos(user, rf):
    request = rf.get("/")
    request.user = user
    ActorMiddleware(lambda _request: None)(request)
    return list(matters(request))


def matter(place, due, **more):
    fields = {"kind": "opinion", "status": "assigned", "owner": "乔书记", "category": "物业管理", "text": "楼道灯坏了", "due_on": due}
    return ServiceFactory(unit=place.unit, **fields | more)


def test_a_secretary_sees_each_matter_the_latest_first(world, rf):
    soon, late = matter(world.own, day(2), kind="dispute", text="停车位争执"), matter(world.own, day(-6))
    solved = matter(world.own, day(-1), status="done", solved_on=day(-2), text="井盖")
    matter(world.near, day(-6))
    matter(world.own, day(4))
    matter(world.own, day(-1), status="answered")
    matter(world.own, day(-1), kind="visit")
    found = todos(person(Role.SECRETARY, world.own.unit), rf)
    assert [(t.title, t.url, t.due, t.overdue, t.note) for t in found] == [
        ("办理“楼道灯坏了”", f"/services/{late.pk}/", day(-6), True, "意见 · 物业管理 · 责任人 乔书记"),
        ("反馈“井盖”", f"/services/{solved.pk}/", day(-1), True, "意见 · 物业管理 · 责任人 乔书记"),
        ("办理“停车位争执”", f"/services/{soon.pk}/", day(2), False, "矛盾纠纷 · 物业管理 · 责任人 乔书记"),
    ]


def test_how_far_ahead_is_a_setting(world, rf):
    matter(world.own, day(5))
    secretary = person(Role.SECRETARY, world.own.unit)
    assert todos(secretary, rf) == []
    Param.objects.create(key="branches.opinion_remind_days", value=5, effective_from=day(-1))
    assert len(todos(secretary, rf)) == 1


def test_many_are_a_few_and_the_rest(world, rf):
    for n in range(9):
        matter(world.own, day(-n))
    found = todos(person(Role.SECRETARY, world.own.unit), rf)
    assert (len(found), found[-1].url, found[-1].due) == (7, "/services/?todo=open", None)


def test_further_up_they_are_counted(world, rf):
    for place, due in ((world.own, -6), (world.near, -2), (world.own, 1), (world.own, 9)):
        matter(place, day(due))
    matter(world.near, day(-3), status="done", solved_on=day(-4))
    found = todos(person(Role.STREET_CLERK, world.street), rf)
    assert [(t.title, t.url, t.count, t.due) for t in found] == [
        ("超期的意见、纠纷、困难", "/services/?todo=overdue", 2, day(-6)),
        ("快到期的意见、纠纷、困难", "/services/?todo=open", 1, day(1)),
    ]


@pytest.mark.parametrize("role", [Role.LEADER, Role.HEAD, Role.AUDIT_ADMIN])
def test_who_may_change_nothing_has_nothing_to_do(world, rf, role):
    matter(world.own, day(-6))
    assert todos(person(role, world.district), rf) == []


def test_they_stand_on_the_page(world):
    late = matter(world.own, day(-6))
    client = Client()
    client.force_login(person(Role.SECRETARY, world.own.unit))
    page = client.get("/").content.decode()
    assert (f'href="/services/{late.pk}/"' in page, "群众意见" in page) == (True, True)


def test_the_number_of_questions_does_not_grow(world, rf, django_assert_num_queries):
    secretary, clerk = person(Role.SECRETARY, world.own.unit), person(Role.CLERK, world.district)
    for _round in range(3):
        for n in range(4):
            matter(world.own, day(-n))
        with django_assert_num_queries(3):  # posts, the setting, the matters
            todos(secretary, rf)
        with django_assert_num_queries(3):
            todos(clerk, rf)
