"""Seeded lies: false wordings are all caught, with the right objection and the right exception; true ones are left alone.

Records come from factories, values from composing, findings from the same call as the page, the API and 定稿.
"""

from datetime import date

import pytest

from branches.enums import FacilityKind
from orgwork.workreports import checks
from tests.factories import (
    BranchFactory,
    CommunityFactory,
    FacilityFactory,
    PublicationFactory,
    SeatFactory,
    ServiceFactory,
)
from tests.orgwork.workreports.texts import draft

pytestmark = pytest.mark.django_db

COMMUNITIES = (("first", 360, "met", True), ("second", 268, "below", False), ("third", 305, "excellent", True))
SEATS = ("secretary", "organisation", "publicity", "discipline")
SERVICES = (
    ("first", "visit", 1000, {}), ("third", "visit", 998, {}),
    ("first", "opinion", 45, {"status": "done", "solved_on": date(2024, 6, 1)}), ("third", "opinion", 15, {}),
    ("first", "dispute", 12, {"status": "done"}), ("first", "problem", 20, {"status": "done"}), ("third", "deed", 96, {}),
)  # fmt: skip


@pytest.fixture
def world(place):
    """南苑社区 is the exception: 268㎡, no 健身室, no 日间照料, not 达标, branch neither full nor in term; 桥北社区 has open opinions."""
    for name, area, status, fine in COMMUNITIES:
        unit, more = getattr(place, name), {} if fine else {"remark": "新用房在建，未启用"}
        days = {"has_daycare": True, "daycare_opened_on": date(2023, 5, 1)} if fine else {}
        profile = CommunityFactory(unit=unit, office_area_m2=area, standard_status=status, **days, **more)
        for kind in FacilityKind:
            FacilityFactory(community=profile, code=kind, present=fine or kind != FacilityKind.FITNESS)
        branch = BranchFactory(unit=unit, name=f"中共{unit.name}支部委员会", elected_on=date(2022 if fine else 2019, 3, 1))
        for post in SEATS if fine else SEATS[:2]:
            SeatFactory(branch=branch, party_post=post)
    for name, kind, quantity, more in SERVICES:
        ServiceFactory(unit=getattr(place, name), kind=kind, quantity=quantity, date=date(2024, 5, 6), **more)
    for at in range(23):
        PublicationFactory(unit=place.district, title=f"稿{at}", published_on=date(2024, 5, 6), media_level="city")
    return place


