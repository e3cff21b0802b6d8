"""Items and relations in words, and what changed between two months: one wording for pages and differences."""

from dataclasses import dataclass, field

from orgwork.accounts.models.unit import Level as UnitLevel

from ..enums import Kind, RuleKind
from ..numbers import plain
from ..services.prefilling import known

BY_HAND = "手填"
GONE = "指标 {}（没有装）"


def source(item):
    """Where the cell's value comes from."""
    if item.kind != Kind.NUMBER or not item.figure:
        return BY_HAND
    figure = known(item)
    return f"取自“{figure.name}”" if figure else GONE.format(item.figure)


def limits(item):
    return f"{plain(item.minimum)}–{plain(item.maximum)}" if item.is_number else ""


def _yes(value):
    return "是" if value else "否"


FACTS = (
    ("名称", lambda item: item.name),
    ("分组", lambda item: item.group),
    ("类型", lambda item: item.get_kind_display()),
    ("计量单位", lambda item: item.measure),
    ("小数位", lambda item: str(item.decimals) if item.is_number else ""),
    ("来源", source),
    ("汇总方式", lambda item: item.get_aggregate_display() if item.is_number else ""),
    ("范围", limits),
    ("选项", lambda item: "、".join(item.choices)),
    ("提交前要填", lambda item: _yes(item.required)),
    ("平时", lambda item: item.get_usual_display() if item.is_number and not item.figure else ""),
    ("没有记录就是零", lambda item: _yes(item.zero_known) if item.figure else ""),
    ("只由记录计算", lambda item: _yes(item.computed_only) if item.figure else ""),
    ("审核表列出", lambda item: _yes(item.featured)),
    ("填报单位", lambda item: "、".join(UnitLevel(level).label for level in item.levels)),
    ("每格几分钟", lambda item: plain(item.minutes)),
    ("口径", lambda item: item.definition),
)


def changes(old, new):
    """[{label, old, new}] of the facts in which two versions differ, as the difference component draws them."""
    said = [(label, tell(old), tell(new)) for label, tell in FACTS]
    return [{"label": label, "old": before, "new": now} for label, before, now in said if before != now]


# relations --------------------------------------------------------------------------------------------
def of_rule(rule, names):
    """「甲」不大于「乙」＋「丙」; `names` is {code: name}, a stopped item keeps its last one."""
    left = f"「{names.get(rule.left, rule.left)}」"
    if rule.kind == RuleKind.CHANGE:
        return f"{left}比上月变动超过 {plain(rule.limit)}% 要写说明"
    right = "＋".join(f"「{names.get(code, code)}」" for code in rule.right)
    return f"{left}{rule.get_kind_display()}{right}"


@dataclass
class Difference:
    """What the form of one month has over that of another."""

    added: list = field(default_factory=list)
    stopped: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    moved: list = field(default_factory=list)
    rules_added: list = field(default_factory=list)
    rules_stopped: list = field(default_factory=list)

    @property
    def count(self):
        return len(self.added) + len(self.stopped) + len(self.changed) + len(self.moved) + len(self.rules_added) + len(self.rules_stopped)


def difference(before, now, rules_before, rules_now, names):
    """The Difference between two forms, given as lists of items and of relations."""
    old, new = ({item.code: item for item in items} for items in (before, now))
    both = [(old[code], item) for code, item in new.items() if code in old]
    pairs = [(item, found) for earlier, item in both if (found := changes(earlier, item))]
    was, is_ = ({of_rule(r, names) + f"（{r.get_level_display()}）" for r in rules} for rules in (rules_before, rules_now))
    return Difference(
        added=[item for code, item in new.items() if code not in old],
        stopped=[item for code, item in old.items() if code not in new],
        changed=pairs,
        moved=[item for earlier, item in both if earlier.order != item.order],
        rules_added=sorted(is_ - was),
        rules_stopped=sorted(was - is_),
    )
