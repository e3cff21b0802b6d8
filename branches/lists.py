"""The volunteers' teams that a report names."""

from orgwork.accounts import paths
from orgwork.workreports.lists import listing

COMMUNITY = paths.WIDTH * 3


@listing(
    "品牌志愿队伍",
    "名称", "社区", "人数?",
    figure="branches.volunteer_teams",
    note="品牌社区一在台账里点名的志愿服务队伍",
)  # fmt: skip
def named_teams(records):
    """(team, cells) of the named teams of one community: that of the team named first (brands.brand_community)."""
    teams = list(records.filter(featured=True).select_related("unit").order_by("featured_order", "path", "pk"))
    for team in teams:
        if team.path[:COMMUNITY] == teams[0].path[:COMMUNITY]:
            yield team, {"名称": team.name, "社区": team.unit.name, "人数": team.size}
