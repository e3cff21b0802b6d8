"""Figures of organisations, communities, services and activities (indicators.md 1 rows 4–9, 20–24 and 3)."""

from django.db.models import Count, Q

from orgwork.kit import params
from orgwork.kit.figures import figure, ratio

from . import (
    brands,  # noqa: F401 declared by being read
    opinion_figures,  # noqa: F401
    place_figures,  # noqa: F401
    queries,
    team_figures,  # noqa: F401
)
from .enums import ActivityKind, PartyPost, ServiceKind, Standard

params.declare(
    "branches.area_standard",
    label="社区办公用房面积标准",
    default=300,
    unit="㎡",
    source="地方标准（可改），规则 FAC-01",
)

ORG = {"model": "branches.Branch", "register": "branches", "measure": "个", "aggregate": "count", "period_rule": "asof"}
PLACE = {
    "model": "branches.Community",
    "register": "communities",
    "measure": "个",
    "aggregate": "count",
    "period_rule": "asof",
}
SERVICE = {
    "model": "branches.ServiceRecord",
    "register": "services",
    "aggregate": "sum",
    "value_field": "quantity",
    "period_rule": "ytd",
}
MEETING = {
    "model": "branches.Activity",
    "register": "activities",
    "measure": "次",
    "aggregate": "count",
    "period_rule": "month",
}


# organisations -------------------------------------------------------------------------------------
@figure("branches.organisations", name="党组织数", definition="截至日存续的各类党组织，不含党小组。", **ORG)
def organisations(rows, period):
    return queries.standing(rows, period.end).exclude(kind="group")


@figure("branches.branches", name="党支部数", definition="截至日存续的党支部、联合党支部和临时党支部。", **ORG)
def branches(rows, period):
    return queries.branches(rows, period.end)


@figure("branches.committees", name="党委数", definition="截至日存续的党委和党工委。", **ORG)
def committees(rows, period):
    return queries.standing(rows, period.end).filter(kind__in=("committee", "work_committee"))


@figure("branches.general_branches", name="党总支数", definition="截至日存续的党总支。", **ORG)
def general_branches(rows, period):
    return queries.standing(rows, period.end).filter(kind="general_branch")


@figure("branches.groups", name="党小组数", definition="截至日存续的党小组。", **ORG)
def groups(rows, period):
    return queries.groups(rows, period.end)


@figure("branches.election_due", name="6个月内届满支部", definition="截至日起6个月内届满或已届满的党支部。", **ORG)
def election_due(rows, period):
    return queries.election_due(rows, period.end)


@figure(
    "branches.committee_full",
    name="班子配备齐全的支部",
    definition="书记、组织委员、宣传委员和纪检委员都在任的党支部（ORG-06）。",
    **ORG,
)
def committee_full(rows, period):
    needed = (PartyPost.SECRETARY, PartyPost.ORGANISATION, PartyPost.PUBLICITY, PartyPost.DISCIPLINE)
    held = Q(seats__is_deleted=False, seats__party_post__in=needed) & (
        Q(seats__ends_on=None) | Q(seats__ends_on__gt=period.end)
    )
    full = rows.model.objects.annotate(held=Count("seats__party_post", filter=held, distinct=True)).filter(
        held=len(needed)
    )
    return queries.branches(rows, period.end).filter(pk__in=full.values("pk"))


@figure(
    "branches.part_time",
    name="兼职委员数",
    model="branches.CommitteeSeat",
    register="seats",
    measure="名",
    aggregate="count",
    period_rule="asof",
    definition="截至日在任的兼职委员。",
)
def part_time(rows, period):
    return rows.filter(is_part_time=True).filter(Q(ends_on=None) | Q(ends_on__gt=period.end))


# services (rows 4–9) ----------------------------------------------------------------------------------
@figure(
    "branches.visit_households",
    name="走访联系群众户数",
    measure="户",
    definition="期间内走访记录的户数之和；写明户号的，同一户只计一次。",
    **SERVICE,
)
def visit_households(rows, period):
    return queries.visits(rows, period)


@figure(
    "branches.opinions_collected", name="征集意见建议", measure="条", definition="期间内登记的意见条数之和。", **SERVICE
)
def opinions_collected(rows, period):
    return queries.services(rows, ServiceKind.OPINION, period)


@figure(
    "branches.opinions_rectified",
    name="已整改落实意见",
    measure="条",
    definition="期间内登记的意见中，截至日已落实或反馈的条数之和；不超过征集数。",
    **SERVICE,
)
def opinions_rectified(rows, period):
    return queries.opinions_done(rows, period)


ratio(
    "branches.opinion_rate",
    name="意见办结率",
    of="branches.opinions_rectified",
    over="branches.opinions_collected",
    period_rule="ytd",
    definition="期间内登记的意见中，截至日已落实或反馈的 ÷ 登记的意见。",
)


