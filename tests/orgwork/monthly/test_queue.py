"""The review queue as a page: what stands in a row, what is marked, many at once, whose turn it is."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgwork.accounts.rules import Role
from orgwork.monthly.models import MonthlyReport, MonthlyValue, Reminder
from orgwork.monthly.services.reviewing import accept, keep, return_
from orgwork.notices.models import Notice
from tests.factories import UnitFactory, person
from tests.factories.monthly import open_reports
from tests.factories.review import hand_in, street_first

URL = "/monthly/"
JULY = f"{URL}?period=2024-07"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def rows(page):
    """{community: the words of its row}."""
    found = re.findall(r"<tr[^>]*>\s*<td>.*?</tr>", text(page), re.S)
    words = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]
    return {row.split()[0]: row for row in words}


def ticks(page):
    return re.findall(r'name="report" value="([^"]+)"', text(page))


def said(page):
    return re.findall(r'<div class="note (?:ok|warn|bad)[^>]*>.*?<div>(.*?)</div>', text(page), re.S)


@pytest.fixture
def reports(world):
    return open_reports()


@pytest.fixture
def clerk(world):
    return client_of(world.clerk)


def bulk(client, act, *ticked, follow=True, **more):
    data = {"period": "2024-07", "act": act, "report": [str(r.pk) for r in ticked], "seen": timezone.now().isoformat(), **more}
    return client.post(f"{URL}review/", data, follow=follow)


# what a row says -----------------------------------------------------------------------------------------
def test_a_row_tells_where_a_report_stands(clerk, reports, filler, world):
    hand_in(reports["槐荫社区"], by=filler, at=reports["槐荫社区"].due_at + timedelta(hours=25))
    hand_in(reports["南苑社区"], by=filler)
    return_(report=reports["南苑社区"], by=world.clerk, cells={"m_care": "核对", "m_dues": "核对"})
    Reminder.objects.create(report=reports["桥北社区"], kind="urge", day="2024-07-30", due_at=reports["桥北社区"].due_at)
    found = rows(clerk.get(JULY))
    assert "待审 · 迟 2 天" in found["槐荫社区"]
    assert "已退回 2 格" in found["南苑社区"]
    assert "未报" in found["桥北社区"] and "已催 1 次" in found["桥北社区"]


def test_a_row_tells_what_an_amendment_changed(clerk, reports, filler, world):
    report = reports["槐荫社区"]
    hand_in(report, by=filler, m_care=4)
    accept(report=report, by=world.clerk)
    hand_in(report, by=filler)
    assert "和上次通过的一样" in rows(clerk.get(JULY))["槐荫社区"]
    hand_in(report, by=filler, m_care=5)
    assert "比上次通过改了 1 格" in rows(clerk.get(JULY))["槐荫社区"]


def test_the_group_of_items_becomes_the_columns(clerk, reports):
    def heads(page):
        return [h.partition("<br>")[0] for h in re.findall(r'<th scope="col" class="num wrap">(.*?)</th>', text(page))]

    assert "走访群众" in heads(clerk.get(JULY))
    of_life = heads(clerk.get(f"{JULY}&group=组织生活"))
    assert ("支部党员大会" in of_life, "走访群众" in of_life) == (True, False)
    assert heads(clerk.get(f"{JULY}&group=没有这组")) == heads(clerk.get(JULY))


# marks -----------------------------------------------------------------------------------------------------
def marks(page, community=""):
    """The marks of the page, or of one community's row."""
    found = [row for row in re.findall(r"<tr[^>]*>\s*<td>.*?</tr>", text(page), re.S) if community in row]
    return re.findall(r'<span aria-hidden="true">([▲▼])</span><span class="visually-hidden">(.*?)</span>', "".join(found))


def past_year(world, unit, code, value):
    """Twelve months of the same value, accepted."""
    for n in range(12):
        period = f"{2023 + (n + 6) // 12}-{(n + 6) % 12 + 1:02}"
        report = open_reports(period)[unit.name]
        MonthlyValue.objects.filter(report=report, code=code).update(value=value, state="filled")
        MonthlyReport.objects.filter(pk=report.pk).update(state="accepted")


def test_outside_its_own_range_is_marked_until_it_is_kept(clerk, reports, filler, world):
    past_year(world, world.own.unit, "m_opinions", 10)
    hand_in(reports["槐荫社区"], by=filler, m_opinions=30)
    assert marks(clerk.get(JULY)) == [("▲", "高于常见范围 10–10")]
    hand_in(reports["槐荫社区"], by=filler, m_opinions=2)
    assert marks(clerk.get(JULY)) == [("▼", "低于常见范围 10–10")]
    keep(report=reports["槐荫社区"], code="m_opinions", by=world.clerk, note="汛期停办")
    assert marks(clerk.get(JULY)) == []
    hand_in(reports["槐荫社区"], by=filler, m_opinions=3)
    assert marks(clerk.get(JULY)) == [("▼", "低于常见范围 10–10")]


