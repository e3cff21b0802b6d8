"""The members' board, and their part of the overview."""

from orgwork.dashboards.registry import OVERVIEW, dashboard, tile

BOARD = "members"

tile(OVERVIEW, "number", "党员", ("members.active", ""), ("members.probationary", "其中预备"), order=40)
tile(
    OVERVIEW,
    "units",
    "各单位",
    ("members.active", "党员"),
    ("branches.branches", "党支部"),
    ("branches.attend_rate", "参会率 %"),
    ("branches.election_due", "半年内届满"),
    ("branches.opinion_rate", "办结率 %"),
    ("branches.visit_households", "走访（户）"),
    order=110,
)
tile(OVERVIEW, "compare", "党员", ("members.active", ""), order=130, side=True)

dashboard(BOARD, "党员", order=30)
tile(BOARD, "number", "党员", ("members.active", ""), ("members.probationary", "其中预备"), order=10)
tile(BOARD, "number", "女党员占比", ("members.female_rate", ""), order=20)
tile(BOARD, "number", "流出党员", ("members.floating_out", ""), ("members.floating_in", "流入"), order=30)
tile(BOARD, "number", "在职党员", ("members.inservice", ""), order=40)
tile(BOARD, "months", "进入与离开", ("members.joined", "进入"), ("members.left", "离开"), order=100)
tile(
    BOARD,
    "units",
    "各单位",
    ("members.active", "党员"),
    ("members.formal", "正式"),
    ("members.probationary", "预备"),
    ("members.female_rate", "女 %"),
    ("members.floating_out", "流出"),
    ("members.floating_in", "流入"),
    order=110,
)
tile(BOARD, "compare", "党员", ("members.active", ""), order=120, side=True)
