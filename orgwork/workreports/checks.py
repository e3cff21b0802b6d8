"""Do the numbers of one report agree with each other? A part is never more than its whole (indicators.md 1)."""

from dataclasses import dataclass

from orgwork.workreports import problems, slots
from orgwork.workreports.document import Document

# part, whole
PARTS = ((6, 5), (24, 23), (29, 30))


@dataclass(frozen=True)
class Finding:
    level: str
    slot: str
    sentence: str
    message: str
    offer: str = ""


def check(document: Document, values: dict) -> list[Finding]:
    """`values` are SlotValues by no."""
    return [*template_findings(document), *part_findings(values)]


def template_findings(document):
    for problem in document.problems:
        yield Finding("error", problem.text, f"第 {problem.line} 行", problems.said(problem), problems.near(problem))


def part_findings(values):
    for part, whole in PARTS:
        less, more = values.get(part), values.get(whole)
        if less and more and less.value is not None and more.value is not None and less.value > more.value:
            yield contradiction(less, more)


def contradiction(part, whole):
    names = slots.by_no(part.no).name, slots.by_no(whole.no).name
    message = f"{names[0]} {part.text}，多于{names[1]} {whole.text}。部分不能多于总数，请核对这两项的记录。"
    return Finding("error", part.name, f"{part.text}{part.measure}", message)
