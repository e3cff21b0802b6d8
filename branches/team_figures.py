"""Figures of volunteers' teams (indicators.md 1 rows 15–17)."""

from django.db.models import Exists, OuterRef, Q

from orgwork.kit.figures import figure

from .models import TeamLink, VolunteerTeam
from .team_enums import TeamStatus

ASOF = {"aggregate": "count", "period_rule": "asof"}


def standing(rows, on):
    """Teams that are on the books on the date `on`."""
    founded = Q(founded_on=None) | Q(founded_on__lte=on)
    return rows.filter(founded).filter(Q(status=TeamStatus.ACTIVE) | Q(ended_on__gt=on))


@figure(
    "branches.volunteer_teams",
    name="志愿服务组织数",
    measure="支",
    model="branches.VolunteerTeam",
    register="teams",
    definition="截至日在册的志愿服务组织。",
    **ASOF,
)
def volunteer_teams(rows, period):
    return standing(rows, period.end)


def _taking_part(rows, field, period):
    """Rows of those that take part in at least one team on the books."""
    joined = TeamLink.objects.filter(Q(since=None) | Q(since__lte=period.end), **{field: OuterRef("pk")})
    teams = standing(VolunteerTeam.objects, period.end)
    return rows.filter(Exists(joined.filter(team__in=teams)))


@figure(
    "branches.team_units",
    name="参加志愿服务组织的驻区单位",
    measure="家",
    model="branches.ColocatedUnit",
    register="colocated",
    definition="截至日至少参加一支在册志愿服务组织的驻区单位，参加几支也只算一家，按单位所在的社区计。",
    **ASOF,
)
def team_units(rows, period):
    return _taking_part(rows, "colocated", period)


@figure(
    "branches.team_social_orgs",
    name="参加志愿服务组织的社会组织",
    measure="家",
    model="branches.SocialOrg",
    register="socialorgs",
    definition="截至日至少参加一支在册志愿服务组织的社会组织，参加几支也只算一家，按组织所在的社区计。",
    **ASOF,
)
def team_social_orgs(rows, period):
    return _taking_part(rows, "social", period)
