"""Boards: what they show is what the figures say, every number opens, scope and period live in the address."""

import html
import json
import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from branches.models import Branch
from orgwork.accounts.rules import Role
from orgwork.dashboards import registry
from orgwork.dashboards.questions import twelve_months, year_to_date
from orgwork.dashboards.tiles import MAKERS
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.monthly.models import MonthlyReport, MonthlyValue
from tests.factories import (
    BranchFactory,
    CommunityFactory,
    MemberFactory,
    ServiceFactory,
    UnitFactory,
    make_world,
    person,
)
from tests.factories.monthly import open_reports, submitted

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a class="opens" href="(/figures/[^"]+)">([^<]+)</a>')
YEAR = "2024"


@pytest.fixture
def world():
    found = make_world()
    for place, visits in ((found.own, 3), (found.near, 4), (found.far, 5)):
        ServiceFactory(unit=place.unit, branch=place.branch, quantity=visits)
        ServiceFactory(unit=place.unit, branch=place.branch, kind="opinion", quantity=2, status="done", solved_on=date(2024, 5, 20))
        MemberFactory(branch=place.branch)
    return found


def page(client, user, address):
    client.force_login(user)
    return client.get(address)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def charts(shown):
    return [json.loads(html.unescape(found)) for found in re.findall(r'data-chart="([^"]*)"', shown)]


def test_there_are_the_boards_of_the_contract():
    assert [board.key for board in registry.boards()] == ["overview", "organisation", "members", "reporting"]
    assert all(registry.tiles_of(board) for board in registry.boards())


def test_every_tile_names_figures_that_there_are(db):
    known = {figure.key for figure in figures.all_figures()}
    tiles = [tile for board in registry.boards() for tile in registry.tiles_of(board)]
    assert [tile.title for tile in tiles if not set(tile.keys) <= known or tile.kind not in MAKERS] == []


@pytest.mark.parametrize("key", ["", "organisation/", "members/", "reporting/"])
def test_every_number_opens_to_its_own_page(world, client, key):
    shown = text(page(client, world.clerk, f"/dashboard/{key}?unit=410399&period={YEAR}"))
    links = LINK.findall(shown)
    assert len(links) > 20
    for address, said in set(links):
        asked = parse_qs(urlsplit(html.unescape(address)).query)
        told = client.get(f"/api/v1{urlsplit(html.unescape(address)).path}?{urlsplit(html.unescape(address)).query}").json()
        assert told["unit"] == asked["unit"][0]
        assert said == ("—" if told["value"] is None else f"{told['value']:,}" if said.count(".") else f"{int(told['value']):,}"), address


def test_the_parts_of_a_table_add_up_to_its_total(world, client):
    shown = text(page(client, world.clerk, f"/dashboard/?unit=410399&period={YEAR}"))
    table = shown[shown.index("各单位的表格") :].partition("</table>")[0]
    visits = [row[-1] for row in ([said for _url, said in LINK.findall(line)] for line in table.split("<tr")[2:])]
    assert visits == ["7", "5", "12"]


def test_departments_have_rows_and_the_rest_is_told(world, client):
    office = UnitFactory(name="区教育局", level="department", parent=world.district)
    UnitFactory(name="区民政局", level="department", parent=world.district)
    MemberFactory(branch=BranchFactory(unit=office))
    shown = text(page(client, world.clerk, f"/dashboard/members/?unit=410399&period={YEAR}"))
    assert ("区教育局" in shown, "区民政局" in shown, shown.count("所以多于各行之和")) == (True, False, 1)
    bars = next(chart for chart in charts(shown) if chart["kind"] == "bars")
    assert bars["x"] == ["文昌", "城南"]
    MemberFactory(branch=BranchFactory(unit=world.district))
    told = text(page(client, world.clerk, f"/dashboard/members/?unit=410399&period={YEAR}"))
    assert told.count("所以多于各行之和") == 2


