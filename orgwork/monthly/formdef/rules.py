"""What an item must keep: each rule once, as (field, sentence) of what is broken."""

from orgwork.kit import figures

from ..enums import Aggregate, Kind, Usual

FEWEST, MOST_CHOICES, LONGEST = 2, 30, 40


def broken(data, items):
    """[(field, message)] of `data`, the cleaned columns of an item; `items` are the others of the same month."""
    checks = (named_once, measured, spans, aggregated, backed, chosen, usual)
    return [found for check in checks for found in check(data, items)]


def named_once(data, items):
    if any(item.name == data["name"] for item in items):
        yield "name", f"这个月的表里已经有“{data['name']}”。请用已有的那一项，或换个名称。"


def measured(data, _items):
    if data["kind"] == Kind.NUMBER and not data["measure"]:
        yield "measure", "数要有计量单位，例如 次、户、元。"


def spans(data, _items):
    if data["kind"] == Kind.NUMBER and data["minimum"] > data["maximum"]:
        yield "maximum", "最大值不能小于最小值。"


def aggregated(data, _items):
    """A rate has two parts, and only a figure that is a rate gives both (indicators.md 2)."""
    ratio = is_ratio(data)
    if ratio and data["aggregate"] != Aggregate.RATIO:
        yield "aggregate", "这个指标是比率，汇总方式要选“比率”：分子、分母分别加起来再除。"
    if data["aggregate"] == Aggregate.RATIO and not ratio:
        yield "figure", "比率要取一个比率指标，手填的百分数加不起来。请选指标，或换一种汇总方式。"


def backed(data, _items):
    if data["figure"] and _figure(data) is None:
        yield "figure", "这个指标没有装，取不到数。请选别的指标，或改为手填。"


def chosen(data, _items):
    if data["kind"] != Kind.CHOICE:
        return
    options = data["choices"]
    if not FEWEST <= len(options) <= MOST_CHOICES:
        yield "choices", f"选项要有 {FEWEST} 到 {MOST_CHOICES} 个，一行一个。"
    elif len(set(options)) < len(options):
        yield "choices", "选项有重复的。请去掉重复的一行。"
    elif any(len(option) > LONGEST for option in options):
        yield "choices", f"每个选项最多 {LONGEST} 个字。"


def usual(data, _items):
    """Zero for all at once would wipe out a state that went on since last month."""
    if data["usual"] == Usual.RARE and data["aggregate"] == Aggregate.LAST and data["kind"] == Kind.NUMBER:
        yield "usual", "期末值上月有，这个月多半还有，不能一起报零。请选“多半与上月相同”。"


def is_ratio(data):
    figure = _figure(data)
    return figure is not None and figure.aggregate == "ratio"


def _figure(data):
    try:
        return figures.get(data["figure"]) if data["figure"] else None
    except KeyError:
        return None
