"""Figures of members."""

from orgwork.kit.figures import figure, ratio

from . import queries
from .enums import ManageClass

MEMBER = {"model": "members.Member", "register": "members", "measure": "名", "aggregate": "count"}


@figure(
    "members.active",
    name="党员数",
    period_rule="asof",
    definition="截至日在册、党籍正常的正式党员和预备党员。",
    **MEMBER,
)
def active(rows, period):
    return queries.on_roll(rows, period.end)


@figure(
    "members.formal", name="正式党员数", period_rule="asof", definition="截至日在册、党籍正常的正式党员。", **MEMBER
)
def formal(rows, period):
    return queries.of_type(queries.on_roll(rows, period.end), "formal")


@figure(
    "members.probationary",
    name="预备党员数",
    period_rule="asof",
    definition="截至日在册、党籍正常的预备党员。",
    **MEMBER,
)
def probationary(rows, period):
    return queries.probationary(queries.on_roll(rows, period.end))


@figure("members.female", name="女党员数", period_rule="asof", definition="截至日在册、党籍正常的女党员。", **MEMBER)
def female(rows, period):
    return queries.on_roll(rows, period.end).filter(sex="2")


ratio(
    "members.female_rate",
    name="女党员占比",
    of="members.female",
    over="members.active",
    period_rule="asof",
    definition="女党员数 ÷ 党员数。",
)


@figure(
    "members.joined", name="转入党员数", period_rule="month", definition="期间内进入支部的党员，按进入日期。", **MEMBER
)
def joined(rows, period):
    return rows.filter(in_on__range=(period.start, period.end))


@figure(
    "members.left", name="转出党员数", period_rule="month", definition="期间内离开支部的党员，按离开日期。", **MEMBER
)
def left(rows, period):
    return rows.filter(out_on__range=(period.start, period.end))


@figure("members.floating_out", name="流出党员数", period_rule="asof", definition="截至日在册的流出党员。", **MEMBER)
def floating_out(rows, period):
    return queries.on_roll(rows, period.end).filter(manage_class=ManageClass.FLOATING_OUT)


@figure("members.floating_in", name="流入党员数", period_rule="asof", definition="截至日在册的流入党员。", **MEMBER)
def floating_in(rows, period):
    return queries.on_roll(rows, period.end).filter(manage_class=ManageClass.FLOATING_IN)


@figure(
    "members.inservice",
    name="在职党员数",
    period_rule="asof",
    definition="截至日在册、管理类别为在职党员的党员。",
    **MEMBER,
)
def inservice(rows, period):
    return queries.on_roll(rows, period.end).filter(manage_class=ManageClass.INSERVICE)