def test_charts_and_the_tables_behind_them_are_the_same(world, client):
    shown = text(page(client, world.clerk, f"/dashboard/?unit=410399&period={YEAR}"))
    lines = next(chart for chart in charts(shown) if chart["kind"] == "lines")
    assert (lines["x"][0], lines["x"][-1], len(lines["x"])) == ("24/1", "12月", 12)
    by_name = {series["name"]: series for series in lines["series"]}
    assert by_name["走访（户）"]["y"][4] == 12
    urls = {address for address, _said in LINK.findall(shown)}
    for chart in charts(shown):
        for series in chart["series"]:
            assert len(series["y"]) == len(series["urls"]) == len(chart["x"])
            assert {html.escape(url) for url in series["urls"]} <= urls


def test_bars_are_a_unit_each(world, client):
    shown = text(page(client, world.clerk, f"/dashboard/members/?unit=410399&period={YEAR}"))
    bars = next(chart for chart in charts(shown) if chart["kind"] == "bars")
    assert (bars["x"], bars["series"][0]["y"]) == (["文昌", "城南"], [2, 1])


def test_a_district_may_be_told_apart_by_communities(world, client):
    shown = text(page(client, world.clerk, f"/dashboard/?unit=410399&period={YEAR}&by=community"))
    assert all(place.unit.name in shown for place in (world.own, world.near, world.far))
    assert "按街道" in shown


def test_a_community_has_no_table_of_units(world, client):
    secretary = person(Role.SECRETARY, world.own.unit)
    shown = text(page(client, secretary, f"/dashboard/?period={YEAR}"))
    assert ("各单位的表格" in shown, "槐荫社区看板" in shown, "南苑" in shown) == (False, True, False)


# scope and period -----------------------------------------------------------------------------------
def test_units_and_boards_outside_the_scope_are_not_there(world, client):
    secretary = person(Role.SECRETARY, world.own.unit)
    answers = [
        page(client, secretary, address)
        for address in (
            f"/dashboard/?unit={world.near.unit.code}",
            "/dashboard/?unit=410399",
            "/dashboard/?unit=999999999999",
            "/dashboard/?unit=%00",
            "/dashboard/none/",
            f"/dashboard/members/?unit={world.far.unit.code}",
        )
    ]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("role", [Role.AUDIT_ADMIN, Role.SECURITY_ADMIN, Role.TIPOFF])
def test_roles_without_figures_find_nothing(world, client, role):
    assert page(client, person(role, world.district), "/dashboard/").status_code == 404


def test_a_visitor_is_sent_to_the_log_in(client, db):
    assert client.get("/dashboard/").status_code == 302


def test_a_street_sees_its_own_communities(world, client):
    clerk = person(Role.STREET_CLERK, world.street)
    shown = text(page(client, clerk, f"/dashboard/?period={YEAR}"))
    assert ("槐荫社区" in shown, "南苑社区" in shown, "桥北社区" in shown) == (True, True, False)


def test_a_period_that_cannot_be_read_is_said(world, client):
    answer = page(client, world.clerk, "/dashboard/?period=2024-13")
    assert (answer.status_code, "看不懂的期间" in answer.content.decode()) == (400, True)


def test_without_an_address_it_is_the_own_unit_from_new_year_to_today(world, client):
    shown = text(page(client, world.clerk, "/dashboard/"))
    assert ("甲区看板" in shown, year_to_date().label in shown) == (True, True)
    assert year_to_date().end == timezone.localdate()


def test_twelve_months_end_with_the_period():
    assert twelve_months(Period.parse("2024-01-01..2024-02-15")).text == "2023-03-01..2024-02-29"
    assert len(twelve_months(Period.parse("2024")).months()) == 12


# unreviewed -------------------------------------------------------------------------------------------
def test_the_share_of_what_nobody_has_accepted_is_told(world, client):
    reports = open_reports("2024-05")
    secretary = person(Role.SECRETARY, world.own.unit)
    submitted(reports["槐荫社区"], secretary, m_visit_households=3)
    counted = {"monthly.visit_households": "m_visit_households", "monthly.opinions": "m_opinions"}
    waiting = MonthlyValue.objects.filter(report__state="submitted", code__in=counted.values(), value__isnull=False).count()
    assert waiting > 0
    shown = text(page(client, world.clerk, f"/dashboard/reporting/?period={YEAR}"))
    assert f"还有 {waiting} 条未审，占 100.0%" in shown
    assert "截至" in shown


