"""The 49 blanks of the yearly report, in order: what each one means and where its value comes from.

Other names (figures, lists of records) are slots of the text they stand in; vocabulary.py finds them, MORE and above numbers them.
"""

from collections import defaultdict
from dataclasses import dataclass

NUMBER, TEXT, LIST, UNKNOWN = "number", "text", "list", "unknown"
EXACT, APPROX, ATLEAST, ABOUT = "exact", "approx", "atleast", "about"
YTD, CAMPAIGN, BATCH, ASOF, YEAR = "ytd", "campaign", "batch", "asof", "year"
DISTRICT_NAME = "district_name"
MORE = 100  # the number of the first slot of a text that is none of the 49
BRAND = "brand_community"


@dataclass(frozen=True)
class Slot:
    no: int
    name: str
    kind: str
    measure: str = ""
    style: str = EXACT
    rule: str = ""
    figure: str | None = None
    typed: str | None = None
    setting: str | None = None
    note: str = ""
    at: str | None = None  # the place it speaks of, where that is not the report's own unit (facts.place)

    @property
    def key(self) -> str:
        """Where its value comes from, as the contract writes it."""
        return (self.figure or self.setting or "") if self.is_number else ""

    @property
    def is_number(self) -> bool:
        return self.kind == NUMBER

    @property
    def is_list(self) -> bool:
        return self.kind == LIST

    @property
    def is_known(self) -> bool:
        return self.kind != UNKNOWN


def _number(no, name, measure, rule, note, *, figure=None, typed=None, setting=None, style=EXACT, at=None):
    return Slot(no, name, NUMBER, measure, style, rule, figure, typed, setting, note, at)


def _text(no, name, note, *, setting=None):
    return Slot(no, name, TEXT, setting=setting, note=note)


def _district(no):
    return _text(no, "区名", "本区的名称", setting=DISTRICT_NAME)


