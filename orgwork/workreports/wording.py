"""How a value is said in the report. No printed number is above the true one; nothing is never printed as 0."""

from decimal import ROUND_FLOOR, Decimal

from orgwork.workreports.slots import APPROX, ATLEAST, EXACT

FORMS = {"": None, "余": APPROX, "以上": ATLEAST}
SMALL, LARGE = Decimal(20), Decimal(1000)
PERCENT = "%"


def missing(name: str) -> str:
    return f"【待补：{name}】"


def plain(value: Decimal) -> str:
    """Digits without exponent, grouping or trailing zeros."""
    whole = value.to_integral_value()
    return str(int(whole)) if value == whole else format(value.normalize(), "f")


def floored(value: Decimal, step: int) -> Decimal:
    return (value / step).to_integral_value(rounding=ROUND_FLOOR) * step


def exact(value: Decimal, measure: str = "") -> str:
    return plain(value) + (PERCENT if measure == PERCENT else "")


def approx(value: Decimal, measure: str = "") -> str:
    """“×余”: down to tens below a thousand, to hundreds above; a small or round value is said exactly."""
    step = 100 if value >= LARGE else 10
    low = floored(value, step)
    if value < SMALL or value == low:
        return exact(value, measure)
    return exact(low, measure) + "余"


def at_least(value: Decimal, measure: str = "") -> str:
    """“×以上”: down to the whole number. 100 % has nothing above it, under 1 no floor: both are said exactly."""
    low = floored(value, 1)
    if low == 0 or (measure == PERCENT and value >= 100):
        return exact(value, measure)
    return exact(low, measure) + "以上"


SAY = {EXACT: exact, APPROX: approx, ATLEAST: at_least}


def number_text(value, *, style: str = EXACT, measure: str = "") -> str | None:
    """The value as printed, or None where there is nothing to print (no value, or zero)."""
    if value is None:
        return None
    number = Decimal(value)
    return SAY[style](number, measure) if number > 0 else None
