"""去向: what of a community stands in an issued report, told to its secretary; constant statements; the link only where it opens."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgwork.accounts.rules import Role
from orgwork.monthly.models import MonthlyReport
from orgwork.monthly.services.reviewing import accept
from orgwork.workreports.models import SlotSource, SlotValue, WorkReport
from tests.factories import MemberFactory, ServiceFactory
from tests.factories.monthly import open_reports
from tests.factories.review import hand_in


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def issued(unit, by, *slots, period="2024", state="final", title="2024年年终报告"):
    """A report with `slots` [(no, name, measure, value, key, records)]."""
    now = timezone.now()
    report = WorkReport.objects.create(
        unit=unit, period=period, title=title, template="x", template_text="", revised_at=now, file_token="0" * 64, created_by=by,
    )  # fmt: skip
    for no, name, measure, value, key, records in slots:
        slot = SlotValue.objects.create(
            report=report, no=no, name=name, is_number=True, key=key, value=value, text=str(value), state="filled", measure=measure,
            unit_code=unit.code, computed_at=now, period=period, records=len(records),
        )  # fmt: skip
        ids = [str(record.pk) for record in records]
        SlotSource.objects.create(slot=slot, key=key, value=value, record_ids=ids, record_versions=[1] * len(ids))
    WorkReport.objects.filter(pk=report.pk).update(state=state, finalised_at=now if state == "final" else None)
    report.refresh_from_db()
    return report


def visit(unit, quantity, **more):
    return ServiceFactory(unit=unit, kind="visit", date=date(2024, 3, 5), quantity=quantity, **more)


def opinion(unit, day=1):
    return ServiceFactory(unit=unit, kind="opinion", date=date(2024, 4, day), quantity=1)


def lines(page):
    return [line.split("</li>")[0] for line in text(page).partition('<ul class="echo">')[2].partition("</ul>")[0].split("<li>")[1:]]


@pytest.fixture
def mine(filler):
    return client_of(filler)


def test_the_secretary_sees_her_part_of_each_number(mine, world, report):
    visits = [visit(world.own.unit, 30), visit(world.own.unit, 20), visit(world.near.unit, 400)]
    opinions = [opinion(world.own.unit), opinion(world.near.unit)]
    issued(
        world.district, world.clerk, (4, "走访联系群众", "户", 3450, "branches.visit_households", visits),
        (5, "征集意见建议", "条", 3486, "branches.opinions_collected", opinions),
    )  # fmt: skip
    assert lines(mine.get("/monthly/")) == [
        "2024年年终报告：您社区 <b>50 户</b>计入第 4 项「走访联系群众」（共 3,450 户）",
        "2024年年终报告：您社区 <b>1 条</b>计入第 5 项「征集意见建议」（共 3,486 条）",
    ]


def test_cells_of_the_month_count_where_no_record_stood(mine, world, report, filler):
    hand_in(report, by=filler, m_care=12)
    accept(report=report, by=world.clerk)
    cell = report.values.get(code="m_care")
    issued(world.district, world.clerk, (9, "慰问困难党员", "人次", 480, "monthly.care", [cell]))
    said = ["2024年年终报告：您社区 <b>12 人次</b>计入第 9 项「慰问困难党员」（共 480 人次）"]
    assert (lines(mine.get("/monthly/")), lines(mine.get(f"/monthly/{report.pk}/"))) == (said, said)


def test_people_are_counted_once_and_a_rate_by_its_records(mine, world, report):
    members = [MemberFactory(branch=world.own.branch), MemberFactory(branch=world.near.branch)]
    issued(world.district, world.clerk, (1, "党员", "名", 2, "members.active", members))
    assert lines(mine.get("/monthly/")) == ["2024年年终报告：您社区 <b>1 名</b>计入第 1 项「党员」（共 2 名）"]


def test_a_record_deleted_since_still_stood_in_it(mine, world, report):
    gone = visit(world.own.unit, 30)
    issued(world.district, world.clerk, (4, "走访", "户", 30, "branches.visit_households", [gone]))
    type(gone).everything.filter(pk=gone.pk).update(is_deleted=True)
    assert len(lines(mine.get("/monthly/"))) == 1


@pytest.mark.parametrize("state", ["draft", "composing"])
def test_a_draft_says_nothing_yet(mine, world, report, state):
    issued(world.district, world.clerk, (4, "走访", "户", 30, "branches.visit_households", [visit(world.own.unit, 30)]), state=state)
    assert lines(mine.get("/monthly/")) == []


def test_others_numbers_are_not_told(mine, world, report):
    issued(world.district, world.clerk, (4, "走访", "户", 30, "branches.visit_households", [visit(world.near.unit, 30)]))
    assert lines(mine.get("/monthly/")) == []
    assert "还没有定稿的报告" in text(mine.get("/monthly/echo/"))


def test_an_item_that_is_gone_breaks_nothing(mine, world, report):
    issued(world.district, world.clerk, (4, "走访", "户", 30, "branches.no_such_figure", [visit(world.own.unit, 30)]))
    assert (mine.get("/monthly/").status_code, lines(mine.get("/monthly/"))) == (200, [])


def test_the_link_stands_only_for_those_who_may_open_it(world, report, filler):
    work = issued(world.district, world.clerk, (4, "走访", "户", 30, "branches.visit_households", [visit(world.own.unit, 30)]))
    assert f'href="/reports/{work.pk}/"' not in text(client_of(filler).get("/monthly/"))
    filler.posts.create(unit=world.district, role=Role.LEADER, starts_on=date(2020, 1, 1))
    assert f'<a href="/reports/{work.pk}/">2024年年终报告</a>' in text(client_of(filler).get("/monthly/"))


def test_the_reports_page_tells_of_reports_that_hold_its_month(mine, world, filler):
    june = open_reports("2024-06")["槐荫社区"]
    hand_in(june, by=filler, m_care=2)
    accept(report=june, by=world.clerk)
    records = [visit(world.own.unit, 30)]
    issued(world.district, world.clerk, (4, "走访", "户", 30, "branches.visit_households", records), period="2024H1", title="上半年")
    issued(world.district, world.clerk, (4, "走访", "户", 30, "branches.visit_households", records), period="2024Q3", title="三季度")
    assert [line[:3] for line in lines(mine.get(f"/monthly/{june.pk}/"))] == ["上半年"]
    MonthlyReport.objects.filter(pk=june.pk).update(state="draft")
    assert lines(mine.get(f"/monthly/{june.pk}/")) == []


def test_the_statements_grow_neither_with_blanks_nor_with_records(mine, world, report):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            page = mine.get("/monthly/echo/")
        return len(lines(page)), len(seen)

    visits = [visit(world.own.unit, 3)]
    issued(world.district, world.clerk, (1, "一", "户", 30, "branches.visit_households", visits))
    statements()
    few = statements()
    more = [visit(world.own.unit, n) for n in range(1, 20)]
    cells = list(report.values.all())
    issued(
        world.district, world.clerk, *((n, f"第{n}", "户", 30, "branches.visit_households", more) for n in range(1, 9)),
        (9, "意见", "条", 1, "branches.opinions_collected", [opinion(world.own.unit, n) for n in range(1, 9)]),
        (10, "党员", "名", 1, "members.active", [MemberFactory(branch=world.own.branch)]), (11, "慰问", "名", 1, "monthly.care", cells),
        period="2024H1",
    )  # fmt: skip
    many = statements()
    assert (few[0], many[0], many[1]) == (1, 12, few[1])
