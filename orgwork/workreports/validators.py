"""Rules of what a person types for a blank; form, API and service ask the same function."""

from decimal import Decimal

from orgwork.kit.values import amounts
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import limited, lines

PERCENT = "%"
BASIS, WORDS, SENTENCE, PARAGRAPH = 300, 200, 300, 4000
MOST_PLACES = 4
WORD_LEAST = 2
FIRST_YEAR = 2000
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


def paragraph(raw) -> str:
    """A paragraph of the report, or several, each on a line of its own. Raises Problem."""
    found = "\n".join(line.strip() for line in lines(raw, PARAGRAPH).split("\n") if line.strip())
    if not found:
        raise Problem("text.empty", "这一段空着。要去掉它，请用“删去这一段”。")
    return found


def reason(raw) -> str:
    """Why a sentence stays although a check objects to it. Raises Problem."""
    found = lines(raw, SENTENCE)
    if not found:
        raise Problem("reason.missing", "请写明保留原句的理由，审稿的人看得到。")
    return found


def word_rule(wording, offer, since, standing):
    """A wording of the list; `standing` are the rules of the same wording. Raises Problem."""
    if len(wording) < WORD_LEAST:
        raise Problem("word.short", "一个字太容易误中。请写两个字以上的词。")
    if wording in offer:
        raise Problem("word.circle", "“改为”里还有这个不用的写法，改了还会报。请改正。")
    if any(rule.effective_to is None or rule.effective_to >= since for rule in standing):
        raise Problem("word.there", "这个写法已经在清单上。要改说明，先停用原来的一条。")


def word_end(since, on):
    """The last day of a wording on the list. Raises Problem."""
    if on < since:
        raise Problem("word.order", f"停用日期早于起用日期 {since}。请改正。")


def proposal_year(year, today):
    """A proposal is made for a report that is being written or will be next. Raises Problem."""
    if year is not None and not FIRST_YEAR <= year <= today.year + 1:
        raise Problem("year.range", f"年度应在 {FIRST_YEAR} 到 {today.year + 1} 之间。请核对。")
