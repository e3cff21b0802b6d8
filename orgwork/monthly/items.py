"""The form as it comes with the portal (indicators.md 3): put into the tables once, afterwards the console owns it.

Figures are named by key alone: the ground knows no app. What stands in a register is never asked for; of the rest, `usual` says
what one button may answer, so that a secretary types four numbers in an ordinary month.
"""

from datetime import date
from typing import NamedTuple

from .enums import Aggregate, Kind, Level, RuleKind, Usual

SINCE = date(2020, 1, 1)
MONEY = 99_999_999
ROOMS = 21


class Item(NamedTuple):
    code: str
    name: str
    measure: str = ""
    aggregate: str = Aggregate.SUM
    figure: str = ""
    noun: str = ""
    definition: str = ""
    kind: str = Kind.NUMBER
    decimals: int = 0
    maximum: int = 99999
    computed_only: bool = False
    zero_known: bool = False
    featured: bool = False
    required: bool = True
    usual: str = Usual.VARIES


def _held(code, name, measure, figure, noun, **more):
    """The state at the end of the month, read from a register: no record means none."""
    return Item(code, name, measure, Aggregate.LAST, figure, noun, **{"zero_known": True} | more)


def _rare(code, name, measure, definition, **more):
    """Typed, and in most months nothing to tell: one button reports zero for all of them."""
    return Item(code, name, measure, definition=definition, usual=Usual.RARE, **more)


def _stable(code, name, measure, definition):
    """Typed, the state at the end of the month: one button takes last month's."""
    return Item(code, name, measure, Aggregate.LAST, definition=definition, usual=Usual.STABLE)


def _text(code, name):
    return Item(code, name, kind=Kind.TEXT, required=False)


