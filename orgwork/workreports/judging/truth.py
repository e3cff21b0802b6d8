"""Is a number true as it is said? One rule for each way of saying it; no printed number may be above the true one."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from orgwork.workreports import wording

from . import quantities as q
from .findings import ABOUT, ATLEAST, ERROR, OVER, SAME, WARNING

KINDS = {q.EXACT: SAME, q.OVER: OVER, q.ATLEAST: ATLEAST, q.ABOVE: ATLEAST, q.ABOUT: ABOUT, q.NEAR: ABOUT, q.BELOW: ABOUT}


LEAST = Decimal("0.0001")  # what a stored value can differ by: 92% said of a value reaches up to it, not to 93


@dataclass(frozen=True)
class Objection:
    level: str
    code: str
    reason: str


def kind_of(quantity) -> str:
    return KINDS[quantity.form]


def objection(quantity, value, steps=wording.STEPS) -> Objection | None:
    """What is wrong with saying `value` like this; None where nothing is."""
    return RULES[quantity.form](quantity, Decimal(value), steps)


def exact(quantity, value, steps):
    """Digits that leave something out (93% of 93.3%, 1.2万 of 12345) are cut off, not rounded up."""
    cut = (value / quantity.step).to_integral_value(rounding=ROUND_FLOOR) * quantity.step
    coarse = quantity.is_percent or quantity.step > 1
    if quantity.value == (cut if coarse else value):
        return None
    return Objection(ERROR, "number.differs", "和取到的数不一样")


def over(quantity, value, steps):
    if quantity.value > value:
        return Objection(ERROR, "over.above", "多说了：“余”要在说出的数以上，只舍不入")
    if quantity.value == value:
        return Objection(ERROR, "over.whole", "正好是这个数，没有“余”")
    if value < steps.small and not quantity.is_percent:
        return Objection(WARNING, "over.small", f"不足{steps.small}的写准数，不写“余”")
    if quantity.step == 1 and quantity.value < wording.floored(value, steps.of(value)):
        return Objection(WARNING, "over.low", "少说了，按取到的数可以说得更准")
    return None


def at_least(quantity, value, steps):
    return None if value >= quantity.value else Objection(ERROR, "atleast.above", "没有达到说出的数，“以上”向下取整")


def above(quantity, value, steps):
    return None if value > quantity.value else Objection(ERROR, "above.not", "没有超过说出的数")


def about(quantity, value, steps):
    step = max(steps.of(quantity.value), quantity.step) if not quantity.is_percent else Decimal(1)
    near = abs(quantity.value - value)
    return None if 2 * near <= step else Objection(ERROR, "about.far", "差得超出了“约”的舍入范围")


def near(quantity, value, steps):
    """近2000 is said of what comes close from below."""
    step = max(steps.of(quantity.value), quantity.step)
    if quantity.value - step <= value < quantity.value:
        return None
    return Objection(ERROR, "near.not", "“近”要比说出的数稍少一点")


def below(quantity, value, steps):
    return None if value < quantity.value else Objection(ERROR, "below.not", "不在说出的数以下")


RULES = {
    q.EXACT: exact, q.OVER: over, q.ATLEAST: at_least, q.ABOVE: above, q.ABOUT: about, q.NEAR: near, q.BELOW: below,
}  # fmt: skip


def interval(quantity, steps=wording.STEPS):
    """(least, most) that the true value may be where it is said like this; None = open. For two wordings of one number."""
    value, step = quantity.value, max(steps.of(quantity.value), quantity.step)
    fine = Decimal(1) if quantity.is_percent and quantity.step == 1 else quantity.step
    coarse = quantity.is_percent or quantity.step > 1
    return {
        q.EXACT: (value, value + fine - LEAST if coarse else value),
        q.OVER: (value, None),
        q.ATLEAST: (value, None),
        q.ABOVE: (value, None),
        q.ABOUT: (value - step, value + step),
        q.NEAR: (value - step, value),
        q.BELOW: (None, value),
    }[quantity.form]


def agree(one, other, steps=wording.STEPS) -> bool:
    """Whether two wordings can both be true of one number."""
    (low, high), (floor, top) = interval(one, steps), interval(other, steps)
    least = max((bound for bound in (low, floor) if bound is not None), default=None)
    most = min((bound for bound in (high, top) if bound is not None), default=None)
    return least is None or most is None or least <= most
