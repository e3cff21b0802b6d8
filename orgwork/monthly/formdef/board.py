"""The form as its editor's pages show it: groups of rows with what is planned, months to choose, costs in the order asked for."""

from decimal import Decimal
from urllib.parse import urlencode

from ..enums import Usual
from . import cost, months, words

SORTS = {
    "name": ("项目", lambda found: found.item.name, False),
    "group": ("分组", lambda found: found.item.group, False),
    "way": ("怎么填", lambda found: cost.WAYS[cost.way_of(found.item)][0], False),
    "minutes": ("每格分钟", lambda found: found.item.minutes, True),
    "count": ("填报单位", lambda found: found.count, True),
    "hours": ("一年小时", lambda found: found.hours, True),
    "share": ("占比 %", lambda found: found.hours, True),
}
COSTLY_FIRST = "-hours"


# the form ---------------------------------------------------------------------------------------------
def groups(book, month, opened):
    """[{name, rows}] of the form of `month`, in its order."""
    found = {}
    for item in book.items_of(month):
        found.setdefault(item.group, []).append(row(book, item, opened))
    return [{"name": name, "rows": rows} for name, rows in found.items()]


def row(book, item, opened):
    """One item with the words of its page and what is planned for it."""
    return {
        "item": item, "source": words.source(item), "limits": words.limits(item), "asks": asks(item), "marks": marks(book, item, opened),
        "undo": undo_label(book, item, opened), "minutes": cost.shown(item.minutes),
    }  # fmt: skip


def asks(item):
    """What the filler must do with it, in a few words."""
    found = [] if item.required else ["可不填"]
    if item.computed_only:
        found.append("不能手填")
    if item.is_number and not item.figure and item.usual != Usual.VARIES:
        found.append(item.get_usual_display())
    if item.zero_known:
        found.append("没有记录就是零")
    if item.featured:
        found.append("审核表列出")
    return "，".join(found)


def following(book, item):
    """The version that comes right after it, or None."""
    begins = item.active_to and months.after(item.active_to)
    return next((i for i in book.items if i.code == item.code and i.active_from == begins), None)


def marks(book, item, opened):
    """[(word, tone)]: since when, and until when, where that is still to come."""
    found = [(f"{months.label(item.active_from)}起", "info")] if months.planned(item, opened) else []
    if months.stop_planned(item, opened):
        verb = "改" if following(book, item) else "停用"
        found.append((f"{months.label(months.after(item.active_to))}起{verb}", "warn"))
    return found


def undo_label(book, item, opened):
    """What the button that takes back would take back; "" where nothing is planned."""
    if months.stop_planned(item, opened) and not following(book, item):
        return "撤销停用"
    if not months.planned(item, opened):
        return ""
    earlier = any(i.code == item.code and i.active_from < item.active_from for i in book.items)
    return "撤销修改" if earlier else "撤销增加"


# months -----------------------------------------------------------------------------------------------
def month_choices(days):
    """[(2024-08, 2024年8月)], the newest first, each once."""
    return [(f"{day:%Y-%m}", months.label(day)) for day in sorted(set(days), reverse=True)]


def picks(book, month, opened):
    """[(label, address, current)] of the months at which the form changed, the last open one and the next."""
    days = {*book.starts(), months.earliest(opened), month, *([opened] if opened else [])}
    return [(label, f"?month={text}", text == f"{month:%Y-%m}") for text, label in month_choices(days)]


# costs ------------------------------------------------------------------------------------------------
def cost_rows(costs, sort):
    """[{cost, way, hours, share}] in the order `sort` asks for, the costliest first where it asks for nothing known."""
    whole = cost.total_hours(costs)
    key, down = _order(sort)
    ranked = sorted(costs, key=SORTS[key][1], reverse=down)
    return [
        {"cost": found, "item": found.item, "way": cost.WAYS[cost.way_of(found.item)][0], "minutes": cost.shown(found.item.minutes),
         "hours": cost.shown(found.hours), "share": cost.shown(100 * found.hours / whole) if whole else "0"}
        for found in ranked
    ]  # fmt: skip


def _order(sort):
    """(key, whether the greatest comes first)."""
    key = sort.removeprefix("-")
    return (key, sort.startswith("-")) if key in SORTS else _order(COSTLY_FIRST)


def cost_heads(sort, month):
    """Head cells: {label, numeric, direction, sort_url}; a second click turns the order round."""
    chosen, down = _order(sort)
    found = []
    for key, (label, _value, numeric) in SORTS.items():
        turned = not down if key == chosen else numeric
        query = urlencode({"sort": f"-{key}" if turned else key, "month": f"{month:%Y-%m}"})
        direction = ("desc" if down else "asc") if key == chosen else ""
        found.append({"label": label, "numeric": numeric, "direction": direction, "sort_url": f"?{query}"})
    return found


def by_way(costs):
    """[(how cells are filled, cells, hours a year as text)], the costliest first."""
    sums = {}
    for found in costs:
        count, spent = sums.get(cost.way_of(found.item), (0, Decimal(0)))
        sums[cost.way_of(found.item)] = (count + 1, spent + found.hours)
    ranked = sorted(sums.items(), key=lambda pair: -pair[1][1])
    return [(cost.WAYS[way][0], count, cost.shown(spent)) for way, (count, spent) in ranked]