@pytest.mark.parametrize(
    ("value", "mark"), [(25, []), (26, [("▲", "高于同街道 10–20")]), (5, []), (4, [("▼", "低于同街道 10–20")])]
)
def test_more_than_half_the_siblings_range_beyond_it_is_marked(world, filler, value, mark):
    """Siblings 10–20: marked above 25 and below 5."""
    siblings = [UnitFactory(parent=world.street, name=f"邻{n}社区") for n in range(2)]
    found = open_reports()
    for unit, number in zip((*siblings, world.near.unit), (10, 15, 20), strict=True):
        hand_in(found[unit.name], by=filler, m_opinions=number)
    hand_in(found["槐荫社区"], by=filler, m_opinions=value)
    assert marks(client_of(world.clerk).get(JULY), "槐荫社区") == mark


def test_two_siblings_are_no_range(world, reports, filler):
    hand_in(reports["南苑社区"], by=filler, m_opinions=10)
    hand_in(reports["槐荫社区"], by=filler, m_opinions=90)
    assert marks(client_of(world.clerk).get(JULY)) == []


# many at once ----------------------------------------------------------------------------------------------
def test_ticked_rows_are_accepted(clerk, reports, filler):
    hand_in(reports["槐荫社区"], reports["南苑社区"], by=filler)
    assert sorted(ticks(clerk.get(JULY))) == sorted(str(reports[name].pk) for name in ("槐荫社区", "南苑社区"))
    page = bulk(clerk, "accept", reports["槐荫社区"])
    assert said(page) == ["已通过 1 份。"]
    found = dict(MonthlyReport.objects.values_list("unit__name", "state"))
    assert found == {"槐荫社区": "accepted", "南苑社区": "submitted", "桥北社区": "draft"}


def test_all_results_means_the_whole_filter_and_only_what_is_mine(clerk, reports, filler, world):
    hand_in(*reports.values(), by=filler)
    MonthlyReport.objects.filter(unit=world.near.unit).update(submitted_by=world.clerk)
    page = clerk.get(f"{JULY}&unit=410399001&all=1")
    assert ("已选全部 2 个待审" in text(page), 'name="all" value="1"' in text(page)) == (True, True)
    page = bulk(clerk, "accept", all="1", unit="410399001")
    assert said(page) == ["已通过 1 份。", "1 份没有动（南苑社区）：这份月报有您填的内容，要由别人审核。"]
    assert MonthlyReport.objects.get(unit=world.far.unit).state == "submitted"


def test_a_return_without_a_reason_keeps_the_ticks(clerk, reports, filler):
    hand_in(reports["槐荫社区"], reports["南苑社区"], by=filler)
    page = bulk(clerk, "return", reports["槐荫社区"])
    assert (page.status_code, "请写明原因，社区书记看得到。" in text(page)) == (422, True)
    assert re.findall(r'value="([^"]+)" aria-label="选[^"]+" checked', text(page)) == [str(reports["槐荫社区"].pk)]
    assert said(bulk(clerk, "return", reports["槐荫社区"], reason="请核对"))[0] == "已退回 1 份。"


@pytest.mark.parametrize(
    "data", [{}, {"act": "accept"}, {"act": "accept", "report": "x"}, {"act": "odd", "all": "1"}, {"report": "1" * 40}]
)
def test_nothing_chosen_is_told(clerk, reports, filler, data):
    hand_in(reports["槐荫社区"], by=filler)
    page = clerk.post(f"{URL}review/", {"period": "2024-07", **data}, follow=True)
    assert "没有选月报。先在前面打勾，再点通过或退回。" in text(page)
    assert MonthlyReport.objects.filter(state="submitted").count() == 1


def test_what_changed_since_the_page_was_opened_is_not_accepted(clerk, reports, filler):
    seen = (timezone.now() - timedelta(minutes=5)).isoformat()
    hand_in(reports["槐荫社区"], by=filler)
    MonthlyReport.objects.update(updated_at=timezone.now())
    page = bulk(clerk, "accept", reports["槐荫社区"], seen=seen)
    assert said(page) == ["1 份没有动（槐荫社区）：这一页打开以后，这份月报又有变动。请看过再办。"]


def test_another_street_cannot_be_named(world, reports, filler):
    street = client_of(person(Role.STREET_CLERK, world.far_street))
    hand_in(reports["槐荫社区"], by=filler)
    bulk(street, "accept", reports["槐荫社区"])
    bulk(street, "accept", all="1")
    assert MonthlyReport.objects.get(unit=world.own.unit).state == "submitted"
    assert "槐荫社区" not in text(street.get(JULY))


