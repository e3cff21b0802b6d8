"""The roster of services knows every step: words, columns and the rules of the form."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from branches.models import ServiceRecord
from branches.roster_services import ServiceRoster
from orgwork.accounts.models import system_user
from orgwork.imports import services
from orgwork.imports.models import StagedFinding
from tests.factories import make_world
from tests.orgwork.imports import sheets

HEADS = [
    "登记日期", "类别", "社区", "内容", "意见分类", "办理情况", "整改类型", "承办人", "办结期限", "落实日期", "处理结果", "答复日期",
    "是否满意",
]  # fmt: skip


@pytest.fixture
def world(db):
    return make_world()


def bring(world, tmp_path, *rows, commit=True):
    book = sheets.book(tmp_path / "a.xlsx", *rows, heads=HEADS)
    upload = services.stage(book, kind="services", unit=world.district, by=system_user(), name="a.xlsx", keep=False)
    if commit:
        services.commit(upload_id=upload.pk, by=system_user())
    return upload


def told(upload):
    return list(StagedFinding.objects.filter(upload=upload, level="error").order_by("seq").values_list("row", "field", "code"))


def row(status, *rest, text="楼道灯坏了", category="物业管理"):
    return ["2024-06-03", "意见", "槐荫社区", text, category, status, *rest, *[""] * (7 - len(rest))]


def test_every_step_is_read(world, tmp_path):
    rows = [
        row("已收集", text="一"),
        row("已分类", "专项整治", text="二"),
        row("已交办", "", "乔主任", "2024-06-17", text="三"),
        row("已落实", "立行立改", "乔主任", "2024-06-17", "2024.6.10", "换了声控灯", text="四"),
        row("已反馈", "", "乔主任", "2024-06-17", "2024-06-10", "换了声控灯", "2024-06-12", text="五")[:-1] + ["基本满意"],
        row("已回访", "", "", "", "2024-06-10", "", "", text="六")[:-1] + ["不满意"],
    ]
    upload = bring(world, tmp_path, *rows)
    assert (upload.counts["create"], told(upload)) == (6, [])
    names = ("text", "status", "way", "owner", "due_on", "solved_on", "result", "answered_on", "satisfied")
    assert sorted(ServiceRecord.objects.values_list(*names), key=lambda r: "一二三四五六".index(r[0])) == [
        ("一", "collected", "", "", None, None, "", None, None),
        ("二", "classified", "campaign", "", None, None, "", None, None),
        ("三", "assigned", "", "乔主任", date(2024, 6, 17), None, "", None, None),
        ("四", "done", "at_once", "乔主任", date(2024, 6, 17), date(2024, 6, 10), "换了声控灯", None, None),
        ("五", "answered", "", "乔主任", date(2024, 6, 17), date(2024, 6, 10), "换了声控灯", date(2024, 6, 12), True),
        ("六", "answered", "", "", None, date(2024, 6, 10), "", None, False),
    ]


def test_the_rules_of_the_form_hold(world, tmp_path):
    rows = [
        row("已分类", category="", text="一"),
        row("已交办", "", "", "2024-06-17", text="二"),
        row("已交办", "", "乔主任", "", text="三"),
        row("已交办", "", "乔主任", "2024-06-01", text="四"),
        row("已反馈", "", "", "", "2024-06-10", "", "2024-06-09", text="五"),
        row("已落实", "", "", "", str(timezone.localdate() + timedelta(days=1)), text="六"),
    ]
    upload = bring(world, tmp_path, *rows, commit=False)
    assert told(upload) == [
        (2, "category", "category.empty"),
        (3, "owner", "owner.empty"),
        (4, "due_on", "due_on.empty"),
        (5, "due_on", "date.order"),
        (6, "answered_on", "date.order"),
        (7, "solved_on", "date.future"),
    ]


def test_no_header_means_two_columns():
    known = {}
    for name, column in ServiceRoster.columns.items():
        for header in (column.label, *column.aliases):
            known.setdefault(header, []).append(name)
    assert {header: names for header, names in known.items() if len(names) > 1} == {}
