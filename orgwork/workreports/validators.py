"""Rules of what a person types for a blank; form, API and service ask the same function."""

from decimal import Decimal

from orgwork.kit.values import amounts
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import limited, lines

PERCENT = "%"
BASIS, WORDS, SENTENCE = 300, 200, 300
MOST_PLACES = 4
NO_BASIS = "请写明依据：哪份文件、哪张表，或谁在什么时候报的。"


def number(raw, measure="") -> Decimal | None:
    """The number that was typed, None where nothing was. Raises Problem."""
    text = str("" if raw is None else raw).strip()
    if measure == PERCENT:
        text = text.rstrip("%％")
    found = amounts.decimal(text, places=MOST_PLACES)
    if found == 0:
        raise Problem("value.zero", "报告里不写 0。没有发生，请改正文，去掉这一句。")
    if found is not None and measure == PERCENT and found > 100:
        raise Problem("value.range", "比率应在 0 到 100 之间。")
    return found


def words(raw) -> str:
    """The words that were typed, on one line. Raises Problem."""
    return limited(raw, WORDS)


def basis(raw, *, needed) -> str:
    """What a typed number rests on. Raises Problem where it is needed and not given."""
    found = lines(raw, BASIS)
    if needed and not found:
        raise Problem("basis.missing", NO_BASIS)
    return found


def sentence(raw) -> str:
    """Why a number moved so much, or counts although records wait for review. Raises Problem."""
    return lines(raw, SENTENCE)
