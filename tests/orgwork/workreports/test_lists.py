"""Lists that a report names: declared once, filled by the app that holds the records, within scope, unit and period."""

from datetime import date

import pytest

from orgwork.accounts.scope import Scope
from orgwork.kit.periods import Period
from orgwork.workreports import editions, lists
from tests.factories import DocumentFactory, TeamFactory
from tests.orgwork.workreports.conftest import put

PERIOD = Period.parse("2024")


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(lists, "_lists", dict(lists._lists))


def rows(name, unit, scope=None):
    found = lists.rows(name, scope=scope or Scope.whole(), unit=unit, period=PERIOD)
    return [dict(row.cells) for row in found]


def test_the_lists_that_come_with_the_portal():
    assert [found.name for found in lists.all_lists()] == sorted(["人才称号", "修订制度", "废止文件名", "新建制度", "品牌志愿队伍"])


def test_a_list_that_nothing_fills_yet_has_no_rows(place):
    assert rows("人才称号", place.district) == []


def test_it_may_be_filled_once():
    lists.listing("人才称号", *lists.find("人才称号").fields, figure="x", note="")(list)
    with pytest.raises(ValueError, match="twice"):
        lists.listing("人才称号", *lists.find("人才称号").fields, figure="x", note="")(list)


def test_it_must_hold_the_fields_that_templates_expect():
    with pytest.raises(ValueError, match="批次"):
        lists.listing("人才称号", "姓名", "单位", "年份", "称号", figure="x", note="")(list)


def rule(unit, title, **more):
    return DocumentFactory(unit=unit, title=title, kind="rule", action="revised", action_on=date(2024, 5, 2), **more)


def test_documents_that_are_named_in_their_order(place):
    rule(place.district, "丙办法", featured=True, featured_order=2, doc_no="甲发〔2024〕3号")
    rule(place.district, "甲办法", featured=True, featured_order=1, doc_no="")
    rule(place.district, "乙办法")
    assert rows("修订制度", place.district) == [
        {"名称": "甲办法", "文号": "", "日期": "2024年5月2日"},
        {"名称": "丙办法", "文号": "甲发〔2024〕3号", "日期": "2024年5月2日"},
    ]


def test_outside_the_scope_and_the_period_there_is_nothing(place):
    rule(place.district, "甲办法", featured=True)
    assert rows("修订制度", place.district, Scope.of([place.far.path])) == []
    assert lists.rows("修订制度", scope=Scope.whole(), unit=place.district, period=Period.parse("2023")) == []


def test_teams_of_the_community_named_first(place):
    TeamFactory(unit=place.second, name="晚归灯", featured=True, featured_order=1, size=12)
    TeamFactory(unit=place.second, name="巧手坊", featured=True, featured_order=3, size=None)
    TeamFactory(unit=place.first, name="别处", featured=True, featured_order=2)
    assert rows("品牌志愿队伍", place.district) == [
        {"名称": "晚归灯", "社区": "南苑社区", "人数": "12"},
        {"名称": "巧手坊", "社区": "南苑社区", "人数": ""},
    ]


def test_an_empty_cell_that_must_not_be_empty_says_so(place):
    rule(place.district, "甲办法", featured=True)
    declare = lists.listing("试", "名称", "主办?", "单位", figure="office.rules_revised", note="")
    declare(lambda records: [(record, {"名称": record.title}) for record in records])
    assert rows("试", place.district) == [{"名称": "甲办法", "主办": "", "单位": "【待补：单位】"}]


def test_a_report_names_them_and_makes_sentences_of_them(place, records, compose):
    put("名单稿", "标题\n修订{{修订制度:列举:1}}{{修订制度项数}}项。{{每条 修订制度}}{{日期}}印发{{名称}}。{{完}}")
    rule(place.district, "甲办法", featured=True, featured_order=1)
    rule(place.district, "乙办法", featured=True, featured_order=2)
    report = compose(place.district, template="名单稿")
    value = report.slots.get(no=100)
    assert (value.text, value.state, value.records) == ("甲办法、乙办法", "filled", 2)
    assert [row[0] for row in value.rows] == [["名称", "甲办法"], ["名称", "乙办法"]]
    said = "".join(run.text for run in editions.blocks_of(report, list(report.slots.all()))[-1].runs)
    assert said == "修订甲办法等2项。2024年5月2日印发甲办法。2024年5月2日印发乙办法。"
