"""Reminders: only to those who have not reported, each once, one digest a reviewer and day, whatever beat and broker do."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit.models import Param
from orgwork.kit.periods import Period
from orgwork.monthly.models import MonthlyReport, Reminder
from orgwork.monthly.services.extending import grant
from orgwork.monthly.services.opening import open_month
from orgwork.monthly.services.reminding import remind_due, urge, urged
from orgwork.notices.models import Notice
from tests.factories import UnitFactory, person
from tests.factories.review import hand_in

JULY = Period.parse("2024-07")


def at(day, hour=9, minute=10, month=7):
    return timezone.make_aware(datetime(2024, month, day, hour, minute))


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(at(25), tick=False):
        yield


@pytest.fixture
def reports(world):
    open_month(period=JULY, by=system_user(), scope=Scope.whole())
    return {r.unit.name: r for r in MonthlyReport.objects.select_related("unit")}


@pytest.fixture
def people(world):
    """{name: user} of the secretaries of all three communities and the reviewer of 文昌街道."""
    found = {place.unit.name: person(Role.SECRETARY, place.unit) for place in (world.own, world.near, world.far)}
    return {**found, "文昌街道": person(Role.STREET_CLERK, world.street), "区": world.clerk}


def told(kind):
    """{who: title} of the notices whose key begins so."""
    return dict(Notice.objects.filter(key__startswith=f"monthly.{kind}").order_by("pk").values_list("user__name", "title"))


def names(people, *keys):
    return sorted(people[key].name for key in keys)


def remind(*moment, **more):
    with time_machine.travel(at(*moment, **more), tick=False):
        return remind_due(now=timezone.now())


def test_three_days_before_only_those_who_have_not_reported(reports, people):
    hand_in(reports["南苑社区"], by=people["南苑社区"])
    assert remind(28) == 0
    assert remind(29) == 2
    assert sorted(told("before")) == names(people, "槐荫社区", "桥北社区")
    assert set(told("before").values()) == {"7月月报还没有报，8月1日 18:00 截止"}


def test_once_however_often_beat_rings(reports, people):
    assert [remind(29), remind(29, 10), remind(30), remind(31)] == [3, 0, 0, 0]
    assert Notice.objects.filter(key__startswith="monthly.before").count() == 3
    assert Reminder.objects.count() == 3


def test_a_day_without_beat_is_made_up_for(reports, people):
    assert remind(31) == 3
    assert len(told("before")) == 3


def test_not_before_the_set_hour(reports, people):
    assert (remind(29, 8, 59), remind(29, 9, 0)) == (0, 3)
    Param.objects.create(key="monthly.remind_hour", value=14, effective_from=date(2024, 1, 1))
    Reminder.objects.all().delete()
    assert (remind(30, 13, 59), remind(30, 14, 0)) == (0, 3)


def test_to_the_second_of_the_deadline_it_is_before_and_then_after(reports, people):
    Param.objects.create(key="monthly.remind_after", value=0, effective_from=date(2024, 1, 1))
    with time_machine.travel(at(1, 18, 0, month=8), tick=False):
        assert (remind_due(now=timezone.now()), len(told("before")), len(told("after"))) == (3, 3, 0)
    with time_machine.travel(at(1, 18, 0, month=8) + timedelta(seconds=1), tick=False):
        assert (remind_due(now=timezone.now()), len(told("after"))) == (3, 3)


def test_the_day_after_those_who_are_late_are_reminded_again(reports, people):
    remind(29)
    hand_in(reports["南苑社区"], by=people["南苑社区"])
    assert (remind(1, 20, month=8), remind(2, month=8), remind(3, month=8)) == (0, 2, 0)
    assert sorted(told("after")) == names(people, "槐荫社区", "桥北社区")
    assert set(told("after").values()) == {"7月月报还没有报，8月1日 18:00 已经截止"}


def test_when_nothing_is_taken_any_more_nobody_is_reminded(reports, people):
    assert remind(12, month=8) == 0
    MonthlyReport.objects.update(locked_at=timezone.now())
    assert remind(2, month=8) == 0


def test_days_are_settings(reports, people):
    Param.objects.create(key="monthly.remind_before", value=5, effective_from=date(2024, 7, 1))
    Param.objects.create(key="monthly.remind_after", value=3, effective_from=date(2024, 7, 1))
    assert [remind(26), remind(27), remind(2, month=8), remind(4, month=8)] == [0, 3, 0, 3]


def test_an_extension_brings_a_reminder_of_its_own(reports, people, world):
    remind(29)
    grant(unit=world.own.unit, period=JULY, day=date(2024, 8, 8), reason="换届", by=world.clerk)
    assert (remind(2, month=8), remind(5, month=8)) == (2, 1)
    title = Notice.objects.filter(user=people["槐荫社区"], key__startswith="monthly.before").order_by("pk").values_list("title", flat=True)
    assert list(title) == ["7月月报还没有报，8月1日 18:00 截止", "7月月报还没有报，8月8日 18:00 截止"]


def test_one_digest_to_street_and_district(reports, people):
    hand_in(reports["南苑社区"], by=people["南苑社区"])
    remind(29)
    remind(29, 15)
    found = {n.user.name: (n.title, n.text, n.url) for n in Notice.objects.filter(key="monthly.digest.2024-07-29").select_related("user")}
    url = "/monthly/?period=2024-07&state=missing"
    assert found == {
        people["文昌街道"].name: ("7月月报：1 个社区还没有报", "文昌街道 1 个：槐荫社区", url),
        people["区"].name: ("7月月报：2 个社区还没有报", "文昌街道 1 个：槐荫社区；城南街道 1 个：桥北社区", url),
    }


def test_a_reviewer_of_two_streets_gets_one_digest(reports, people, world):
    people["文昌街道"].posts.create(unit=world.far_street, role=Role.STREET_CLERK, starts_on="2020-01-01")
    remind(29)
    digest = Notice.objects.get(user=people["文昌街道"])
    assert digest.text == "文昌街道 2 个：槐荫社区、南苑社区；城南街道 1 个：桥北社区"


def test_all_reported_nobody_is_disturbed(reports, people):
    hand_in(*reports.values(), by=people["槐荫社区"])
    assert (remind(29), Notice.objects.count()) == (0, 0)


def test_urging_counts_and_is_told_once_a_day(reports, people, world):
    hand_in(reports["南苑社区"], by=people["南苑社区"])
    month = MonthlyReport.objects.filter(period="2024-07")
    assert [r.unit.name for r in urge(reports=month, by=world.clerk)] == ["槐荫社区", "桥北社区"]
    assert urge(reports=month, by=world.clerk) == []
    with time_machine.travel(at(26), tick=False):
        assert [r.unit.name for r in urge(reports=month.filter(unit=world.own.unit), by=world.clerk)] == ["槐荫社区"]
    assert dict(urged(reports.values())) == {reports["槐荫社区"].pk: 2, reports["桥北社区"].pk: 1}
    assert Notice.objects.filter(user=people["槐荫社区"]).count() == 2
    assert set(told("urge").values()) == {"催报7月月报：8月1日 18:00 截止，还没有收到"}


def test_urging_does_not_stand_in_for_a_reminder(reports, people, world):
    with time_machine.travel(at(29, 8), tick=False):
        urge(reports=MonthlyReport.objects.all(), by=world.clerk)
    assert remind(29) == 3


def test_who_left_and_who_is_suspended_is_not_told(reports, people):
    people["槐荫社区"].is_active = False
    people["槐荫社区"].save()
    people["南苑社区"].posts.update(ends_on=date(2024, 7, 1))
    remind(29)
    assert sorted(told("before")) == names(people, "桥北社区")


def test_the_statements_do_not_grow_with_the_communities(world, people):
    def statements(period, day, month):
        open_month(period=Period.parse(period), by=system_user(), scope=Scope.whole())
        with time_machine.travel(at(day, month=month), tick=False), CaptureQueriesContext(connection) as seen:
            count = remind_due(now=timezone.now())
        MonthlyReport.objects.filter(period=period).update(received_at=timezone.now())
        return count, len(seen)

    few = statements("2024-05", 4, 6)
    for number in range(27):
        unit = UnitFactory(parent=world.street, name=f"新{number}社区")
        person(Role.SECRETARY, unit)
    many = statements("2024-06", 2, 7)
    assert (few[0], many[0], many[1]) == (3, 30, few[1])
