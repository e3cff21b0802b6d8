"""`monthly.*`: one figure an item. Only accepted values count; what is submitted and not accepted yet is `unreviewed`.

The items that come with the portal are declared here; those that people define in the console are provided (made.py).
"""

from functools import partial

from django.db.models import Q

from orgwork.kit.figures import Family, Figure, figure, provide, ratio

from . import made
from .enums import Aggregate, ReportState
from .items import NUMBERS

PREFIX = "monthly."
PERIOD_RULES = {Aggregate.SUM: "ytd", Aggregate.DISTINCT: "ytd", Aggregate.LAST: "asof"}
SAID = {
    Aggregate.SUM: "期间内各月已通过的月报中“{}”之和。",
    Aggregate.DISTINCT: "期间内各月已通过的月报中“{}”之和，每月内去重。",
    Aggregate.LAST: "各社区期间内最后一份已通过的月报中的“{}”之和；已撤销的社区不计。",
}
PARTS = (("part", "分子"), ("whole", "分母"))


# rows -------------------------------------------------------------------------------------------------
def filled(rows, period):
    """Filled cells of the months within `period`, whatever the state of their report."""
    found = rows.filter(value__isnull=False, first_day__range=(period.start.replace(day=1), period.end))
    return found.select_related("unit", "item")


def counted(rows, period):
    return filled(rows, period).filter(counted=True)


def standing(rows, period):
    """Without units that were closed by the end: what they held last is held by others now."""
    return counted(rows, period).filter(Q(unit__closed_on=None) | Q(unit__closed_on__gt=period.end))


def waiting(rows, period):
    return filled(rows, period).filter(report__state=ReportState.SUBMITTED)


def _of_code(rows, period, *, code, among):
    return among(rows, period).filter(code=code)


# figures ----------------------------------------------------------------------------------------------
def figure_key(code):
    """The key of the figure over the accepted cells `code`."""
    return PREFIX + code.removeprefix("m_")


def code_of(key):
    """The code of the item whose figure is `key`."""
    return "m_" + key.removeprefix(PREFIX)


def _figure(key, item, aggregate, *, name, measure, definition, value_field="value", decimals=0):
    last = aggregate == Aggregate.LAST
    among = standing if last else counted
    return Figure(
        key, name, measure, "last" if last else "sum", PERIOD_RULES[aggregate], definition, "monthly.MonthlyValue",
        partial(_of_code, code=item.code, among=among), value_field, decimals=decimals,
        unreviewed_rows=partial(_of_code, code=item.code, among=waiting),
        family=Family("monthly.last" if last else "monthly.sum", "code", item.code, among),
    )  # fmt: skip


def of_item(item):
    """The figures of a number item, those of a rate's two parts first: a rate is never averaged."""
    key, name = figure_key(item.code), f"{item.name}（月报）"
    if item.aggregate != Aggregate.RATIO:
        said = SAID[item.aggregate].format(item.name)
        return [_figure(key, item, item.aggregate, name=name, measure=item.measure, definition=said, decimals=item.decimals)]
    parts = [
        _figure(f"{key}_{part}", item, Aggregate.SUM, name=f"{item.name}的{said}（月报）", measure="", value_field=part,
                definition=f"期间内各月已通过的月报中“{item.name}”的{said}之和。")
        for part, said in PARTS
    ]  # fmt: skip
    definition = f"期间内各月已通过的月报中“{item.name}”的分子之和 ÷ 分母之和。"
    return [*parts, Figure(key, name, "%", "ratio", "ytd", definition, of=f"{key}_part", over=f"{key}_whole", decimals=1)]


def _declare(found):
    if found.aggregate == "ratio":
        ratio(found.key, name=found.name, of=found.of, over=found.over, period_rule=found.period_rule, definition=found.definition)
        return
    figure(
        found.key, name=found.name, measure=found.measure, aggregate=found.aggregate, period_rule=found.period_rule,
        model=found.model_label, definition=found.definition, value_field=found.value_field, decimals=found.decimals,
        unreviewed=found.unreviewed_rows, family=found.family,
    )(found.narrow)  # fmt: skip


for _item in NUMBERS:
    for _found in of_item(_item):
        _declare(_found)

made_figures = made.Made(known={item.code for item in NUMBERS}, figures_of=of_item)
provide(PREFIX, find=made_figures.find, every=made_figures.every)
