"""同比: how far a value has moved since the same span of last year, in words."""

from decimal import ROUND_HALF_UP, Decimal

from orgwork.workreports.wording import PERCENT, plain

ONE = Decimal("0.1")
SINCE = "比上年同期"
LEVEL = "与上年同期持平"


def change(value, last) -> Decimal | None:
    """By how many per cent `value` differs from `last`, half-up to one decimal; None where there is nothing to compare with."""
    if value is None or not last:
        return None
    return (100 * (Decimal(value) - Decimal(last)) / Decimal(last)).quantize(ONE, ROUND_HALF_UP)


def compared(value, last, measure: str = "") -> str | None:
    """“比上年同期增长 x%”, “下降 x%” or “与上年同期持平”; a share moves by 个百分点. None where one of the two is missing."""
    if measure == PERCENT:
        return points(value, last)
    moved = change(value, last)
    if moved is None:
        return None
    if not moved:
        return LEVEL if value == last else f"{SINCE}略有{'增长' if value > last else '下降'}"
    return f"{SINCE}{'增长' if moved > 0 else '下降'}{plain(abs(moved))}%"


def points(value, last) -> str | None:
    if value is None or last is None:
        return None
    moved = (Decimal(value) - Decimal(last)).quantize(ONE, ROUND_HALF_UP)
    return f"{SINCE}{'提高' if moved > 0 else '降低'}{plain(abs(moved))}个百分点" if moved else LEVEL
