"""What the form finds before it is submitted: high blocks, medium asks to look again, low is told."""

from dataclasses import dataclass
from decimal import Decimal

from orgwork.kit.figures.values import percent

from . import cells as cells_module
from .enums import CellState, Kind, Level, ReportState, RuleKind
from .models import ItemRule
from .numbers import plain


@dataclass(frozen=True)
class Finding:
    """`short` stands in the list, `text` at the cell; `offer` is a value to take instead. `code` is "" for the whole form."""

    code: str
    level: str
    kind: str
    short: str
    text: str
    offer: Decimal | None = None


def checked(report, *, past=None):
    """[Cell] of one report, each with its findings; three statements."""
    found = cells_module.build(report, past=past)
    by_code = {cell.code: cell for cell in found}
    for cell in found:
        cell.findings += [finding for check in CHECKS if (finding := check(cell))]
    for rule in ItemRule.objects.in_force(report.first_day):
        _set_beside(rule, by_code)
        if finding := _of_rule(rule, by_code):
            by_code[rule.left].findings.append(finding)
    return found


def _set_beside(rule, by_code):
    together = [code for code in (rule.left, *rule.right) if code in by_code]
    for code in together:
        by_code[code].beside += together


def neighbours(cells, code):
    """The cell itself first, then those that a rule sets beside it: what may look different once it has changed."""
    beside = next((cell.beside for cell in cells if cell.code == code), [])
    return list(dict.fromkeys([code, *beside]))


def grouped(cells):
    """[(Level, [(Cell or None, Finding)])] of the levels that have something."""
    every = [(cell, finding) for cell in cells for finding in cell.findings] + [(None, f) for f in summary(cells)]
    found = [(level, [pair for pair in every if pair[1].level == level]) for level in Level]
    return [(level, pairs) for level, pairs in found if pairs]


def blocking(cells):
    return [f for cell in cells for f in cell.findings if f.level == Level.HIGH]


def summary(cells):
    """What will be handed in as it stands."""
    found = []
    for state, said in ((CellState.ZERO, "零报告 {} 格，会照零上报"), (CellState.SAME, "与上月相同 {} 格")):
        count = sum(cell.row.state == state for cell in cells)
        if count:
            found.append(Finding("", Level.LOW, state, said.format(count), ""))
    return found


def _measured(cell, value):
    return f"{plain(value)} {cell.item.measure}".strip()


BLANK = {
    Kind.NUMBER: ("未填", "还没有填。填上数；没有发生就点“零报告”；报不出数，写一句原因。"),
    Kind.CHOICE: ("未选", "还没有选。选一项；选不了，写一句原因。"),
    Kind.TEXT: ("未写", "还没有写。写几句；写不了，写一句原因。"),
    Kind.FILE: ("未附", "还没有附件。传一个文件；没有文件，写一句原因。"),
}


def _unfilled(cell):
    """Blank where the form asks for something; a sentence why it stays blank will do."""
    if not cell.unfilled or cell.row.explanation:
        return None
    return Finding(cell.code, Level.HIGH, "blank", *BLANK[cell.item.kind])


def _differs(cell):
    if not cell.differs or cell.row.explanation:
        return None
    mine, theirs = _measured(cell, cell.value), _measured(cell, cell.row.computed)
    text = f"您填 {mine}，记录里是 {theirs}。写一句说明，或改回记录里的数。"
    return Finding(cell.code, Level.HIGH, "differs", "与记录不一样，没有说明", text, cell.row.computed)


def _not_mended(cell):
    report, row = cell.report, cell.row
    if report.state != ReportState.RETURNED or not row.comment or row.updated_at > report.reviewed_at:
        return None
    return Finding(cell.code, Level.HIGH, "returned", "退回的格子还没有改", f"退回：{row.comment}")


def _outside(cell):
    if not cell.outside or cell.row.explanation:
        return None
    low, high = cell.band
    way = "高" if cell.outside > 0 else "低"
    text = f"比您社区近 12 个月常见的 {plain(low)}–{_measured(cell, high)}{way}。属实就写一句说明，方便审核。"
    return Finding(cell.code, Level.MEDIUM, "outside", f"比平时{way}", text)


CHECKS = (_unfilled, _differs, _not_mended, _outside)


def _of_rule(rule, by_code):
    left, right = by_code.get(rule.left), [by_code.get(code) for code in rule.right]
    if any(cell is None or cell.value is None for cell in (left, *right)):
        return None
    if left.row.explanation and (rule.level != Level.HIGH or rule.kind == RuleKind.CHANGE):
        return None
    return RULES[rule.kind](rule, left, right)


def _names(right):
    return "＋".join(f"「{cell.item.name}」" for cell in right)


def _at_most(rule, left, right):
    limit = sum(cell.value for cell in right)
    if left.value <= limit:
        return None
    text = f"「{left.item.name}」{_measured(left, left.value)}，不能大于{_names(right)}{_measured(right[0], limit)}。"
    return Finding(left.code, rule.level, "at_most", f"多于{right[0].item.name}", text, _offer(left))


def _at_most_year(rule, left, right):
    mine, limit = left.year_total(), sum(cell.year_total() for cell in right)
    if mine <= limit:
        return None
    text = f"本年累计{left.item.name} {_measured(left, mine)}，多于累计{right[0].item.name} {_measured(right[0], limit)}。"
    if left.row.computed is not None:
        text += f"记录里本月{left.item.name} {_measured(left, left.row.computed)}。"
    return Finding(left.code, rule.level, "at_most_year", f"多于{right[0].item.name}", text, _offer(left))


def _at_least(rule, left, right):
    least = sum(cell.value for cell in right)
    if left.value >= least:
        return None
    text = f"{left.item.name} {_measured(left, left.value)}，少于{right[0].item.name} {_measured(right[0], least)}。属实就写一句说明。"
    return Finding(left.code, rule.level, "at_least", f"少于{right[0].item.name}", text)


def _equals(rule, left, right):
    total = sum(cell.value for cell in right)
    if left.value == total:
        return None
    text = f"「{left.item.name}」{_measured(left, left.value)}，应等于{_names(right)}{_measured(right[0], total)}。"
    if rule.level != Level.HIGH:
        text += "属实就写一句说明。"
    return Finding(left.code, rule.level, "equals", f"不等于{'＋'.join(cell.item.name for cell in right)}", text, _offer(left))


def _change(rule, left, right):
    """Beyond so many per cent of last month's value; where that was none or 0 there is nothing to compare with."""
    before = left.previous
    if not before or abs(left.value - before) * 100 <= rule.limit * abs(before):
        return None
    way = "多" if left.value > before else "少"
    moved = percent(abs(left.value - before), abs(before))
    text = f"比上月 {_measured(left, before)}{way}了 {plain(moved)}%，超过 {plain(rule.limit)}%。写一句说明。"
    return Finding(left.code, rule.level, "change", f"比上月{way} {plain(moved)}%", text)


def _offer(cell):
    return cell.row.computed if cell.differs else None


RULES = {
    RuleKind.AT_MOST: _at_most,
    RuleKind.AT_MOST_YEAR: _at_most_year,
    RuleKind.AT_LEAST: _at_least,
    RuleKind.EQUALS: _equals,
    RuleKind.CHANGE: _change,
}
