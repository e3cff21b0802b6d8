"""`monthly.*`: one figure an item. Only accepted values count; what is submitted and not accepted yet is `unreviewed`."""

from django.db.models import Q

from orgwork.kit.figures import figure, ratio

from .enums import COUNTED, Aggregate, ReportState
from .items import NUMBERS

PERIOD_RULES = {Aggregate.SUM: "ytd", Aggregate.DISTINCT: "ytd", Aggregate.LAST: "asof"}
SAID = {
    Aggregate.SUM: "期间内各月已通过的月报中“{}”之和。",
    Aggregate.DISTINCT: "期间内各月已通过的月报中“{}”之和，每月内去重。",
    Aggregate.LAST: "各社区期间内最后一份已通过的月报中的“{}”之和；已撤销的社区不计。",
}


def of_item(rows, code, period):
    """Filled cells `code` of the months within `period`, whatever the state of their report."""
    found = rows.filter(code=code, value__isnull=False, first_day__range=(period.start.replace(day=1), period.end))
    return found.select_related("unit", "item")


def _standing(rows, period):
    """Without units that were closed by the end: what they held last is held by others now."""
    return rows.filter(Q(unit__closed_on=None) | Q(unit__closed_on__gt=period.end))


def _declare(key, code, name, measure, aggregate, definition, *, value_field="value", decimals=0):
    last = aggregate == Aggregate.LAST

    def unreviewed(rows, period):
        return of_item(rows, code, period).filter(report__state=ReportState.SUBMITTED)

    @figure(key, name=name, measure=measure, aggregate="last" if last else "sum", period_rule=PERIOD_RULES[aggregate],
            model="monthly.MonthlyValue", definition=definition, value_field=value_field, decimals=decimals, unreviewed=unreviewed)
    def narrow(rows, period):
        counted = of_item(rows, code, period).filter(report__state__in=COUNTED)
        return _standing(counted, period) if last else counted


def figure_key(code):
    """The key of the figure over the accepted cells `code`."""
    return f"monthly.{code.removeprefix('m_')}"


def _ratio(item):
    """A rate is never averaged: its two parts are added up first."""
    key = figure_key(item.code)
    for part, said in (("part", "分子"), ("whole", "分母")):
        definition = f"期间内各月已通过的月报中“{item.name}”的{said}之和。"
        _declare(f"{key}_{part}", item.code, f"{item.name}的{said}（月报）", "", Aggregate.SUM, definition, value_field=part)
    ratio(key, name=f"{item.name}（月报）", of=f"{key}_part", over=f"{key}_whole", period_rule="ytd",
          definition=f"期间内各月已通过的月报中“{item.name}”的分子之和 ÷ 分母之和。")


for _item in NUMBERS:
    if _item.aggregate == Aggregate.RATIO:
        _ratio(_item)
    else:
        _declare(figure_key(_item.code), _item.code, f"{_item.name}（月报）", _item.measure, _item.aggregate,
                 SAID[_item.aggregate].format(_item.name), decimals=_item.decimals)
