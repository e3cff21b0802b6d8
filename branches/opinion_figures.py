"""Figures of what is not settled in time; how many were collected and settled stands in figures.py (rows 5 and 6)."""

from orgwork.kit.figures import figure

from . import queries


@figure(
    "branches.opinions_overdue",
    name="超期未办结意见",
    model="branches.ServiceRecord",
    register="services",
    measure="条",
    aggregate="sum",
    value_field="quantity",
    period_rule="asof",
    definition="截至日办理期限已过、还没有落实的意见条数之和；没有定期限的不算。",
)
def opinions_overdue(rows, period):
    return queries.opinions_late(rows, period.end)