GROUPS = (
    ("组织", (
        _held("m_branches", "党支部", "个", "branches.branches", "个党支部"),
        _held("m_groups", "党小组", "个", "branches.groups", "个党小组"),
        _held("m_members", "党员", "名", "members.active", "名党员"),
        _held("m_probation", "其中预备党员", "名", "members.probationary", "名预备党员"),
        _held("m_committee_full", "班子配备齐全的支部", "个", "branches.committee_full", "个党支部"),
        _held("m_parttime", "兼职委员", "名", "branches.part_time", "名兼职委员"),
        _held("m_election_due", "6个月内届满支部", "个", "branches.election_due", "个党支部"),
    )),
    ("组织生活", (
        Item("m_general_meeting", "支部党员大会", "次", Aggregate.SUM, "branches.general_meetings", "条会议记录"),
        Item("m_committee_meeting", "支委会", "次", Aggregate.SUM, "branches.committee_meetings", "条会议记录"),
        Item("m_group_meeting", "党小组会", "次", Aggregate.SUM, "branches.group_meetings", "条会议记录"),
        Item("m_lecture", "党课", "次", Aggregate.SUM, "branches.lectures", "条党课记录"),
        Item("m_theme_day", "主题党日", "次", Aggregate.SUM, "branches.theme_days", "条活动记录"),
        Item("m_attend_rate", "平均参会率", "%", Aggregate.RATIO, "branches.attend_rate", "条应到和实到", decimals=1, maximum=100,
             computed_only=True, featured=True),
    )),
    ("发展党员", (
        _rare("m_applicants", "新增入党申请人", "名", "本月递交入党申请书的人。"),
        _rare("m_activists", "新增入党积极分子", "名", "本月经支部推荐、备案的入党积极分子。"),
        _rare("m_objects", "新增发展对象", "名", "本月经上级党委备案的发展对象。"),
    )),
    ("党员管理", (
        Item("m_in", "转入", "名", Aggregate.SUM, "members.joined", "名党员", zero_known=True),
        Item("m_out", "转出", "名", Aggregate.SUM, "members.left", "名党员", zero_known=True),
        _held("m_float_out", "流出党员", "名", "members.floating_out", "名流出党员"),
        _held("m_float_in", "流入党员", "名", "members.floating_in", "名流入党员"),
        Item("m_contacted", "本月已联系流动党员", "名", Aggregate.DISTINCT, definition="本月联系上的流动党员，同一人只算一次。",
             usual=Usual.STABLE),
        _held("m_inservice", "应报到在职党员", "名", "members.inservice", "名在职党员"),
        _stable("m_reported", "已报到在职党员", "名", "月末已到社区报到的在职党员。"),
        _stable("m_post_claims", "认领岗位党员", "名", "月末认领了服务岗位的党员。"),
        _stable("m_disposal_open", "在办处置", "件", "月末正在办理的不合格党员处置。"),
        Item("m_dues", "党费实收", "元", Aggregate.SUM, definition="本月实收党费。", decimals=2, maximum=MONEY),
        Item("m_dues_due", "党费应收", "元", Aggregate.SUM, definition="本月应收党费。", decimals=2, maximum=MONEY, usual=Usual.STABLE),
    )),
    ("教育培训", (
        _rare("m_train_sessions", "党员培训期数", "期", "本月社区和支部办的党员培训班，一期算一次。"),
        _rare("m_train_persons", "党员培训人次", "人次", "本月参加社区和支部培训班的党员人次。"),
    )),
    ("志愿服务", (
        _held("m_vol_teams", "志愿服务队伍", "支", "branches.volunteer_teams", "支队伍"),
        _held("m_vol_members", "志愿者", "名", "branches.volunteers", "支队伍的人数"),
        Item("m_vol_activities", "志愿服务活动", "次", Aggregate.SUM, "branches.volunteer_activities", "条活动记录"),
        Item("m_vol_persons", "志愿服务人次", "人次", Aggregate.SUM, "branches.volunteer_attendances", "条活动记录"),
    )),
    ("服务群众", (
        Item("m_visit_households", "走访群众", "户", Aggregate.SUM, "branches.visit_households", "条走访记录", featured=True),
        Item("m_opinions", "收集意见", "条", Aggregate.SUM, "branches.opinions_collected", "条意见", featured=True),
        Item("m_opinions_done", "办结意见", "条", Aggregate.SUM, "branches.opinions_rectified", "条意见", featured=True),
        Item("m_disputes", "化解矛盾纠纷", "起", Aggregate.SUM, "branches.disputes_resolved", "条纠纷记录"),
        Item("m_problems", "解决困难问题", "件", Aggregate.SUM, "branches.problems_solved", "条困难记录", featured=True),
        Item("m_deeds", "办理实事好事", "件", Aggregate.SUM, "branches.good_deeds", "条实事记录"),
        Item("m_cards", "发放便民卡", "份", Aggregate.SUM, "branches.cards", "条发卡记录"),
        Item("m_forms", "发放意见表", "份", Aggregate.SUM, "branches.opinion_forms", "条发表记录"),
        _rare("m_care", "慰问困难党员", "名", "本月慰问的困难党员人次。"),
        _rare("m_care_money", "慰问金额", "元", "本月发放的慰问金和慰问品折价。", decimals=2, maximum=MONEY),
    )),
    ("共建项目", (
        _held("m_units_joined", "驻区共建单位", "家", "branches.units_joined", "家驻区单位"),
        Item("m_joint_meetings", "共建联席会", "次", Aggregate.SUM, "branches.joint_meetings", "条会议记录"),
        Item("m_joint_activities", "共建活动", "次", Aggregate.SUM, "branches.joint_activities", "条活动记录"),
        _stable("m_projects", "在建党建项目", "个", "月末已立项、没有完成的党建项目。"),
    )),
    ("阵地", (
        _held("m_office_area", "办公用房面积", "㎡", "branches.office_area", "份社区档案", decimals=1, zero_known=False),
        _held("m_rooms_done", "建成的功能室", "个", "branches.rooms_done", "个功能室", maximum=ROOMS),
        _held("m_daycare", "日间照料中心", "个", "branches.daycare_communities", "份社区档案"),
    )),
    ("非公党建", (
        _held("m_npe", "辖区企业", "家", "branches.enterprises", "家企业"),
        _held("m_npe_org", "非公企业党组织", "个", "branches.npe_organisations", "个党组织"),
        _stable("m_instructors", "党建指导员", "名", "月末派驻在非公企业的党建指导员。"),
        Item("m_npe_visits", "走访企业", "家次", definition="本月书记和委员走访企业的家次。"),
    )),
    ("整顿", (
        _rare("m_rect_issues", "查摆出的问题", "条", "整顿中的社区本月查摆出的问题；没有列入整顿的报零。"),
        _rare("m_rect_solved", "整改完成的问题", "条", "整顿中的社区本月整改完成的问题；没有列入整顿的报零。"),
    )),
    ("信访稳定", (
        Item("m_petitions", "来访", "件", definition="本月社区接待的群众来访，一事一件。"),
        Item("m_petitions_done", "来访办结", "件", definition="本月办结的来访，不论哪个月来的。"),
    )),
    ("宣传荣誉", (
        _rare("m_publications", "刊发信息", "篇", "本月区级以上媒体和简报刊发的本社区稿件，一家媒体算一篇。"),
        _rare("m_honours", "获得荣誉", "项", "本月获得的区级以上表彰。"),
    )),
    ("文字", (_text("m_highlights", "工作亮点"), _text("m_problems_text", "存在问题"), _text("m_next", "下月打算"))),
)
NUMBERS = tuple(item for _group, items in GROUPS for item in items if item.kind == Kind.NUMBER)

# (kind, left, right, level, per cent): left against the sum of right, or against last month's within so many per cent.
RULES = (
    (RuleKind.AT_MOST, "m_probation", ["m_members"], Level.HIGH, None),
    (RuleKind.AT_MOST, "m_committee_full", ["m_branches"], Level.HIGH, None),
    (RuleKind.AT_MOST, "m_election_due", ["m_branches"], Level.HIGH, None),
    (RuleKind.AT_MOST, "m_contacted", ["m_float_out", "m_float_in"], Level.HIGH, None),
    (RuleKind.AT_MOST, "m_reported", ["m_inservice"], Level.HIGH, None),
    (RuleKind.AT_MOST, "m_dues", ["m_dues_due"], Level.MEDIUM, None),
    (RuleKind.AT_MOST_YEAR, "m_opinions_done", ["m_opinions"], Level.HIGH, None),
    (RuleKind.AT_LEAST, "m_theme_day", ["m_branches"], Level.MEDIUM, None),
    (RuleKind.AT_LEAST, "m_group_meeting", ["m_groups"], Level.MEDIUM, None),
    (RuleKind.AT_LEAST, "m_train_persons", ["m_train_sessions"], Level.HIGH, None),
    (RuleKind.AT_MOST, "m_npe_org", ["m_npe"], Level.MEDIUM, None),
    (RuleKind.AT_MOST_YEAR, "m_rect_solved", ["m_rect_issues"], Level.MEDIUM, None),
    (RuleKind.AT_MOST_YEAR, "m_petitions_done", ["m_petitions"], Level.MEDIUM, None),
    (RuleKind.CHANGE, "m_dues_due", [], Level.MEDIUM, 30),
)
