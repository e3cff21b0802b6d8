"""Counts, areas and sums as ledgers write them: 1,200 · 500㎡ · 约500平 · 1.2万 · 12万元 · 70%."""

import re
import unicodedata
from decimal import Decimal

from .problems import Problem, shown
from .text import tidy

UNITS = (
    "平方公里|平方千米|平方米|平方|平米|平|m2|km2|元|人|名|户|个|次|件|条|张|份|分钟|小时|天|栋|幢|座|处|年|岁|分|场|期"
)
AMOUNT = re.compile(
    rf"(?:约|共|共计|计|近|人民币)?([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)(万|亿|千|百)?(?:{UNITS})?(?:左右|余)?", re.ASCII
)
SCALE = {None: 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
LARGEST = Decimal(10) ** 12


def decimal(raw, *, low=0, places=None):
    """A cell as Decimal, or None where it is blank. 70% is 0.7. Raises amount.unrecognised."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        found = Decimal(repr(raw)) if abs(raw) < 1e15 else LARGEST
    else:
        found = _text(raw)
    if found is None:
        return None
    if not found.is_finite() or not low <= found < LARGEST:
        raise _refused(raw, f"应为不小于{low}的数")
    return found if places is None else round(found, places)


def integer(raw, *, low=0, high=2_147_483_647):
    """A cell as a whole number, or None where it is blank. Raises amount.unrecognised."""
    found = decimal(raw, low=low)
    if found is None:
        return None
    if found != int(found) or found > high:
        raise _refused(raw, f"应为{low}至{high}之间的整数" if high < 1_000_000 else "应为整数")
    return int(found)


def _text(raw):
    text = unicodedata.normalize("NFKC", tidy(raw)).replace(",", "").replace(" ", "")
    if not text:
        return None
    if text.endswith("%"):
        return _text(text[:-1]) / 100 if text[:-1] else None
    found = AMOUNT.fullmatch(text.lower())
    if not found:
        raise _refused(raw, "不是数")
    return Decimal(found[1]) * SCALE[found[2]]


def _refused(raw, cause):
    return Problem(
        "amount.unrecognised", f"“{shown(raw, 30)}”{cause}。请填写阿拉伯数字，如1200。", value=shown(raw, 30)
    )
