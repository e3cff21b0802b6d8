"""节假日调整: days that differ from the public calendar, by year; the past is closed."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from orgwork.accounts.rules import Role
from orgwork.console import holidays
from orgwork.kit import workdays
from orgwork.kit.models import SpecialDay
from orgwork.kit.values.problems import Problem
from tests.factories import make_world, person

ADDRESS = "/settings/holidays/"


@pytest.fixture
def admin(client, db):
    client.force_login(person(Role.SYSTEM_ADMIN, make_world().district))
    return client


@pytest.fixture
def day():
    return timezone.localdate() + timedelta(days=20)


def text(response):
    return response.content.decode()


def add(client, first, last="", is_workday="0", note="国庆节"):
    return client.post(ADDRESS, {"first": str(first), "last": str(last), "is_workday": is_workday, "note": note})


def errors(response):
    return re.findall(r'<p class="err">.*?<span>(.*?)</span>', text(response))


def test_a_day_written_is_a_day_that_counts(admin, day):
    opposite = not workdays.is_workday(day)
    assert add(admin, day, is_workday=str(int(opposite))).status_code == 302
    assert workdays.is_workday(day) is opposite


def test_several_days_at_once(admin, day):
    answer = add(admin, day, day + timedelta(days=6))
    assert (answer.url, SpecialDay.objects.count()) == (f"{ADDRESS}?year={day.year}", 7)
    assert set(SpecialDay.objects.values_list("is_workday", "note")) == {(False, "国庆节")}


def test_thirty_one_days_cost_what_one_costs(admin, day, django_assert_num_queries):
    days = [day + timedelta(days=n) for n in range(31)]
    for span in (days[:1], days[1:]):
        with django_assert_num_queries(4):  # savepoint, what is there, insert, release
            holidays.add_days(span, is_workday=False, note="")


def test_a_day_that_stands_already_is_named_and_nothing_written(admin, day):
    add(admin, day + timedelta(days=1), is_workday="1")
    answer = add(admin, day, day + timedelta(days=3))
    assert errors(answer) == [f"已经写过：{day + timedelta(days=1):%m-%d} 上班。要改，先移除再写。"]
    assert (answer.status_code, SpecialDay.objects.count(), f'value="{day}"' in text(answer)) == (422, 1, True)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2026, 7, 9), date(2026, 7, 8), "holiday.order"),
        (date(2026, 6, 30), date(2026, 7, 2), "holiday.past"),
        (date(2062, 7, 1), date(2062, 7, 1), "holiday.far"),
        (date(2026, 7, 1), date(2026, 8, 1), "holiday.long"),
    ],
)
def test_a_span_that_cannot_be_meant(first, last, code):
    with pytest.raises(Problem) as refused:
        holidays.check_days(first, last, today=date(2026, 7, 1))
    assert refused.value.code == code


def test_today_and_the_longest_span_are_taken():
    assert len(holidays.check_days(date(2026, 7, 1), date(2026, 7, 31), today=date(2026, 7, 1))) == 31


def test_a_refusal_stands_at_its_field(admin):
    assert "过去的期限已按当时的安排算过" in errors(add(admin, timezone.localdate() - timedelta(days=1)))[0]
    assert SpecialDay.objects.count() == 0


def test_a_day_is_taken_off_again(admin, day):
    add(admin, day)
    answer = admin.post(f"{ADDRESS}{SpecialDay.objects.get().pk}/remove/", follow=True)
    assert (f"已移除 {day:%Y-%m-%d}。" in text(answer), SpecialDay.objects.count()) == (True, 0)


def test_a_day_that_has_passed_stays(admin):
    past = SpecialDay.objects.create(day=timezone.localdate() - timedelta(days=1), is_workday=True)
    answer = admin.post(f"{ADDRESS}{past.pk}/remove/", follow=True)
    assert ("不能移除" in text(answer), SpecialDay.objects.count()) == (True, 1)


def test_the_list_is_that_of_a_year(admin, day):
    SpecialDay.objects.create(day=date(2024, 2, 9), is_workday=False, note="除夕")
    add(admin, day, note="以后的")
    html = text(admin.get(f"{ADDRESS}?year=2024"))
    assert ("除夕" in html, "以后的" in html) == (True, False)
    assert f'href="{ADDRESS}?year=2024" aria-current="page"' in html


@pytest.mark.parametrize("year", ["", "abc", "1", "99999", "２０２４", "-1"])
def test_a_year_that_is_none_is_this_one(year):
    assert holidays.year_from(year, date(2026, 7, 1)) == 2026


def test_it_says_how_far_the_public_calendar_goes(admin, monkeypatch):
    this = timezone.localdate().year
    monkeypatch.setattr(holidays, "PUBLIC_UNTIL", this)
    assert f"到 {this} 年为止" in text(admin.get(ADDRESS))
    assert f"只到 {this} 年" in text(admin.get(f"{ADDRESS}?year={this + 1}"))


def test_the_last_year_of_the_public_calendar_is_its_own():
    worked = date(holidays.PUBLIC_UNTIL, 10, 1), date(holidays.PUBLIC_UNTIL + 1, 10, 1)
    assert [workdays._public(day) for day in worked] == [False, worked[1].weekday() < 5]
