"""Rosters of units, organisations, communities, services and activities."""

import pytest

from branches.models import Activity, Branch, Community, ServiceRecord
from orgwork.accounts.models import Unit, system_user
from orgwork.imports import services
from orgwork.imports.models import StagedFinding

from . import sheets


def bring(path, kind, heads, *rows, unit="410399", commit=True):
    place = Unit.objects.filter(code=unit).first()
    upload = services.stage(
        sheets.book(path, *rows, heads=heads), kind=kind, unit=place, by=system_user(), name=path.name, keep=False
    )
    if commit:
        services.commit(upload_id=upload.pk, by=system_user())
    return upload


def codes(upload):
    return list(
        StagedFinding.objects.filter(upload=upload, level="error").order_by("seq").values_list("row", "field", "code")
    )


SERVICE = ["日期", "类别", "社区", "党支部", "参加人员", "数量", "办理状态", "办结日期", "内容"]
ACTIVITY = ["活动时间", "类型", "主题", "社区", "党支部", "地点", "应到", "实到", "主讲人"]
COMMUNITY = ["社区名称", "户数", "常住人口", "办公用房面积（㎡）", "一肩挑", "达标状态", "日间照料中心"]
UNITS = ["单位代码", "单位名称", "层级", "上级单位代码"]
BRANCHES = [
    "党组织代码",
    "党组织全称",
    "上级党组织",
    "组织类别",
    "所属领域",
    "类型",
    "所属社区",
    "本届选举日期",
    "任期年限",
]


def test_services(district, tmp_path):
    rows = [
        ["2024.06.15", "走访", "槐荫社区", "第一网格党支部", "张三、李四", "3户", "", "", "走访困难党员"],
        ["2024-06-16", "意见", "桥北社区", "", "王五", 1, "已落实", "2024-06-20", "路灯不亮"],
        ["2024-06-17", "矛盾纠纷", "桥北社区", "", "王五", "", "", "", "楼道堆物"],
    ]
    upload = bring(tmp_path / "a.xlsx", "services", SERVICE, *rows)
    assert (upload.counts["create"], codes(upload)) == (3, [])
    first = ServiceRecord.objects.get(kind="visit")
    assert (first.quantity, first.branch.name, first.unit.name) == (3, "第一网格党支部", "槐荫社区")
    opinion = ServiceRecord.objects.get(kind="opinion")
    assert (opinion.status, opinion.branch, opinion.unit.name) == ("done", None, "桥北社区")
    again = bring(tmp_path / "b.xlsx", "services", SERVICE, *rows)
    assert (again.counts["unchanged"], again.counts["create"], ServiceRecord.objects.count()) == (3, 0, 3)


def test_equal_services_of_a_day_are_several(district, tmp_path):
    row = ["2024.06.15", "走访", "槐荫社区", "第一网格党支部", "张三", 1, "", "", "入户"]
    bring(tmp_path / "a.xlsx", "services", SERVICE, row, row)
    again = bring(tmp_path / "b.xlsx", "services", SERVICE, row, row, row)
    assert (again.counts["unchanged"], again.counts["create"], ServiceRecord.objects.count()) == (2, 1, 3)


def test_wrong_services(district, tmp_path):
    rows = [
        ["2024.06", "走访", "槐荫社区", "", "张三", 1, "", "", "只有月"],
        ["2024-06-15", "串门", "槐荫社区", "", "张三", 1, "", "", "类别不对"],
        ["2024-06-15", "意见", "槐荫社区", "", "张三", 1, "已落实", "", "缺办结日期"],
        ["2024-06-15", "走访", "槐荫社区", "", "张三", "若干", "", "", "数量不对"],
        ["2024-06-15", "走访", "槐荫社区", "", "张三", 1, "已落实", "2024-06-01", "早于登记"],
    ]
    upload = bring(tmp_path / "a.xlsx", "services", SERVICE, *rows, commit=False)
    assert codes(upload) == [
        (2, "date", "date.unrecognised"),
        (3, "kind", "enum.unknown"),
        (4, "solved_on", "solved_on.empty"),
        (5, "quantity", "amount.unrecognised"),
        (6, "solved_on", "date.order"),
    ]


def test_activities(district, tmp_path):
    rows = [
        ["2024-06-15", "主题党日", "学习党章", "槐荫社区", "第一网格党支部", "党群服务中心", 20, 18, ""],
        ["2024-06-16", "党课", "专题党课", "槐荫社区", "第一网格党支部", "", 20, 21, "李四"],
        ["2024-06-17", "党课", "没有主讲人", "槐荫社区", "第一网格党支部", "", 20, 20, ""],
    ]
    upload = bring(tmp_path / "a.xlsx", "activities", ACTIVITY, *rows, commit=False)
    assert codes(upload) == [(3, "present", "present.over"), (4, "lecturer", "lecturer.empty")]
    services.commit(upload_id=upload.pk, by=system_user())
    kept = Activity.objects.get()
    assert (kept.title, kept.location, kept.present, kept.branch.name) == (
        "学习党章",
        "党群服务中心",
        18,
        "第一网格党支部",
    )
    again = bring(tmp_path / "b.xlsx", "activities", ACTIVITY, [*rows[0][:7], 19, ""])
    assert (again.counts["update"], Activity.objects.get().present) == (1, 19)


