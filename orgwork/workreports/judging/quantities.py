"""Numbers as they stand in a sentence: 2000余户, 93%以上, 1.2万名, 三十一个, 近500条, 百分之九十三."""

import re
from dataclasses import dataclass
from decimal import Decimal

EXACT, OVER, ATLEAST, ABOVE, ABOUT, NEAR, BELOW = "exact", "over", "atleast", "above", "about", "near", "below"
NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"": 1, "万": 10**4, "亿": 10**8}
FRONT = {
    "约": ABOUT, "大约": ABOUT, "近": NEAR, "将近": NEAR, "接近": NEAR, "不足": BELOW, "不到": BELOW, "低于": BELOW, "少于": BELOW,
    "超过": ABOVE, "突破": ABOVE, "逾": ABOVE, "超": ABOVE, "不少于": ATLEAST, "不低于": ATLEAST, "不小于": ATLEAST,
}  # fmt: skip
BEHIND = {"以上": ATLEAST, "左右": ABOUT, "上下": ABOUT}
WORDS = "[一二三四五六七八九十百千两零〇]"
NUMBER = re.compile(
    rf"""
    (?P<front>大约|约|将近|接近|(?<![附最])近|不足|不到|不少于|不低于|不小于|低于|少于|超过|突破|逾|超)?
    (?: 百分之 (?P<hundredth>\d+(?:\.\d+)? | {WORDS}+)
      | (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d) | \d+(?:\.\d+)? | {WORDS}{{2,}})
        (?P<over>[余多])? (?P<myriad>[万亿])? (?P<percent>[%％])? (?P<over2>[余多])?
    )
    (?P<measure>(?!以上|左右|上下)(?:平方米|平米|人次|家次|学时|[\u4e00-\u9fff㎡]))?
    (?P<behind>以上|左右|上下)?
    """,
    re.VERBOSE,
)
WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
SAME = {"平方米": "㎡", "平米": "㎡", "人": "名", "位": "名"}


@dataclass(frozen=True)
class Quantity:
    """One number of a text: `value` as said, `form` how, `unit` its counting word; `step` is the fineness it was said with."""

    start: int
    end: int
    value: Decimal
    form: str
    unit: str
    step: Decimal

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"


def quantities(text: str) -> list[Quantity]:
    """Every number of `text`, in order. Full-width digits count as digits; places are those of `text`."""
    found = (quantity(match) for match in NUMBER.finditer(text.translate(WIDE)))
    return [one for one in found if one is not None]


def quantity(match) -> Quantity | None:
    amount = amount_of(match["hundredth"] or match["digits"], lone=bool(match["hundredth"]))
    if amount is None:
        return None
    times = MYRIADS[match["myriad"] or ""]
    percent = match["hundredth"] or match["percent"]
    unit = "%" if percent else SAME.get(match["measure"], match["measure"] or "")
    end = match.start("measure") if match["measure"] and not match["behind"] else match.end()
    value, step = amount
    return Quantity(match.start(), end, value * times, form_of(match), unit, step * times)


def form_of(match) -> str:
    if match["behind"]:
        return BEHIND[match["behind"]]
    return OVER if match["over"] or match["over2"] else FRONT.get(match["front"], EXACT)


def amount_of(text: str, *, lone: bool) -> tuple[Decimal, Decimal] | None:
    """(value, fineness) of digits or Chinese numerals; None for what is no amount. `lone`: a single numeral counts."""
    if text[0].isdigit():
        value = Decimal(text.replace(",", ""))
        return value, Decimal(1).scaleb(min(value.as_tuple().exponent, 0))
    if not lone and not any(char in UNITS for char in text):
        return None  # 二〇二四, 一二: digits that follow each other, not an amount
    return Decimal(numeral(text)), Decimal(1)


def numeral(text: str) -> int:
    """三十一 → 31, 一千零二十 → 1020, 两百 → 200."""
    total = held = 0
    for char in text:
        if char in UNITS:
            total, held = total + (held or 1) * UNITS[char], 0
        else:
            held = NUMERALS[char]
    return total + held
