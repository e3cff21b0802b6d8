"""How a value is said in the report. No printed number but that of 约 is above the true one; nothing is never printed as 0."""

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from orgwork.kit import params
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
PERCENT = "%"
CUSTOM = "本区写作习惯（可改）"

params.declare("workreports.small", label="“×余”：小于多少的数写准数", default=20, source=CUSTOM, minimum=1, maximum=1000)
params.declare("workreports.low_step", label="“×余”：较小的数按几取整", default=10, source=CUSTOM, minimum=1, maximum=1000)
params.declare("workreports.large", label="“×余”：从多少起算较大的数", default=1000, source=CUSTOM, minimum=10)
params.declare("workreports.high_step", label="“×余”：较大的数按几取整", default=100, source=CUSTOM, minimum=1, maximum=10_000)
params.declare("workreports.whole_plain", label="“×%以上”：正好是整数时不写“以上”", default=0, source=CUSTOM, switch=True)


@dataclass(frozen=True)
class Steps:
    """How coarse 余 and 约 are, and whether 以上 goes where the value is whole: settings of the district."""

    small: Decimal = Decimal(20)
    low: Decimal = Decimal(10)
    large: Decimal = Decimal(1000)
    high: Decimal = Decimal(100)
    whole_plain: bool = False

    def of(self, value) -> Decimal:
        """The step of a value of this magnitude."""
        return self.high if value >= self.large else self.low


STEPS = Steps()


def steps_on(day) -> Steps:
    """The Steps in force on `day`."""
    small, low, large, high = (
        Decimal(params.value(f"workreports.{name}", day)) for name in ("small", "low_step", "large", "high_step")
    )
    return Steps(small, low, large, high, params.is_on("workreports.whole_plain", day))


def missing(name: str) -> str:
    return f"【待补：{name}】"


def plain(value: Decimal | int) -> str:
    """Digits without exponent, grouping or trailing zeros."""
    value = Decimal(value)
    whole = value.to_integral_value()
    return str(int(whole)) if value == whole else format(value.normalize(), "f")


def floored(value: Decimal, step) -> Decimal:
    return (value / step).to_integral_value(rounding=ROUND_FLOOR) * step


def exact(value: Decimal, measure: str = "", steps: Steps = STEPS) -> str:
    return plain(value) + (PERCENT if measure == PERCENT else "")


def approx(value: Decimal, measure: str = "", steps: Steps = STEPS) -> str:
    """“×余”: down to tens below a thousand, to hundreds above; a small or round value is said exactly."""
    low = floored(value, steps.of(value))
    if value < steps.small or low in (value, 0):
        return exact(value, measure)
    return exact(low, measure) + "余"


def at_least(value: Decimal, measure: str = "", steps: Steps = STEPS) -> str:
    """“×以上”: down to the whole number. 100 % has nothing above it, under 1 no floor: both are said exactly."""
    low = floored(value, 1)
    if low == 0 or (measure == PERCENT and value >= 100) or (steps.whole_plain and low == value):
        return exact(value, measure)
    return exact(low, measure) + "以上"


def about(value: Decimal, measure: str = "", steps: Steps = STEPS) -> str:
    """“约×”: rounded half-up to tens below a thousand, to hundreds above, a share to the whole per cent.

    A value below 20 and one that is round already is said exactly, and money always is: an amount is never “about”.
    """
    step = 1 if measure == PERCENT else steps.of(value)
    near = (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step
    small = value < steps.small and measure != PERCENT
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


def number_text(value, *, style: str = EXACT, measure: str = "", steps: Steps = STEPS) -> str | None:
    """The value as printed, or None where there is nothing to print (no value, or zero)."""
    if value is None:
        return None
    number = Decimal(value)
    return SAY[style](number, measure, steps) if number > 0 else None