def test_communities(district, tmp_path):
    rows = [
        ["槐荫社区", "2,300户", "6800人", "500㎡", "是", "达标", "有"],
        ["新城社区", 1200, 3000, "约320平", "否", "", "无"],
    ]
    upload = bring(tmp_path / "a.xlsx", "communities", COMMUNITY, *rows)
    assert (upload.counts["create"], codes(upload)) == (2, [])
    found = Community.objects.get(unit__name="槐荫社区")
    assert (found.households, found.population, found.office_area_m2) == (2300, 6800, 500)
    assert (found.one_shoulder, found.has_daycare, found.standard_status) == (True, True, "met")
    again = bring(tmp_path / "b.xlsx", "communities", COMMUNITY, ["槐荫", 2310, "", "", "", "", ""])
    found.refresh_from_db()
    assert (again.counts["update"], found.households, found.population) == (1, 2310, 6800)


def test_wrong_communities(district, tmp_path):
    rows = [
        ["槐阴社区", 1, 1, 1, "是", "", ""],
        ["青槐街道", 1, 1, 1, "是", "", ""],
        ["槐荫社区", "许多", 1, 1, "大概", "良好", ""],
    ]
    upload = bring(tmp_path / "a.xlsx", "communities", COMMUNITY, *rows, commit=False)
    assert codes(upload) == [
        (2, "community", "unit.unknown"),
        (3, "community", "unit.unknown"),
        (4, "households", "amount.unrecognised"),
        (4, "one_shoulder", "enum.unknown"),
        (4, "standard_status", "enum.unknown"),
    ]


def test_new_units_below_known_ones_and_wrong_ones(district, tmp_path):
    rows = [
        ["41039900100101", "槐荫社区第一网格", "网格", "410399001001"],
        ["4103990010010101", "1号楼", "楼栋", "41039900100101"],
        ["410399009", "空街道", "街道", "410398"],
        ["410399001001", "槐荫社区", "社区", "410399002"],
        ["X1", "甲", "网格", "X2"],
        ["X2", "乙", "网格", "X1"],
    ]
    upload = bring(tmp_path / "a.xlsx", "units", UNITS, *rows)
    assert set(codes(upload)) == {
        (4, "parent", "unit.unknown"),
        (5, "parent", "unit.moved"),
        (6, "parent", "unit.unknown"),
        (7, "parent", "parent.circle"),
    }
    house = Unit.objects.get(code="4103990010010101")
    assert house.path.startswith(Unit.objects.get(code="410399001001").path)
    assert (house.parent.name, len(house.path)) == ("槐荫社区第一网格", 20)


def test_units_only_below_the_own_one(district, tmp_path):
    rows = [["410399002003", "外街道社区", "社区", "410399002"], ["410399001003", "新设社区", "社区", "410399001"]]
    upload = bring(tmp_path / "a.xlsx", "units", UNITS, *rows, unit="410399001")
    assert codes(upload) == [(2, "parent", "unit.out_of_scope")]
    assert Unit.objects.filter(code="410399001003").exists()


@pytest.mark.django_db
def test_units_need_their_root_in_an_empty_system(tmp_path):
    upload = bring(tmp_path / "a.xlsx", "units", UNITS, ["410399001", "青槐街道", "街道", "410399"], commit=False)
    assert codes(upload) == [(2, "parent", "unit.unknown")]


def test_branches(district, tmp_path):
    rows = [
        [
            "DZ1",
            "中共槐荫社区第五网格支部委员会",
            "槐荫社区党委",
            "党支部",
            "街道社区",
            "网格楼栋",
            "槐荫社区",
            "2023.05.06",
            3,
        ],
        ["DZ2", "第六网格党支部", "没有的党委", "党支部", "街道社区", "网格楼栋", "槐荫社区", "2023-05-06", "3年"],
        ["", "第一网格党支部", "中共槐荫社区委员会", "支部", "社区", "网格", "槐荫社区", "2024-02-29", 3],
        ["DZ4", "自己", "自己", "党支部", "街道社区", "网格楼栋", "槐荫社区", "2023-05-06", 3],
    ]
    upload = bring(tmp_path / "a.xlsx", "branches", BRANCHES, *rows)
    assert codes(upload) == [(3, "parent", "branch.unknown"), (5, "parent", "parent.circle")]
    made = Branch.objects.get(code="DZ1")
    assert (made.parent.short_name, made.unit.name, str(made.term_ends_on)) == (
        "槐荫社区党委",
        "槐荫社区",
        "2026-05-06",
    )
    known = Branch.objects.get(name="第一网格党支部", unit__name="槐荫社区")
    assert (known.code, str(known.elected_on), str(known.term_ends_on)) == (
        "DZ41039900100101",
        "2024-02-29",
        "2027-02-28",
    )


def test_branch_parent_may_come_later_in_the_file(district, tmp_path):
    rows = [
        ["DZ9", "第九网格党支部", "中共新设党总支", "党支部", "街道社区", "网格楼栋", "槐荫社区", "2023-05-06", 3],
        ["DZ8", "中共新设党总支", "中共槐荫社区委员会", "党总支", "街道社区", "社区", "槐荫社区", "2023-05-06", 3],
    ]
    bring(tmp_path / "a.xlsx", "branches", BRANCHES, *rows)
    assert Branch.objects.get(code="DZ9").parent.code == "DZ8"
