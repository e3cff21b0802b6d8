"""The headings of a report: its table of contents, and whether their numbers run as GB/T 9704 asks."""

import re
from dataclasses import dataclass

from orgwork.workreports.document import HEAD, Document, Gap, Problem

DIGITS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}
MARK = re.compile(r"（?([一二三四五六七八九十]+|\d+)[）、.]")


@dataclass(frozen=True)
class Heading:
    level: int
    number: int
    text: str
    line: int


def numeral(text: str) -> int:
    """一 … 九十九, or digits."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return DIGITS[text]
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)


def headings(document: Document) -> list[Heading]:
    return [heading(block) for block in document.blocks if block.level]


def heading(block) -> Heading:
    shown = "".join(f"…{run.name}…" if isinstance(run, Gap) else run.text for run in block.runs if run.tone == HEAD)
    return Heading(block.level, numeral(MARK.match(shown)[1]), shown.rstrip("。"), block.line)


def check(document: Document) -> list[Problem]:
    """A number that does not follow its elder brother, or a level that stands above its first parent."""
    seen, problems = {}, []
    for item in headings(document):
        if item.number != seen.get(item.level, 0) + 1:
            problems.append(Problem(item.line, "heading.order", item.text))
        if item.level > 1 and 1 not in seen:
            problems.append(Problem(item.line, "heading.parent", item.text))
        seen = {level: number for level, number in seen.items() if level < item.level} | {item.level: item.number}
    return problems