@figure(
    "branches.disputes_resolved",
    name="化解矛盾纠纷",
    measure="起",
    definition="期间内登记、已落实的矛盾纠纷件数之和。",
    **SERVICE,
)
def disputes_resolved(rows, period):
    return queries.solved(rows, ServiceKind.DISPUTE, period)


@figure(
    "branches.problems_solved",
    name="帮助解决困难和问题",
    measure="件",
    definition="期间内登记、已落实的困难问题件数之和。",
    **SERVICE,
)
def problems_solved(rows, period):
    return queries.solved(rows, ServiceKind.PROBLEM, period)


@figure(
    "branches.good_deeds", name="办理实事好事", measure="件", definition="期间内登记的实事好事件数之和。", **SERVICE
)
def good_deeds(rows, period):
    return queries.services(rows, ServiceKind.DEED, period)


@figure("branches.cards", name="发放便民卡", measure="份", definition="期间内登记的便民卡份数之和。", **SERVICE)
def cards(rows, period):
    return queries.services(rows, ServiceKind.CARD, period)


@figure("branches.opinion_forms", name="发放意见表", measure="份", definition="期间内登记的意见表份数之和。", **SERVICE)
def forms(rows, period):
    return queries.services(rows, ServiceKind.FORM, period)


# communities (rows 20–24) -----------------------------------------------------------------------------
@figure("branches.communities_urban", name="城市社区数", definition="截至日没有撤销、有档案的城市社区。", **PLACE)
def communities_urban(rows, period):
    return queries.urban(rows, period.end)


@figure(
    "branches.communities_area_ok",
    name="办公用房达到标准的城市社区",
    definition="城市社区中办公用房面积不小于标准（设置项）的。",
    **PLACE,
)
def communities_area_ok(rows, period):
    return queries.urban(rows, period.end).filter(office_area_m2__gte=params.value("branches.area_standard", period.end))


@figure(
    "branches.daycare_communities",
    name="建成日间照料中心的社区",
    definition="截至日日间照料中心已启用的社区。",
    **PLACE,
)
def daycare_communities(rows, period):
    return queries.of_open_units(rows, period.end).filter(has_daycare=True, daycare_opened_on__lte=period.end)


@figure("branches.communities_passed", name="达标社区数", definition="城市社区中达标状态为达标或优秀的。", **PLACE)
def communities_passed(rows, period):
    return queries.passed(queries.urban(rows, period.end))


@figure("branches.communities_excellent", name="优秀社区数", definition="城市社区中达标状态为优秀的。", **PLACE)
def communities_excellent(rows, period):
    return queries.urban(rows, period.end).filter(standard_status=Standard.EXCELLENT)


ratio(
    "branches.community_pass_rate",
    name="社区达标率",
    of="branches.communities_passed",
    over="branches.communities_urban",
    period_rule="asof",
    definition="（达标＋优秀的城市社区）÷ 城市社区。",
)
ratio(
    "branches.community_excellent_rate",
    name="社区优秀率",
    of="branches.communities_excellent",
    over="branches.communities_urban",
    period_rule="asof",
    definition="优秀的城市社区 ÷ 城市社区。",
)


# activities -----------------------------------------------------------------------------------------
def _meeting(kind, key, name):
    @figure(f"branches.{key}", name=name, definition=f"期间内登记的{name}次数，按日期。", **MEETING)
    def narrow(rows, period):
        return queries.activities(rows, kind, period)


_meeting(ActivityKind.GENERAL_MEETING, "general_meetings", "支部党员大会")
_meeting(ActivityKind.COMMITTEE_MEETING, "committee_meetings", "支委会")
_meeting(ActivityKind.GROUP_MEETING, "group_meetings", "党小组会")
_meeting(ActivityKind.LECTURE, "lectures", "党课")
_meeting(ActivityKind.THEME_DAY, "theme_days", "主题党日")

ATTENDED = {
    "model": "branches.Activity",
    "register": "activities",
    "measure": "人次",
    "aggregate": "sum",
    "period_rule": "month",
}


def _counted(rows, period):
    return rows.filter(date__range=(period.start, period.end), entitled__gt=0, present__isnull=False)


@figure(
    "branches.attended",
    name="组织生活实到人次",
    value_field="present",
    definition="期间内有应到、实到的活动，实到人数之和。",
    **ATTENDED,
)
def attended(rows, period):
    return _counted(rows, period)


@figure(
    "branches.entitled",
    name="组织生活应到人次",
    value_field="entitled",
    definition="期间内有应到、实到的活动，应到人数之和。",
    **ATTENDED,
)
def entitled(rows, period):
    return _counted(rows, period)


ratio(
    "branches.attend_rate",
    name="平均参会率",
    of="branches.attended",
    over="branches.entitled",
    period_rule="month",
    definition="实到人次 ÷ 应到人次（LIF-13）。",
)
