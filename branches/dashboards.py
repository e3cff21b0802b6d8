"""Tiles of organisations and services: the organisation board, and their part of the overview."""

from orgwork.dashboards.registry import OVERVIEW, dashboard, tile

from . import attention  # noqa: F401 declared by being read

BOARD = "organisation"
MEETINGS = (
    ("branches.general_meetings", "党员大会"),
    ("branches.committee_meetings", "支委会"),
    ("branches.group_meetings", "党小组会"),
    ("branches.lectures", "党课"),
    ("branches.theme_days", "主题党日"),
)

tile(OVERVIEW, "number", "走访群众", ("branches.visit_households", ""), order=20)
tile(OVERVIEW, "number", "意见办结率", ("branches.opinion_rate", ""), order=30)
tile(OVERVIEW, "number", "党支部", ("branches.branches", ""), ("branches.election_due", "半年内届满"), order=50)
tile(
    OVERVIEW,
    "months",
    "走访、意见与办结",
    ("branches.opinions_collected", "收集意见"),
    ("branches.opinions_rectified", "办结意见"),
    ("branches.visit_households", "走访"),
    order=100,
)
tile(
    OVERVIEW,
    "bars",
    "为群众办的事",
    ("branches.disputes_resolved", "化解纠纷"),
    ("branches.problems_solved", "解决困难"),
    ("branches.good_deeds", "实事好事"),
    order=120,
    side=True,
)

dashboard(BOARD, "组织", order=20)
tile(BOARD, "number", "党组织", ("branches.organisations", ""), ("branches.committees", "党委"), order=10)
tile(BOARD, "number", "党支部", ("branches.branches", ""), ("branches.groups", "党小组"), order=20)
tile(BOARD, "number", "半年内届满", ("branches.election_due", ""), order=30)
tile(BOARD, "number", "班子配齐的支部", ("branches.committee_full", ""), ("branches.part_time", "兼职委员"), order=40)
tile(BOARD, "number", "平均参会率", ("branches.attend_rate", ""), order=50)
tile(BOARD, "number", "社区达标率", ("branches.community_pass_rate", ""), order=60)
tile(BOARD, "months", "参会率", ("branches.attend_rate", "参会率"), order=100)
tile(
    BOARD,
    "units",
    "各单位",
    ("branches.branches", "党支部"),
    ("branches.groups", "党小组"),
    ("branches.election_due", "半年内届满"),
    ("branches.attend_rate", "参会率 %"),
    ("branches.volunteer_teams", "志愿组织"),
    ("branches.team_units", "参与驻区单位"),
    order=110,
)
tile(BOARD, "bars", "组织生活", *MEETINGS, order=120, side=True)
tile(BOARD, "compare", "党支部", ("branches.branches", ""), order=130, side=True)
