"""How a value is said in the report. No printed number but that of 约 is above the true one; nothing is never printed as 0."""

import re
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from orgwork.workreports.slots import ABOUT, APPROX, ATLEAST, EXACT, LIST, NUMBER, TEXT, UNKNOWN

COMPARED, LISTED = "compared", "listed"
# The wordings a slot may ask for; one without a style is said as the blank is said in the speech.
FORMS = {"": None, "余": APPROX, "以上": ATLEAST, "约": ABOUT, "同比": COMPARED, "列举": LISTED}
FITS = {
    "": (NUMBER, TEXT, LIST, UNKNOWN),
    "余": (NUMBER,),
    "以上": (NUMBER,),
    "约": (NUMBER,),
    "同比": (NUMBER,),
    "列举": (LIST,),
}
LISTING = re.compile(r"列举(?:\s*:\s*(?P<count>[1-9]\d?))?")
LISTED_NAMES = 4  # indicators.md 1 rows 11, 12 and 15
MONEY = ("元", "万元", "亿元")
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


def about(value: Decimal, measure: str = "") -> str:
    """“约×”: rounded half-up to tens below a thousand, to hundreds above, a share to the whole per cent.

    A value below 20 and one that is round already is said exactly, and money always is: an amount is never “about”.
    """
    step = 1 if measure == PERCENT else 100 if value >= LARGE else 10
    near = (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step
    small = value < SMALL and measure != PERCENT
    if small or near in (value, 0) or measure in MONEY:
        return exact(value, measure)
    return f"约{exact(near, measure)}"


def form(text: str) -> tuple[str, int] | None:
    """The form a slot asks for and, for 列举, how many names; None where there is no such form."""
    listing = LISTING.fullmatch(text)
    if listing:
        return "列举", int(listing["count"] or LISTED_NAMES)
    return (text, 0) if text in FORMS else None


SAY = {EXACT: exact, APPROX: approx, ATLEAST: at_least, ABOUT: about}


def number_text(value, *, style: str = EXACT, measure: str = "") -> str | None:
    """The value as printed, or None where there is nothing to print (no value, or zero)."""
    if value is None:
        return None
    number = Decimal(value)
    return SAY[style](number, measure) if number > 0 else None
