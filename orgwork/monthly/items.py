"""The form as it comes with the portal (indicators.md 3): put into the tables once, afterwards the console owns it.

Figures are named by key alone: the ground knows no app.
"""

from datetime import date
from typing import NamedTuple

from .enums import Aggregate, Kind, Level, RuleKind

SINCE = date(2020, 1, 1)
MONEY = 99_999_999


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


def _held(code, name, measure, figure, noun, **more):
    """The state at the end of the month, read from a register: no record means none."""
    return Item(code, name, measure, Aggregate.LAST, figure, noun, zero_known=True, **more)


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
    ("党员管理", (
        Item("m_in", "转入", "名", Aggregate.SUM, "members.joined", "名党员", zero_known=True),
        Item("m_out", "转出", "名", Aggregate.SUM, "members.left", "名党员", zero_known=True),
        _held("m_float_out", "流出党员", "名", "members.floating_out", "名流出党员"),
        _held("m_float_in", "流入党员", "名", "members.floating_in", "名流入党员"),
        Item("m_contacted", "本月已联系流动党员", "名", Aggregate.DISTINCT, definition="本月联系上的流动党员，同一人只算一次。"),
        _held("m_inservice", "应报到在职党员", "名", "members.inservice", "名在职党员"),
        Item("m_reported", "已报到在职党员", "名", Aggregate.LAST, definition="月末已到社区报到的在职党员。"),
        Item("m_post_claims", "认领岗位党员", "名", Aggregate.LAST, definition="月末认领了服务岗位的党员。"),
        Item("m_disposal_open", "在办处置", "件", Aggregate.LAST, definition="月末正在办理的不合格党员处置。"),
        Item("m_dues", "党费实收", "元", Aggregate.SUM, definition="本月实收党费。", decimals=2, maximum=MONEY),
        Item("m_dues_due", "党费应收", "元", Aggregate.SUM, definition="本月应收党费。", decimals=2, maximum=MONEY),
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
        Item("m_care", "慰问困难党员", "名", Aggregate.SUM, definition="本月慰问的困难党员人次。"),
        Item("m_care_money", "慰问金额", "元", Aggregate.SUM, definition="本月发放的慰问金和慰问品折价。", decimals=2, maximum=MONEY),
    )),
    ("文字", (
        Item("m_highlights", "工作亮点", kind=Kind.TEXT),
        Item("m_problems_text", "存在问题", kind=Kind.TEXT),
        Item("m_next", "下月打算", kind=Kind.TEXT),
    )),
)
NUMBERS = tuple(item for _group, items in GROUPS for item in items if item.kind == Kind.NUMBER)

# (kind, left, right, level): left against the sum of right.
RULES = (
    (RuleKind.AT_MOST, "m_probation", ["m_members"], Level.HIGH),
    (RuleKind.AT_MOST, "m_committee_full", ["m_branches"], Level.HIGH),
    (RuleKind.AT_MOST, "m_election_due", ["m_branches"], Level.HIGH),
    (RuleKind.AT_MOST, "m_contacted", ["m_float_out", "m_float_in"], Level.HIGH),
    (RuleKind.AT_MOST, "m_reported", ["m_inservice"], Level.HIGH),
    (RuleKind.AT_MOST, "m_dues", ["m_dues_due"], Level.MEDIUM),
    (RuleKind.AT_MOST_YEAR, "m_opinions_done", ["m_opinions"], Level.HIGH),
    (RuleKind.AT_LEAST, "m_theme_day", ["m_branches"], Level.MEDIUM),
    (RuleKind.AT_LEAST, "m_group_meeting", ["m_groups"], Level.MEDIUM),
)