def test_a_board_without_reviewed_figures_says_so(world, client):
    assert "没有待审的。未审占 0%" in text(page(client, world.clerk, f"/dashboard/members/?period={YEAR}"))


def test_reports_due_in_and_in_time(world, client):
    open_reports("2024-05")
    first, second, third = MonthlyReport.objects.order_by("path")
    MonthlyReport.objects.filter(pk=first.pk).update(received_at=first.due_at)
    MonthlyReport.objects.filter(pk=second.pk).update(received_at=second.due_at + timezone.timedelta(seconds=1))
    shown = text(page(client, world.clerk, f"/dashboard/reporting/?period={YEAR}"))
    table = shown[shown.index("各单位报送的表格") :].partition("</table>")[0]
    assert [said for _url, said in LINK.findall(table.split("<tr")[-1])] == ["3", "2", "1", "66.7", "33.3"]
    opened = client.get(f"/figures/monthly.reports_on_time/?unit=410399&period={YEAR}")
    assert f'href="/monthly/{first.pk}/"' in text(opened)


# cost ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", ["", "organisation/", "members/", "reporting/"])
def test_statements_do_not_grow_with_the_units(world, client, key):
    def cost():
        with CaptureQueriesContext(connection) as found:
            text(page(client, world.clerk, f"/dashboard/{key}?unit=410399&period={YEAR}&by=community"))
        return len(found)

    cost()
    before = cost()
    for n in range(12):
        unit = UnitFactory(name=f"新增{n}社区", parent=world.street)
        branch = BranchFactory(unit=unit)
        CommunityFactory(unit=unit)
        ServiceFactory(unit=unit, branch=branch)
        MemberFactory(branch=branch)
    assert cost() == before
    assert before <= 90, before


# what asks for a decision ------------------------------------------------------------------------------
@pytest.fixture
def in_term(world):
    """Nobody's term has run out."""
    Branch.objects.update(term_ends_on=timezone.localdate() + timedelta(days=400))


@pytest.mark.usefixtures("in_term")
def test_a_term_that_ran_out_is_named(client, world):
    BranchFactory(unit=world.own.unit, name="中共榆树网格支部委员会", elected_on=date(2018, 3, 1), term_years=3)
    shown = text(page(client, world.leader, "/dashboard/?period=2024"))
    assert ("1 个支部届满未换届" in shown, "中共榆树网格支部委员会" in shown, 'class="r days over"' in shown) == (True, True, True)


def test_a_community_that_dwindles_is_named_with_both_numbers(client, world):
    ServiceFactory(unit=world.own.unit, branch=world.own.branch, quantity=30, date=date(2023, 5, 20))
    shown = text(page(client, world.leader, "/dashboard/?period=2024"))
    assert "槐荫社区走访比去年同期少 90%" in shown
    assert "去年同期 30 户，现在 3 户" in shown


def test_a_report_that_did_not_come_is_named_until_the_month_is_closed(client, world):
    reports = open_reports()
    MonthlyReport.objects.update(due_at=timezone.now() - timedelta(days=2))
    submitted(reports["槐荫社区"], person(Role.SECRETARY, world.own.unit))
    shown = text(page(client, world.leader, "/dashboard/?period=2024"))
    assert "7月月报还有 2 个社区未报" in shown
    assert "南苑社区、桥北社区" in shown
    MonthlyReport.objects.update(locked_at=timezone.now())
    assert "个社区未报" not in text(page(client, world.leader, "/dashboard/?period=2024"))


@pytest.mark.usefixtures("in_term")
def test_where_nothing_asks_there_is_no_list(client, world):
    assert "请您看" not in text(page(client, world.leader, "/dashboard/?period=2024"))


def test_only_the_own_place_is_named(client, world):
    BranchFactory(unit=world.far.unit, name="中共远处支部委员会", elected_on=date(2018, 3, 1), term_years=3)
    shown = text(page(client, person(Role.SECRETARY, world.own.unit), "/dashboard/?period=2024"))
    assert "中共远处支部委员会" not in shown
