from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit.periods import Period
from orgwork.monthly.models import FormItem, ItemRule, MonthlyReport, MonthlyValue
from orgwork.monthly.services.errors import Clash, Invalid, Refused
from orgwork.monthly.services.opening import open_month
from orgwork.monthly.services.prefilling import refresh
from orgwork.monthly.services.saving import Entry, save_values
from tests.factories import ActivityFactory, MemberFactory, ServiceFactory, UnitFactory, make_world, person
from tests.factories.monthly import blanks, open_reports


def cell(report, code):
    return report.values.get(code=code)


def shown(row):
    return (row.state, row.value, row.source)


def test_every_community_gets_a_month_filled_from_its_records(world):
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 9), quantity=4)
    ServiceFactory(unit=world.near.unit, date=date(2024, 7, 9), quantity=100)
    ServiceFactory(unit=world.own.unit, date=date(2024, 6, 30), quantity=50)
    MemberFactory(branch=world.own.branch, name="甲一")
    ActivityFactory(branch=world.own.branch, kind="theme_day", date=date(2024, 7, 25), entitled=40, present=33)
    reports = open_reports()
    assert sorted(reports) == ["南苑社区", "桥北社区", "槐荫社区"]
    own = reports["槐荫社区"]
    assert shown(cell(own, "m_visit_households")) == ("filled", 9, "branches.visit_households")
    assert shown(cell(own, "m_members")) == ("filled", 1, "members.active")
    assert shown(cell(own, "m_theme_day")) == ("filled", 1, "branches.theme_days")
    rate = cell(own, "m_attend_rate")
    assert (rate.value, rate.part, rate.whole) == (Decimal("82.5"), 33, 40)
    assert shown(cell(reports["南苑社区"], "m_visit_households")) == ("filled", 100, "branches.visit_households")


def test_no_record_is_not_zero_but_an_empty_register_is(report):
    assert shown(cell(report, "m_visit_households")) == ("blank", None, "branches.visit_households")
    assert shown(cell(report, "m_members")) == ("filled", 0, "members.active")
    assert shown(cell(report, "m_care")) == ("blank", None, "typed")


def test_opening_twice_opens_once(world):
    first, again = open_reports(), open_month(period=Period.parse("2024-07"), by=system_user(), scope=Scope.whole())
    assert (len(first), again, MonthlyReport.objects.count()) == (3, [], 3)
    assert MonthlyValue.objects.count() == 3 * FormItem.objects.count()


def test_a_month_to_come_is_not_opened(world):
    with pytest.raises(Refused) as refused:
        open_month(period=Period.parse("2199-01"), by=system_user(), scope=Scope.whole())
    assert refused.value.message == "2199年1月还没有到，不能开报。"


def test_closed_communities_have_no_month(world):
    world.near.unit.closed_on = date(2024, 7, 1)
    world.near.unit.save()
    assert sorted(open_reports()) == ["桥北社区", "槐荫社区"]


def test_opening_takes_the_same_statements_for_three_and_for_thirty(world):
    by = system_user()

    def statements(period):
        with CaptureQueriesContext(connection) as seen:
            open_month(period=Period.parse(period), by=by, scope=Scope.whole())
        return len(seen)

    few = statements("2024-05")
    for number in range(27):
        UnitFactory(parent=world.street, name=f"新{number}社区")
    many = statements("2024-06")
    assert (few, MonthlyReport.objects.filter(period="2024-06").count()) == (many, 30)


def test_a_new_record_shows_at_once_in_an_untouched_cell(report, world, filler):
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    refresh(report=report)
    assert shown(cell(report, "m_visit_households")) == ("filled", 5, "branches.visit_households")
    save_values(report=report, cells={"m_visit_households": Entry(value="8", explanation="有三户补记", version=2)}, by=filler)
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 4), quantity=1)
    refresh(report=report)
    kept = cell(report, "m_visit_households")
    assert (*shown(kept), kept.computed) == ("filled", 8, "typed", 6)


def test_reading_the_records_again_writes_nothing_when_nothing_moved(report):
    assert refresh(report=report) == []


def test_zero_same_and_blank_are_three_things(world, filler):
    june = open_reports("2024-06")["槐荫社区"]
    save_values(report=june, cells={"m_care": Entry(value="14"), "m_reported": Entry(state="zero")}, by=filler, version=1)
    MonthlyReport.objects.filter(pk=june.pk).update(state="accepted")
    july = open_reports("2024-07")["槐荫社区"]
    wanted = {"m_care": Entry(state="same"), "m_care_money": Entry(state="zero"), "m_post_claims": Entry(value="", explanation="没有统计")}
    save_values(report=july, cells=wanted, by=filler, version=1)
    assert [shown(cell(july, code)) for code in wanted] == [("same", 14, "typed"), ("zero", 0, "typed"), ("blank", None, "typed")]


def test_same_as_last_month_needs_a_last_month(report, filler):
    with pytest.raises(Invalid) as invalid:
        save_values(report=report, cells={"m_care": Entry(state="same")}, by=filler, version=1)
    assert invalid.value.fields == {"m_care": "上月没有报过这一格，不能与上月相同。请填数。"}