SLOTS = (
    _district(1),
    _district(2),
    _text(3, "地方精神名称", "本地提倡的精神或会议名称，每份报告设置一次"),
    _number(
        4,
        "走访联系群众户数",
        "户",
        CAMPAIGN,
        "主题教育以来走访的不同户数，没有门牌的按户数相加",
        figure="branches.visit_households",
        typed="monthly.visit_households",
    ),
    _number(
        5,
        "征集意见建议条数",
        "条",
        CAMPAIGN,
        "主题教育以来征集的意见建议条数",
        figure="branches.opinions_collected",
        typed="monthly.opinions",
    ),
    _number(
        6,
        "整改落实意见条数",
        "条",
        CAMPAIGN,
        "征集的意见中截止日前已落实或反馈的条数",
        figure="branches.opinions_rectified",
        typed="monthly.opinions_done",
    ),
    _number(
        7,
        "化解矛盾纠纷起数",
        "起",
        CAMPAIGN,
        "主题教育以来已化解的矛盾纠纷",
        figure="branches.disputes_resolved",
        typed="monthly.disputes",
    ),
    _number(
        8,
        "帮助解决困难问题件数",
        "件",
        CAMPAIGN,
        "主题教育以来已解决的困难和问题",
        figure="branches.problems_solved",
        typed="monthly.problems",
    ),
    _number(
        9,
        "办理实事好事件数",
        "件",
        CAMPAIGN,
        "主题教育以来办理的实事好事，不含后进社区整顿",
        figure="branches.good_deeds",
        typed="monthly.deeds",
    ),
    _number(10, "废止文件份数", "份", CAMPAIGN, "主题教育以来废止或宣布失效的文件", figure="office.docs_abolished"),
    _number(11, "修订制度项数", "项", CAMPAIGN, "主题教育以来修订的制度", figure="office.rules_revised"),
    _number(12, "新建制度项数", "项", CAMPAIGN, "主题教育以来新制定的制度", figure="office.rules_created"),
    _number(13, "党建重点项目个数", "个", YTD, "本年度立项的党组织建设重点项目"),
    _text(14, "品牌社区一", "志愿服务队伍品牌所在的社区，即有点名队伍的社区", setting=BRAND),
    _number(15, "志愿服务组织支数", "支", ASOF, "品牌社区一在册的志愿服务队伍", figure="branches.volunteer_teams", at=BRAND),
    _number(16, "参与辖区单位家数", "家", ASOF, "参加上述队伍的不同辖区单位", figure="branches.team_units", at=BRAND),
    _number(17, "参与社会组织家数", "家", ASOF, "参加上述队伍的不同社会组织", figure="branches.team_social_orgs", at=BRAND),
    _text(18, "品牌社区二", "第二个特色品牌所在的社区"),
    _text(19, "品牌社区三", "第三个特色品牌所在的社区"),
    _number(
        20, "办公用房达标社区数", "个", ASOF, "办公用房面积达到标准的城市社区", figure="branches.communities_area_ok"
    ),
    _number(21, "办公用房标准", "㎡", ASOF, "社区办公用房面积标准，是设置，不是统计", setting="branches.area_standard"),
    _number(
        22,
        "日间照料中心社区数",
        "个",
        ASOF,
        "截止日前建成养老日间照料中心的社区",
        figure="branches.daycare_communities",
    ),
    _number(
        23, "社区达标率", "%", ASOF, "达标和优秀的社区占城市社区", figure="branches.community_pass_rate", style=ATLEAST
    ),
    _number(
        24, "社区优秀率", "%", ASOF, "优秀的社区占城市社区", figure="branches.community_excellent_rate", style=ATLEAST
    ),
    _text(25, "整顿工作法名称", "后进社区整顿工作法的名称，每批设置一次"),
    _number(26, "整顿走访居民户数", "户", BATCH, "本批整顿中走访的居民户数", style=APPROX),
    _number(27, "便民服务卡份数", "份", BATCH, "本批整顿中发放的便民服务卡", style=APPROX),
    _number(28, "征求意见表份数", "份", BATCH, "本批整顿中发出的征求意见表", style=APPROX),
    _number(29, "整顿意见类数", "类", BATCH, "本批整顿收集的意见分成几类"),
    _number(30, "整顿意见条数", "条", BATCH, "本批整顿收集的意见条数"),
    _number(31, "整顿实事好事件数", "件", BATCH, "本批整顿中办理的实事好事"),
    _district(32),
    _district(33),
    _number(34, "抽调锻炼干部人数", "名", YTD, "本年度抽调到重点岗位锻炼的不同干部", style=APPROX),
    _text(35, "教育资源所在", "干部培训依托的院校或基地"),
    _number(36, "特邀监督员人数", "名", ASOF, "截止日在聘的特邀监督员"),
    _text(37, "举报电话", "组织部门受理举报的电话"),
    _number(38, "听取人才专项报告次数", "次", YTD, "区委常委会听取人才工作专项报告的会议"),
    _number(39, "研究人才工作次数", "次", YTD, "常委会和领导小组研究决定人才事项的会议，可以与上一项重合"),
    _district(40),
    _number(41, "培训党政人才人数", "名", YTD, "本年度参加培训的不同党政人才"),
    _number(42, "培训农村实用人才人数", "名", YTD, "本年度参加培训的不同农村实用人才", style=APPROX),
    _number(43, "参加市培训班人数", "名", YTD, "选派参加市级优秀人才培训班的不同人才"),
    _number(44, "充实人才库人数", "名", YTD, "本年度从高校、企业、院所进入人才库的不同人才", style=APPROX),
    _text(45, "获评专家年份", "市级以上专家称号的授予年份"),
    _number(46, "博士科技特派员人数", "名", YTD, "本年度在派的博士科技特派员", style=APPROX),
    _number(47, "入驻企业家数", "家", YTD, "上述特派员入驻的不同企业", style=APPROX),
    _number(48, "省市媒体刊发篇数", "篇", YEAR, "近一年省级、市级媒体刊发的稿件", figure="office.publications", style=APPROX),
    _district(49),
)

# Facts the drafter's text needs besides the blanks; they come from the report itself and are not counted as slots.
CONTEXT = ("报告年份", "截止日期", "报告单位")

_BY_NO = {slot.no: slot for slot in SLOTS}
_BY_NAME = defaultdict(tuple)
for _slot in SLOTS:
    _BY_NAME[_slot.name] += (_slot,)


def by_no(no: int) -> Slot:
    return _BY_NO[no]


def named(name: str) -> tuple[Slot, ...]:
    """Every blank of that name: a place name stands at several blanks."""
    return _BY_NAME.get(name, ())


def names() -> tuple[str, ...]:
    return (*_BY_NAME, *CONTEXT)