# whose turn ------------------------------------------------------------------------------------------------
def test_boxes_stand_only_where_it_is_the_viewers_turn(world, reports, filler):
    street_first()
    street = person(Role.STREET_CLERK, world.street)
    hand_in(*reports.values(), by=filler)
    MonthlyReport.objects.filter(path__startswith=world.street.path).update(stage="street")
    district, own = client_of(world.clerk), client_of(street)
    assert ticks(district.get(JULY)) == [str(reports["桥北社区"].pk)]
    assert len(ticks(own.get(JULY))) == 2
    assert "待街道审" in rows(district.get(JULY))["槐荫社区"]
    assert "城南街道没有在任的审核人，月报直接由区里审核。" in text(district.get(JULY))
    assert said(bulk(own, "accept", all="1"))[0] == "已转区里审核 2 份。"
    assert len(ticks(district.get(JULY))) == 3
    assert "待区审" in rows(district.get(JULY))["槐荫社区"]


def test_to_dos_count_what_is_the_viewers_turn(world, reports, filler):
    street_first()
    street = person(Role.STREET_CLERK, world.street)
    hand_in(*reports.values(), by=filler)
    MonthlyReport.objects.filter(path__startswith=world.street.path).update(stage="street")
    assert "待审核的7月月报 <b>1</b>" in text(client_of(world.clerk).get("/"))
    assert "待审核的7月月报 <b>2</b>" in text(client_of(street).get("/"))


# urging ----------------------------------------------------------------------------------------------------
def test_urging_all_and_one(clerk, reports, filler, world):
    secretaries = [person(Role.SECRETARY, place.unit) for place in (world.near, world.far)]
    assert "催未报的 3 个" in text(clerk.get(JULY))
    one = clerk.post(f"{URL}urge/", {"period": "2024-07", "one": str(reports["桥北社区"].pk)}, follow=True)
    assert said(one) == ["已催 1 个社区：桥北社区。"]
    rest = clerk.post(f"{URL}urge/", {"period": "2024-07"}, follow=True)
    assert said(rest) == ["已催 2 个社区：槐荫社区、南苑社区。"]
    again = clerk.post(f"{URL}urge/", {"period": "2024-07"}, follow=True)
    assert said(again) == ["没有催：没有未报的，或者今天都催过了，或者已过补报截止。"]
    assert Notice.objects.filter(user__in=[filler, *secretaries]).count() == 3


# size and cost ---------------------------------------------------------------------------------------------
def test_fifty_a_page_and_the_rest_behind_it(world):
    for number in range(52):
        UnitFactory(parent=world.street, name=f"新{number:02}社区")
    open_reports()
    clerk = client_of(world.clerk)
    first = clerk.get(JULY)
    assert ("第 1–50 个，共 55 个" in text(first), len(rows(first))) == (True, 50)
    onward = re.search(r'rel="next" href="([^"]+)"', text(first))[1].replace("&amp;", "&")
    second = clerk.get(onward)
    assert ("第 51–55 个，共 55 个" in text(second), len(rows(second)), set(rows(first)) & set(rows(second))) == (True, 5, set())
    assert clerk.get(f"{JULY}&cursor=xx").status_code == 404


def test_the_statements_do_not_grow_with_the_communities(world, filler):
    street_first()
    person(Role.STREET_CLERK, world.street)
    clerk = client_of(world.clerk)

    def statements(period):
        found = open_reports(period)
        hand_in(*found.values(), by=filler, m_opinions=9)
        some = list(found.values())[0]
        MonthlyReport.objects.filter(pk=some.pk).update(state="returned")
        MonthlyReport.objects.filter(period=period).exclude(pk=some.pk).update(accepted_at=timezone.now())
        with CaptureQueriesContext(connection) as seen:
            assert clerk.get(f"{URL}?period={period}").status_code == 200
        return len(seen)

    statements("2024-05")
    few = statements("2024-06")
    for number in range(27):
        UnitFactory(parent=world.street, name=f"新{number}社区")
    assert statements("2024-07") == few


@pytest.mark.parametrize("role", [Role.HEAD, Role.LEADER, Role.SYSTEM_ADMIN])
def test_those_who_only_look_have_no_boxes_and_no_verbs(world, reports, filler, role):
    hand_in(reports["槐荫社区"], by=filler)
    page = client_of(person(role, world.district)).get(JULY)
    assert (ticks(page), 'name="act"' in text(page), "催未报" in text(page), "槐荫社区" in text(page)) == ([], False, False, True)
