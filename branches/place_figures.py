"""Figures of what a community has and whom it works with (indicators.md 3: 志愿, 共建, 阵地, 非公): what its month would else ask for."""

from django.db.models import Q

from orgwork.accounts.models.unit import Level
from orgwork.kit.figures import figure

from . import queries
from .enums import ActivityKind, OrgKind, OrgScope
from .team_figures import standing

ASOF = {"period_rule": "asof"}
MEETING = {"model": "branches.Activity", "register": "activities", "measure": "次", "aggregate": "count", "period_rule": "month"}


# volunteers ------------------------------------------------------------------------------------------
@figure(
    "branches.volunteers",
    name="志愿者人数",
    measure="名",
    model="branches.VolunteerTeam",
    register="teams",
    aggregate="sum",
    value_field="size",
    definition="截至日在册的志愿服务组织的成员人数之和，一人参加几支队伍算几次。",
    **ASOF,
)
def volunteers(rows, period):
    return standing(rows, period.end).filter(size__isnull=False)


@figure("branches.volunteer_activities", name="志愿服务活动", definition="期间内登记的志愿服务次数，按日期。", **MEETING)
def volunteer_activities(rows, period):
    return queries.activities(rows, ActivityKind.VOLUNTEERING, period)


@figure(
    "branches.volunteer_attendances",
    name="志愿服务人次",
    definition="期间内登记的志愿服务的实到人数之和。",
    value_field="present",
    **MEETING | {"measure": "人次", "aggregate": "sum"},
)
def volunteer_attendances(rows, period):
    return queries.activities(rows, ActivityKind.VOLUNTEERING, period).filter(present__isnull=False)


# working together ------------------------------------------------------------------------------------
@figure(
    "branches.units_joined",
    name="加入大党委的驻区单位",
    measure="家",
    model="branches.ColocatedUnit",
    register="colocated",
    aggregate="count",
    definition="截至日已加入社区大党委的驻区单位。",
    **ASOF,
)
def units_joined(rows, period):
    return rows.filter(Q(joined_on=None) | Q(joined_on__lte=period.end), joined_committee=True)


@figure("branches.joint_meetings", name="共建联席会", definition="期间内登记的联席会次数，按日期。", **MEETING)
def joint_meetings(rows, period):
    return queries.activities(rows, ActivityKind.JOINT_MEETING, period)


@figure("branches.joint_activities", name="共建活动", definition="期间内登记的共建活动次数，按日期。", **MEETING)
def joint_activities(rows, period):
    return queries.activities(rows, ActivityKind.JOINT_ACTIVITY, period)


# rooms -----------------------------------------------------------------------------------------------
@figure(
    "branches.office_area",
    name="社区办公用房面积",
    measure="㎡",
    model="branches.Community",
    register="communities",
    aggregate="sum",
    value_field="office_area_m2",
    decimals=1,
    definition="截至日没有撤销的社区，档案里的办公用房面积之和。",
    **ASOF,
)
def office_area(rows, period):
    return queries.of_open_units(rows, period.end).filter(office_area_m2__isnull=False)


@figure(
    "branches.rooms_done",
    name="建成的功能室",
    measure="个",
    model="branches.Facility",
    register="facilities",
    aggregate="count",
    definition="截至日没有撤销的社区，功能室清单里已建的。",
    **ASOF,
)
def rooms_done(rows, period):
    return queries.of_open_units(rows, period.end).filter(present=True)


# enterprises -----------------------------------------------------------------------------------------
@figure(
    "branches.enterprises",
    name="辖区企业数",
    measure="家",
    model="accounts.Unit",
    register="units",
    aggregate="count",
    definition="截至日单位树里没有撤销的企业。",
    **ASOF,
)
def enterprises(rows, period):
    opened = Q(opened_on=None) | Q(opened_on__lte=period.end)
    return rows.filter(opened, Q(closed_on=None) | Q(closed_on__gt=period.end), level=Level.ENTERPRISE)


@figure(
    "branches.npe_organisations",
    name="非公企业党组织数",
    measure="个",
    model="branches.Branch",
    register="branches",
    aggregate="count",
    definition="截至日存续的非公企业党组织，不含党小组。",
    **ASOF,
)
def npe_organisations(rows, period):
    return queries.standing(rows, period.end).filter(scope=OrgScope.NPE).exclude(kind=OrgKind.GROUP)
