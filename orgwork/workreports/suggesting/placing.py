"""Where a sentence goes in the text: below its heading, as the next 一是…；二是… of the list that stands there."""

import re
from dataclasses import dataclass

from orgwork.workreports import outline, parsing
from orgwork.workreports.models import Part

PROPOSAL = "proposal"
HEADINGS = {
    Part.PROBLEM: re.compile("问题|不足|短板"),
    Part.STEP: re.compile("下一步|下步|思路|打算|重点任务|措施"),
    PROPOSAL: re.compile("建议"),
}
OPENINGS = {Part.STEP: "针对台账反映的情况，抓好以下几件事："}
NUMERALS = "一二三四五六七八九"
ITEM = re.compile(r"(?:^|(?<=[。；：]))(?P<numeral>[一二三四五六七八九十]{1,3})是")
STOP, BETWEEN = "。", "；"


@dataclass(frozen=True)
class Place:
    """`line` is replaced by `text`, or, with `after`, `text` is put behind it."""

    line: int
    text: str
    after: bool


def place(template_text, part, sentences) -> Place | None:
    """Where `sentences` go; None where the text has no such part."""
    lines = template_text.splitlines()
    first, last = section(template_text, part, len(lines))
    if not first:
        return None
    opening = OPENINGS.get(part, "")
    for number in range(first + 1, last + 1):
        line = lines[number - 1].strip()
        if (line.startswith(opening) if opening else ITEM.match(line)) and ITEM.search(line):
            return Place(number, continued(line, sentences), False)
    behind = last if opening else first
    while behind > first and not lines[behind - 1].strip():
        behind -= 1
    return Place(behind, continued(opening, sentences), True)


def section(template_text, part, count) -> tuple[int, int]:
    """(line of the heading, last line) of the innermost part that is about it; (0, 0) without one."""
    headings = outline.headings(parsing.parse(template_text))
    words = HEADINGS[part]
    chosen = next((h for h in headings if h.level == 1 and words.search(h.text)), None)
    if chosen is None:
        return 0, 0
    last = end(chosen, headings, count)
    inner = next((h for h in headings if chosen.line < h.line <= last and words.search(h.text)), None)
    return (inner.line, end(inner, headings, count)) if inner and part not in OPENINGS else (chosen.line, last)


def end(heading, headings, count) -> int:
    return next((h.line - 1 for h in headings if h.line > heading.line and h.level <= heading.level), count)


def continued(line, sentences) -> str:
    """The list with the sentences as its next items, marked off as its items are."""
    items = list(ITEM.finditer(line))
    number = outline.numeral(items[-1]["numeral"]) if items else 0
    between = STOP if len(items) > 1 and line[items[-1].start() - 1] == STOP else BETWEEN
    added = [f"{said(number + at)}是{sentence.strip().rstrip(STOP)}" for at, sentence in enumerate(sentences, 1)]
    lead = line.rstrip(STOP + BETWEEN) + between if items else line
    return lead + between.join(added) + STOP


def said(number) -> str:
    """1 … 99 as 一 … 九十九."""
    tens, ones = divmod(number, 10)
    front = "" if not tens else "十" if tens == 1 else NUMERALS[tens - 1] + "十"
    return front + (NUMERALS[ones - 1] if ones else "")
