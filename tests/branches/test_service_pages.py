"""The page of an opinion: its way, the form of the next step, the list of what is to be done."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from branches.models import ServiceRecord
from orgwork.accounts.rules import Role
from tests.factories import ServiceFactory, make_world, person


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def secretary(world):
    return person(Role.SECRETARY, world.own.unit, name="乔书记")


@pytest.fixture
def mine(secretary):
    return client_of(secretary)


@pytest.fixture
def opinion(world):
    return ServiceFactory(unit=world.own.unit, kind="opinion", text="楼道灯坏了", date=day(-20), category="")


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def day(ahead):
    return timezone.localdate() + timedelta(days=ahead)


def text(answer):
    return answer.content.decode()


def step(client, record, verb, **said):
    return client.post(f"/services/{record.pk}/step/", {"verb": verb, "version": record.version, **said})


def assigned(record, due):
    fields = {"status": "assigned", "category": "物业管理", "owner": "乔书记", "due_on": due}
    ServiceRecord.objects.filter(pk=record.pk).update(**fields)
    record.refresh_from_db()
    return record


def verbs(page):
    return re.findall(r'name="verb" value="(\w+)"', page)


# one record ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"status": "collected"}, ["classify", "settle"]),
        ({"status": "classified", "category": "物业管理"}, ["assign", "settle", "back"]),
        ({"status": "assigned", "category": "物业管理", "owner": "乔", "due_on": date(2026, 1, 1)}, ["solve", "back"]),
        ({"status": "done", "solved_on": date(2026, 1, 1)}, ["answer", "back"]),
        ({"status": "answered", "solved_on": date(2026, 1, 1)}, ["back"]),
    ],
)
def test_the_page_offers_the_next_step_and_the_one_back(mine, opinion, fields, offered):
    ServiceRecord.objects.filter(pk=opinion.pk).update(**fields)
    assert verbs(text(mine.get(f"/services/{opinion.pk}/"))) == offered


def test_a_visit_has_no_way(world, mine):
    visit = ServiceFactory(unit=world.own.unit, kind="visit")
    page = text(mine.get(f"/services/{visit.pk}/"))
    assert ('class="course"' in page, verbs(page)) == (False, [])


def test_who_may_not_change_sees_the_way_alone(world, opinion):
    page = text(client_of(world.leader).get(f"/services/{opinion.pk}/"))
    assert ('class="course"' in page, verbs(page)) == (True, [])


def test_the_whole_way_by_its_forms(mine, opinion, secretary):
    due = day(9)
    for verb, said in (
        ("classify", {"category": "物业管理", "way": "campaign"}),
        ("assign", {"owner": "乔书记", "due_on": due}),
        ("solve", {"result": "换了声控灯", "solved_on": day(-1)}),
        ("answer", {"answered_on": day(0), "satisfied": "yes"}),
    ):
        answer = step(mine, opinion, verb, **said)
        assert (answer.status_code, answer.url) == (302, f"/services/{opinion.pk}/"), verb
        opinion.refresh_from_db()
    now = (opinion.status, opinion.category, opinion.way, opinion.owner, opinion.due_on, opinion.result, opinion.satisfied)
    assert now == ("answered", "物业管理", "campaign", "乔书记", due, "换了声控灯", True)
    assert opinion.updated_by == secretary
    page = text(mine.get(f"/services/{opinion.pk}/"))
    line = re.findall(r'<li class="(\w+)"', page[page.index('class="course"') :][:4000])
    assert line[:5] == ["past"] * 5
    assert "群众满意" in page


def test_back_by_its_form_with_its_reason_in_the_history(mine, opinion):
    assigned(opinion, day(3))
    assert step(mine, opinion, "back", reason="").status_code == 422
    assert step(mine, opinion, "back", reason="交错了人").status_code == 302
    opinion.refresh_from_db()
    assert (opinion.status, opinion.owner) == ("classified", "")
    assert "退回一步：交错了人" in text(mine.get(f"/services/{opinion.pk}/history/"))


def test_the_default_day_is_proposed(mine, opinion):
    ServiceRecord.objects.filter(pk=opinion.pk).update(status="classified", category="物业管理")
    page = text(mine.get(f"/services/{opinion.pk}/"))
    proposed = date.fromisoformat(re.search(r'name="due_on" value="([^"]+)"', page).group(1))
    assert day(10) <= proposed <= day(30)


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(mine, opinion):
    assigned(opinion, day(3))
    answer = step(mine, opinion, "solve", result="换了声控灯", solved_on=day(2))
    page = text(answer)
    assert (answer.status_code, "还没有到" in page, "换了声控灯</textarea>" in page) == (422, True, True)
    opinion.refresh_from_db()
    assert opinion.status == "assigned"


def test_a_step_on_a_page_that_is_old_says_who_was_there_and_what_was_typed(world, mine, opinion):
    other = person(Role.DEPUTY, world.own.unit, name="孟副书记")
    ServiceRecord.objects.filter(pk=opinion.pk).update(version=2, updated_by=other, status="classified", category="停车秩序")
    answer = step(mine, opinion, "classify", category="物业管理")
    page = text(answer)
    assert (answer.status_code, "孟副书记 改过这条记录" in page, "“物业管理”" in page, verbs(page)) == (
        409, True, True, ["assign", "settle", "back"],
    )  # fmt: skip
    opinion.refresh_from_db()
    assert (opinion.category, opinion.version) == ("停车秩序", 2)


def test_a_step_out_of_order_is_refused_in_words(mine, opinion):
    answer = step(mine, opinion, "solve", result="修好", solved_on=day(-1))
    assert (answer.status_code, "现在是“收集”" in text(answer)) == (422, True)


@pytest.mark.parametrize("verb", ["", "delete", "__class__"])
def test_an_unknown_step_is_none(mine, opinion, verb):
    answer = step(mine, opinion, verb)
    assert (answer.status_code, "没有选要办哪一步" in text(answer)) == (422, True)


def test_the_step_of_a_visit_is_refused(world, mine):
    visit = ServiceFactory(unit=world.own.unit, kind="visit")
    answer = step(mine, visit, "classify", category="物业管理")
    assert (answer.status_code, ServiceRecord.objects.get(pk=visit.pk).status) == (422, "collected")


def test_overdue_is_said_in_days(mine, opinion):
    assigned(opinion, day(-3))
    assert "已超期 3 天" in text(mine.get(f"/services/{opinion.pk}/"))
    assert "超期 3 天" in text(mine.get("/services/"))
    ServiceRecord.objects.filter(pk=opinion.pk).update(due_on=day(0))
    assert "已超期" not in text(mine.get(f"/services/{opinion.pk}/"))
    assert "今天到期" in text(mine.get("/services/"))


def test_categories_in_use_are_offered_those_of_others_not(world, mine, opinion):
    ServiceFactory(unit=world.own.unit, kind="opinion", category="停车秩序")
    ServiceFactory(unit=world.near.unit, kind="opinion", category="外社区的事")
    page = text(mine.get(f"/services/{opinion.pk}/"))
    assert re.findall(r'<option value="([^"]+)"></option>', page) == ["停车秩序"]


def test_the_page_asks_the_same_number_of_questions_whatever_hangs_on_it(world, mine, opinion, django_assert_num_queries):
    with django_assert_num_queries(100, exact=False) as one:
        mine.get(f"/services/{opinion.pk}/")
    for n in range(6):
        ServiceFactory(unit=world.own.unit, kind="opinion", category=f"第{n}类")
        opinion.photos.create(token=f"t{n}", name="照片.jpg", mime="image/jpeg", size=1, sha256="0" * 64)
    with django_assert_num_queries(len(one.captured_queries)):
        mine.get(f"/services/{opinion.pk}/")


# the form of the register ------------------------------------------------------------------------------------------
def form(record, **more):
    return {
        "kind": record.kind, "date": record.date, "unit": record.unit_id, "quantity": 1, "text": record.text, "version": record.version,
        "status": record.status, **more,
    }  # fmt: skip


def test_direct_entry_as_solved_stays_possible(world, mine, opinion):
    data = form(opinion, status="done", way="at_once", solved_on=day(-1), version="")
    assert mine.post("/services/new/", data).status_code == 302
    assert ServiceRecord.objects.filter(status="done", way="at_once", solved_on=day(-1)).count() == 1


def test_the_form_carries_on_and_never_back(mine, opinion):
    ServiceRecord.objects.filter(pk=opinion.pk).update(status="done", solved_on=day(-1))
    opinion.refresh_from_db()
    answer = mine.post(f"/services/{opinion.pk}/edit/", form(opinion, status="collected"))
    assert (answer.status_code, "不能在这里改回“收集”" in text(answer)) == (422, True)
    data = form(opinion, status="answered", solved_on=day(-1), answered_on=day(0))
    assert mine.post(f"/services/{opinion.pk}/edit/", data).status_code == 302


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"status": "classified"}, "还没有写分类"),
        ({"status": "assigned", "category": "物业管理", "due_on": day(3)}, "还没有写责任人"),
        ({"status": "assigned", "category": "物业管理", "owner": "乔"}, "还没有定办理期限"),
        ({"status": "assigned", "category": "物业管理", "owner": "乔", "due_on": day(-30)}, "早于登记日期"),
        ({"status": "done", "solved_on": day(1)}, "还没有到"),
        ({"status": "answered", "solved_on": day(-2), "answered_on": day(-3)}, "早于办结日期"),
    ],
)
def test_a_status_stands_on_what_it_needs(mine, opinion, more, said):
    answer = mine.post("/services/new/", form(opinion, **more))
    assert (answer.status_code, said in text(answer)) == (422, True)


def test_a_visit_needs_none_of_it(world, mine, opinion):
    assert mine.post("/services/new/", form(opinion, kind="visit", status="assigned")).status_code == 302


# the list ---------------------------------------------------------------------------------------------------------------
@pytest.fixture
def several(world):
    rows = {
        "open": {"kind": "opinion"},
        "late": {"kind": "problem", "status": "assigned", "due_on": day(-1), "owner": "乔书记", "category": "x"},
        "today": {"kind": "dispute", "status": "assigned", "due_on": day(0), "owner": "孟副书记", "category": "x"},
        "solved": {"kind": "opinion", "status": "done", "solved_on": day(-1), "owner": "乔书记", "due_on": day(-5)},
        "told": {"kind": "opinion", "status": "answered", "solved_on": day(-1), "owner": "乔书记"},
        "visit": {"kind": "visit", "owner": "乔书记"},
        "deed": {"kind": "deed", "status": "done"},
    }
    return {name: ServiceFactory(unit=world.own.unit, **fields) for name, fields in rows.items()}


def listed(client, several, query):
    page = text(client.get(f"/services/?{query}"))
    return {name for name, record in several.items() if str(record.pk) in page}


def test_tabs_of_what_is_to_be_done(mine, several):
    page = text(mine.get("/services/"))
    address = dict(re.findall(r'href="/services/\?([^"]*)"[^>]*>(待办理|超期|我负责|待反馈)', page))
    named = {label: query.replace("&amp;", "&") for query, label in address.items()}
    assert {label: listed(mine, several, query) for label, query in named.items()} == {
        "待办理": {"open", "late", "today"}, "超期": {"late"}, "我负责": {"late"}, "待反馈": {"solved"},
    }  # fmt: skip


def test_a_wrong_word_lists_nothing(mine, several):
    assert listed(mine, several, "todo=everything") == set()


def test_the_api_filters_alike(mine, several):
    found = mine.get("/api/v1/services/?todo=overdue").json()
    assert [row["id"] for row in found["results"]] == [str(several["late"].pk)]
    assert (found["results"][0]["owner"], found["results"][0]["status"], found["results"][0]["due_on"]) == ("乔书记", "交办", str(day(-1)))
