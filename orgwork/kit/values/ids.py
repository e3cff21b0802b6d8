"""Citizens' ID numbers, GB 11643 (dictionary.md §0): 17 digits and a check character.

Rosters bring a hundred thousand of them: area, birth date and sequence are looked up, not computed. No message ever
holds a whole number.
"""

import datetime
import re
import unicodedata
from functools import lru_cache

from .problems import Problem
from .text import CONTROL, INVISIBLE, SPACES, plain

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?1\d|\d{15,18}\.0+")
SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
OLDEST = 1900
LONGEST_LIFE = 120
SEQUENCE = {f"{n:03d}": sum(int(d) * w for d, w in zip(f"{n:03d}", WEIGHTS[14:], strict=True)) for n in range(1000)}


def _sum(digits, weights):
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True))


class _Areas(dict):
    def __missing__(self, digits):
        found = self[digits] = _sum(digits, WEIGHTS[:6])
        return found


class _Births(dict):
    """'19730521' → (partial sum, ISO date); the date is None where there is no such day."""

    def __missing__(self, digits):
        try:
            day = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
        except ValueError:
            day = None
        found = self[digits] = (_sum(digits, WEIGHTS[6:14]), day)
        return found


AREAS, BIRTHS = _Areas(), _Births()


def masked(text):
    """What may be shown: the first three characters and the last one."""
    text = str(text)
    return f"{text[:3]}{'*' * (len(text) - 4)}{text[-1]}" if len(text) > 4 else "*" * len(text)


def check_character(seventeen):
    """The 18th character for the first 17 digits."""
    return CHECKS[_sum(seventeen, WEIGHTS) % 11]


def clean(raw, today=None):
    """The 18 characters as stored. Raises id_card.empty, .as_number, .length, .old15, .birth, .age, .check_digit."""
    text = raw
    if type(raw) is not str or not SHAPE.fullmatch(raw):
        text = _folded(raw).upper()
        if not SHAPE.fullmatch(text):
            _refuse_shape(text)
    births, day = BIRTHS[text[6:14]]
    if day is None:
        raise Problem("id_card.birth", "身份证号第7至14位不是真实的日期。请对照身份证改正。", value=masked(text))
    low, high = _believable(today or datetime.date.today())
    if not low <= day <= high:
        raise Problem(
            "id_card.age",
            f"按身份证号推算的出生年份是{day[:4]}年，不在合理范围内。请对照身份证改正。",
            value=masked(text),
        )
    if CHECKS[(AREAS[text[:6]] + births + SEQUENCE[text[14:17]]) % 11] != text[17]:
        raise Problem(
            "id_card.check_digit", "身份证号的校验码不对，至少有一位抄错。请对照身份证逐位核对。", value=masked(text)
        )
    return text


@lru_cache(maxsize=4)
def _believable(today):
    """ISO dates between which somebody alive today was born."""
    return f"{max(OLDEST, today.year - LONGEST_LIFE)}-01-01", today.isoformat()


def _folded(raw):
    if isinstance(raw, (int, float)) and abs(raw) >= 1e13:
        raise _as_number(raw)
    text = plain(raw)
    if CONTROL.search(text):
        raise Problem("cell.control_character", "含有看不见的控制字符。请删除后重新输入这一格。", value=masked(text))
    text = SPACES.sub("", INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).strip("'’‘`")
    if SCIENTIFIC.fullmatch(text):
        raise _as_number(text)
    if len(text) > 18:
        text = text.replace("-", "")
    if not text.strip("-—/\\无*") or text in ("不详", "暂无", "待定", "没有"):
        raise Problem("id_card.empty", "没有填写身份证号。请补填身份证号。", value="")
    return text


def _as_number(raw):
    return Problem(
        "id_card.as_number",
        "身份证号被存成数字，末几位已失真，无法恢复。请把这一列设为文本格式，对照身份证重新输入。",
        value=f"{float(raw):.5E}",
    )


def _refuse_shape(text):
    if len(text) == 15 and text.isdigit() and text.isascii():
        raise _old(text)
    if "*" in text or "×" in text:
        cause = "身份证号中间被星号遮住。请填写完整的18位号码。"
    elif len(text) == 18:
        cause = "身份证号应为17位数字加1位数字或X，这里有别的字符（常见的是把0写成O、把1写成l）。请对照身份证改正。"
    else:
        cause = f"身份证号应为18位，这里是{len(text)}位。请对照身份证改正。"
    raise Problem("id_card.length", cause, value=masked(text))


def _old(text):
    seventeen = f"{text[:6]}19{text[6:]}"
    if BIRTHS[seventeen[6:14]][1] is None:
        return Problem("id_card.birth", "15位身份证号里的出生日期不真实。请对照身份证改正。", value=masked(text))
    return Problem(
        "id_card.old15",
        "这是15位旧身份证号。请核对本人现用的18位身份证号后填写。",
        suggestion=seventeen + check_character(seventeen),
        value=masked(text),
    )


def birth_of(number):
    """ISO date of birth of a clean number."""
    return BIRTHS[number[6:14]][1]


def sex_of(number):
    """GB/T 2261.1 code of a clean number: '1' 男, '2' 女 (17th digit odd = male)."""
    return "1" if number[16] in "13579" else "2"
