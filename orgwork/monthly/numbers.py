"""What may stand in a cell: read as people type it, told plainly where it cannot be."""

import re
from decimal import Decimal

from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import lines, tidy

WIDE = str.maketrans("０１２３４５６７８９．，\u3000", "0123456789., ")
NUMBER = re.compile(r"\d{1,12}(\.\d+)?", re.ASCII)


def read(item, raw):
    """The Decimal in `raw` (text or a JSON number), None where it is blank. Raises Problem (security.md M001)."""
    text = str("" if raw is None else raw).translate(WIDE).replace(",", "").strip()
    if not text:
        return None
    found = Decimal(text) if NUMBER.fullmatch(text) and not isinstance(raw, bool) else None
    if found is None or not item.minimum <= found <= item.maximum or -found.normalize().as_tuple().exponent > item.decimals:
        raise Problem("value.range", f"应为 {span(item)}。")
    return found


def span(item):
    """0–99999 的整数 / 0–100 的数，最多 1 位小数."""
    low, high = plain(item.minimum), plain(item.maximum)
    return f"{low}–{high} 的整数" if not item.decimals else f"{low}–{high} 的数，最多 {item.decimals} 位小数"


def read_text(raw):
    """The text of a narrative cell. Raises Problem."""
    return lines(raw, 500)


def read_choice(item, raw):
    """The choice of `item` in `raw`, "" where it is blank. Raises Problem."""
    if raw in item.choices:  # 没有 may be a choice, where elsewhere it says that nothing was written
        return raw
    text = tidy(raw)
    if text and text not in item.choices:
        raise Problem("value.choice", f"只能选：{'、'.join(item.choices)}。")
    return text


def plain(value):
    """A Decimal without trailing zeros, "" where there is none."""
    return "" if value is None else f"{Decimal(value).normalize():f}"
