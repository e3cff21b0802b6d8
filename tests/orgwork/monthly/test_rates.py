"""报送情况: by community, street and month; every number opens to what it counts; the export says the same."""

import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.services import merge_unit
from orgwork.monthly.models import MonthlyReport
from tests.factories import UnitFactory, person
from tests.factories.monthly import open_reports
from tests.factories.review import hand_in

URL = "/monthly/rates/"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def lines(page, heading=""):
    """[words of each row] of the table below `heading`."""
    part = text(page).partition(heading)[2]
    rows = re.findall(r"<tr(?: class=\"sum\")?><td>.*?</tr>", part, re.S)
    return [" ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", row, flags=re.S).split()) for row in rows]


@pytest.fixture
def months(world, filler):
    """June: all on time. July: one on time, one late, one missing."""
    june, july = open_reports("2024-06"), open_reports("2024-07")
    for report in june.values():
        hand_in(report, by=filler, at=report.due_at)
    hand_in(july["槐荫社区"], by=filler, at=july["槐荫社区"].due_at)
    hand_in(july["桥北社区"], by=filler, at=july["桥北社区"].due_at.replace(hour=23))
    return july


@pytest.fixture
def clerk(world):
    return client_of(world.clerk)


MONTH = [
    "槐荫社区 1 1 100.0 1 100.0", "南苑社区 1 0 0.0 0 0.0", "文昌街道小计 2 1 50.0 1 50.0", "桥北社区 1 1 100.0 0 0.0",
    "城南街道小计 1 1 100.0 0 0.0", "合计 3 2 66.7 1 33.3",
]  # fmt: skip
YEAR = [
    "槐荫社区 2 2 100.0 2 100.0", "南苑社区 2 1 50.0 1 50.0", "文昌街道小计 4 3 75.0 3 75.0", "桥北社区 2 2 100.0 1 50.0",
    "城南街道小计 2 2 100.0 1 50.0", "合计 6 5 83.3 4 66.7",
]  # fmt: skip


def test_a_month_and_the_year_by_community_and_street(clerk, months):
    assert lines(clerk.get(f"{URL}?period=2024-07&span=1"), "各单位报送情况")[:6] == MONTH
    assert lines(clerk.get(f"{URL}?period=2024-07"), "各单位报送情况")[:6] == YEAR


def test_by_month_the_newest_first(clerk, months):
    assert lines(clerk.get(f"{URL}?period=2024-07"), "各月报送情况") == ["2024年7月 3 2 66.7 1 33.3", "2024年6月 3 3 100.0 3 100.0"]


def test_every_number_opens_to_the_figure_that_says_the_same(clerk, months):
    page = text(clerk.get(f"{URL}?period=2024-07"))
    links = re.findall(r'<a class="opens" href="(/figures/monthly\.reports_[^"]+)">([\d.,]+)</a>', page)
    assert len(links) == 5 * 8
    for url, shown in links:
        assert str(clerk.get(url.replace("&amp;", "&")).context["value"]) == shown, url


def test_dots_tell_each_month(clerk, months):
    page = text(clerk.get(f"{URL}?period=2024-07"))
    strips = re.findall(r'aria-label="近12个月：(.*?)"', page)
    assert strips == ["按时 2，迟报 0，未报 0，未到期 10", "按时 1，迟报 0，未报 1，未到期 10", "按时 1，迟报 1，未报 0，未到期 10"]


def test_a_secretary_sees_her_own_and_no_streets_numbers_open(world, months, filler):
    page = client_of(filler).get(f"{URL}?period=2024-07&span=1")
    assert lines(page, "各单位报送情况")[:3] == ["槐荫社区 1 1 100.0 1 100.0", "文昌街道小计 1 1 100.0 1 100.0", "合计 1 1 100.0 1 100.0"]
    assert set(re.findall(r"/figures/monthly\.reports_\w+/\?unit=(\d+)", text(page))) == {"410399001001"}


def test_a_merged_communitys_months_count_where_they_went(clerk, world, months):
    world.near.community.delete()
    merge_unit(unit=world.near.unit, into=world.own.unit, on="2024-08-01", by=system_user())
    found = lines(clerk.get(f"{URL}?period=2024-07&span=1"), "各单位报送情况")
    assert found[:2] == ["槐荫社区 2 1 50.0 1 50.0", "文昌街道小计 2 1 50.0 1 50.0"]


def test_the_export_says_the_same(clerk, months):
    answer = clerk.get(f"{URL}export/?period=2024-07&format=xlsx&span=1")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][:8] == ["单位代码", "街道", "社区", "应报", "已报", "报送率（%）", "按时", "按时率（%）"]
    assert rows[0][-2:] == ["6月", "7月"]
    assert rows[2] == ["410399001002", "文昌街道", "南苑社区", 1, 0, 0, 0, 0, *["未到期"] * 10, "按时", "未报"]
    assert rows[-1][2:8] == ["合计", 3, 2, 66.7, 1, 33.3]
    assert "%E6%9C%88%E6%8A%A5" in answer["Content-Disposition"]


def test_csv_and_nothing_else(clerk, months):
    answer = clerk.get(f"{URL}export/?period=2024-07&format=csv&span=1")
    assert answer.content.decode("utf-8-sig").splitlines()[-1].startswith(",,合计,3,2,66.7,1,33.3")
    assert clerk.get(f"{URL}export/?format=pdf").status_code == 404


def test_the_export_is_a_right_of_its_own(world, months):
    leader = client_of(person(Role.LEADER, world.district))
    assert leader.get(f"{URL}export/?format=csv").status_code == 404
    assert "导出" not in text(leader.get(URL))


def test_nothing_opened_is_said(clerk, world):
    assert "这段时间没有开过月报" in text(clerk.get(f"{URL}?period=2024-07"))
    assert clerk.get(f"{URL}?period=2024-13").status_code == 404


def test_the_statements_do_not_grow(clerk, world, filler):
    def statements(period):
        hand_in(*open_reports(period).values(), by=filler)
        with CaptureQueriesContext(connection) as seen:
            assert clerk.get(f"{URL}?period={period}").status_code == 200
        return len(seen)

    statements("2024-05")
    few = statements("2024-06")
    for number in range(27):
        UnitFactory(parent=world.street, name=f"新{number}社区")
    assert (statements("2024-07"), MonthlyReport.objects.filter(period="2024-07").count()) == (few, 30)