NORTH, SOUTH = "桥北社区", "南苑社区"
RECTIFIED = "后进社区整顿期间，收集意见建议{{整顿意见类数}}类{{整顿意见条数}}条。"
# (sentences, kind, what the objection names, what people typed)
LIES = (
    ("{{办公用房达标社区数}}个城市社区办公用房均达到{{办公用房标准}}㎡以上。", "all", f"{SOUTH} 268㎡（新用房在建，未启用）"),
    ("3个城市社区办公用房均达到300㎡以上。", "all", f"{SOUTH} 268㎡"),
    ("全区城市社区办公用房全部达到标准。", "all", f"{SOUTH} 268㎡"),
    ("城市社区办公用房面积都在300平方米以上。", "all", f"{SOUTH} 268㎡"),
    ("城市社区办公用房均达到280㎡以上。", "all", "1个不到280㎡"),
    ("除桥北社区外，城市社区办公用房均达到300㎡以上。", "all", f"{SOUTH} 268㎡"),
    ("文昌街道城市社区办公用房均达到300㎡以上。", "all", f"2个城市社区里有1个不到300㎡：{SOUTH}"),
    ("3.改善阵地条件，群众办事更方便。3个城市社区办公用房均达到300㎡以上。", "all", f"{SOUTH} 268㎡"),
    ("二是强阵地。城市社区办公用房均达到300㎡以上，全部建立了“十九室一厅一站”。", "all", f"{SOUTH} 缺健身室"),
    ("3个城市社区“十九室一厅一站”全部建成。", "all", f"{SOUTH} 缺健身室"),
    ("城市社区功能室无一缺项。", "all", f"{SOUTH} 缺健身室"),
    ("养老日间照料中心实现城市社区全覆盖。", "all", f"没有建成：{SOUTH}"),
    ("所有城市社区达标。", "all", f"{SOUTH} 未达标"),
    ("社区达标率达到100%。", "all", f"{SOUTH} 未达标"),
    ("全区党支部班子全部配齐。", "all", "1个没有配齐：中共南苑社区支部委员会"),
    ("全区党支部均按期换届。", "all", "2022-03-01届满"),
    ("征集意见建议60条，全部整改落实。", "all", f"15条还没有办结：{NORTH} 15条"),
    ("全区共有5个城市社区。", "same", "台账里是3个城市社区"),
    ("3个城市社区中，3个办公用房达到300㎡以上。", "same", "台账里是2个城市社区"),
    ("走访群众2000余户。", "over", "走访联系群众户数是1998户"),
    ("走访群众1998余户。", "over", "正好是这个数"),
    ("走访群众{{走访联系群众户数}}余户。", "over", "正好是这个数"),
    ("省市媒体刊发稿件30余篇。", "over", "省市媒体刊发篇数是23篇"),
    ("走访群众2100户。", "same", "走访联系群众户数是1998户"),
    ("走访群众二千零五户。", "same", "走访联系群众户数是1998户"),
    ("社区达标率达到67%以上。", "atleast", "社区达标率是66.7%"),
    ("社区优秀率百分之三十四以上。", "atleast", "社区优秀率是33.3%"),
    ("走访群众超过2000户。", "atleast", "没有超过"),
    ("走访群众约3000户。", "about", "舍入范围"),
    ("走访群众近1500户。", "about", "稍少一点"),
    ("走访群众不足1000户。", "about", "不在说出的数以下"),
    ("社区达标率{{社区达标率:以上}}%以上。", "marks", "“66%以上%以上”：写法重复了"),
    ("走访群众{{走访联系群众户数:余}}余户。", "marks", "“1900余余”：写法重复了"),
    ("社区达标率达到67%。", "same", "社区达标率是66.7%"),
    ("征集意见建议60条，其中已办结反馈65条。", "part", "65条，多于征集意见建议条数 60条"),
    ("整理档案60卷，其中干部档案65卷。", "part", "其中65卷，多于前面的总数 60卷"),
    ("征集意见建议60条。\n整改落实意见62条。", "part", "整改落实意见条数 62条，多于征集意见建议条数 60条"),
    ("城市社区达标率66%以上。\n优秀率达到80%。", "part", "社区优秀率 80%，多于社区达标率 66%"),
    (RECTIFIED, "part", "整顿意见类数 40类，多于整顿意见条数 36条", {29: 40, 30: 36}),
    ("优秀社区占40%、达标社区占45%、未达标社区占30%。", "part", "加起来是115%"),
    ("党员参会率达到103%。", "part", "占比不会超过100%"),
    ("聘任特邀监督员12名。\n15名特邀监督员开展了工作。", "same", "一处写“12名”，一处写“15名”"),
    ("聘任特邀监督员{{特邀监督员人数}}名。\n特邀监督员11名参加了测评。", "same", "特邀监督员人数是12名", {36: 12}),
)  # fmt: skip
TRUTHS = (
    "3个城市社区中，{{办公用房达标社区数}}个办公用房达到{{办公用房标准}}㎡以上。",
    "3个城市社区办公用房均达到260㎡以上。",
    "三个城市社区办公用房都在200平方米以上。",
    "除南苑社区外，城市社区办公用房均达到300㎡以上。",
    "城南街道城市社区办公用房均达到300㎡以上。",
    "城市社区办公用房基本都达到300㎡以上。",
    "力争年底前城市社区办公用房全部达到300㎡以上。",
    "城市社区办公用房没有全部达到300㎡以上。",
    "二、下一步工作思路\n城市社区办公用房全部达到300㎡以上。",
    "槐荫社区、桥北社区“十九室一厅一站”全部建成。",
    "3个城市社区中，1个办公用房不到300㎡。",
    "全区共有3个城市社区。",
    "推动城市社区办公用房均衡布局。",
    "把群众说的话都记下来，让干部都到一线去。",
    "走访群众1998户。",
    "走访群众1900余户。",
    "走访群众{{走访联系群众户数:余}}户。",
    "走访群众超过1900户。",
    "走访群众近2000户。",
    "走访群众约2000户。",
    "去年走访群众1500户。",
    "南苑社区走访群众300户。",
    "社区达标率66%以上。",
    "社区达标率为{{社区达标率:以上}}，优秀率为{{社区优秀率:以上}}。",
    "社区达标率达到60%以上，优秀率达到33%以上。",
    "征集意见建议60条，其中已办结反馈45条。",
    "整理档案60卷，其中干部档案45卷。",
    "征集意见建议{{征集意见建议条数}}条。\n整改落实意见45条。",
    "化解矛盾纠纷12起，帮助解决困难问题20件，办理实事好事96件。",
    "优秀社区占33%、达标社区占33%、未达标社区占34%。",
    "省市媒体刊发稿件20余篇。",
    "年度任务完成率达到120%，比上年提高15个百分点。",
    "聘任特邀监督员{{特邀监督员人数}}名。\n12名特邀监督员开展了工作。",
    "一个社区一个社区走访，一家一家听意见，以及时反馈取信于民。",
    "落实2024年部署，建设“三个一”工程，公布举报电话12380。",
    RECTIFIED,
)


def judged(world, people, text, typed=()):
    return checks.judge(draft(world.district, people.clerk, *text.split("\n"), typed=typed))


def test_there_are_enough_of_both():
    assert (len(LIES) >= 30, len(TRUTHS) >= 30) == (True, True)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie[0])
def test_a_lie_is_caught(world, people, lie):
    text, kind, named, *typed = lie
    found = judged(world, people, text, *typed).blocking
    assert [f.message for f in found if f.kind == kind and named in f.message] != [], [f.message for f in found]


@pytest.mark.parametrize("text", TRUTHS)
def test_a_truth_is_left_alone(world, people, text):
    typed = {29: 9, 30: 36, 36: 12}
    assert [f.message for f in judged(world, people, text, typed).findings] == []