@pytest.mark.parametrize("value", ["-1", "1e309", "NaN", "12.5", "100000", "很多", "１２３４５６", True, [1], "0x10", "²"])
def test_a_count_is_a_count(report, filler, value):
    with pytest.raises(Invalid) as invalid:
        save_values(report=report, cells={"m_care": Entry(value=value)}, by=filler, version=1)
    assert invalid.value.fields == {"m_care": "应为 0–99999 的整数。"}
    assert shown(cell(report, "m_care")) == ("blank", None, "typed")


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [("m_care", " １２ ", 12), ("m_care", "1,200", 1200), ("m_dues", "3.50", Decimal("3.5")), ("m_care", 7, 7)],
)
def test_numbers_are_read_as_people_type_them(report, filler, code, typed, kept):
    save_values(report=report, cells={code: Entry(value=typed)}, by=filler, version=1)
    assert cell(report, code).value == kept


def test_a_computed_cell_is_not_typed(report, filler):
    with pytest.raises(Invalid) as invalid:
        save_values(report=report, cells={"m_attend_rate": Entry(value="90")}, by=filler, version=1)
    assert invalid.value.fields == {"m_attend_rate": "由记录计算，不能手填。记录有误请改记录。"}


def test_one_bad_cell_saves_none(report, filler):
    with pytest.raises(Invalid):
        save_values(report=report, cells={"m_care": Entry(value="3"), "m_dues": Entry(value="x")}, by=filler, version=1)
    assert cell(report, "m_care").value is None


def test_unknown_cells_are_named(report, filler):
    with pytest.raises(Invalid) as invalid:
        save_values(report=report, cells={"m_nothing": Entry(value="3")}, by=filler, version=1)
    assert invalid.value.fields == {"m_nothing": "月报里没有这一格。"}


def test_the_loser_sees_both_values(report, filler):
    save_values(report=report, cells={"m_care": Entry(value="4", version=1)}, by=filler)
    with pytest.raises(Clash) as clash:
        save_values(report=report, cells={"m_care": Entry(value="5", version=1)}, by=filler)
    assert (clash.value.rows["m_care"].value, clash.value.given["m_care"].value) == (4, "5")
    assert cell(report, "m_care").value == 4


def test_two_people_write_different_cells_of_one_report(report, filler):
    save_values(report=report, cells={"m_care": Entry(value="4", version=1)}, by=filler)
    save_values(report=report, cells={"m_dues": Entry(value="5", version=1)}, by=filler)
    assert (cell(report, "m_care").value, cell(report, "m_dues").value) == (4, 5)


def test_a_stale_report_version_is_a_conflict_whatever_the_cell(report, filler):
    save_values(report=report, cells={"m_care": Entry(value="4")}, by=filler, version=1)
    with pytest.raises(Clash) as clash:
        save_values(report=report, cells={"m_dues": Entry(value="5")}, by=filler, version=1)
    assert list(clash.value.rows) == ["m_dues"]


def test_a_version_must_be_given(report, filler):
    with pytest.raises(Invalid) as invalid:
        save_values(report=report, cells={"m_care": Entry(value="4")}, by=filler)
    assert invalid.value.fields == {"version": "缺少版本。"}


def test_typing_what_the_records_hold_leaves_the_cell_to_the_records(report, world, filler):
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    refresh(report=report)
    save_values(report=report, cells={"m_visit_households": Entry(value="5", version=2)}, by=filler)
    assert shown(cell(report, "m_visit_households")) == ("filled", 5, "branches.visit_households")
    save_values(report=report, cells={"m_visit_households": Entry(value="7", explanation="x", version=3)}, by=filler)
    save_values(report=report, cells={"m_visit_households": Entry(state="blank", explanation="", version=4)}, by=filler)
    assert shown(cell(report, "m_visit_households")) == ("filled", 5, "branches.visit_households")


def test_the_history_keeps_who_and_what(report, filler):
    save_values(report=report, cells={"m_care": Entry(value="4")}, by=filler, version=1)
    events = list(cell(report, "m_care").events.order_by("pgh_id"))
    assert [(e.value, e.pgh_context.metadata["user"]) for e in events] == [(None, str(system_user().pk)), (4, str(filler.pk))]


def test_the_form_is_put_in_once(db):
    assert (FormItem.objects.filter(kind="number").count(), FormItem.objects.count(), ItemRule.objects.count()) == (60, 63, 14)


def test_blank_cells_of_a_new_month_are_few(report):
    assert len(blanks(report)) == 40


def test_reading_one_community_asks_each_figure_once(report, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        refresh(report=report)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_on_one_cell_lose_nothing_silently():
    world = make_world()
    filler = person(Role.SECRETARY, world.own.unit)
    report = open_reports()["槐荫社区"]

    def write(number):
        try:
            save_values(report=report, cells={"m_care": Entry(value=number, version=1)}, by=filler)
        except Clash as clash:
            return clash.rows["m_care"].value
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(write, range(1, 9)))
    kept = cell(report, "m_care").value
    assert (told.count("saved"), [v for v in told if v != "saved"]) == (1, [kept] * 7)
    assert told.index("saved") + 1 == kept
