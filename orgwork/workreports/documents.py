"""Several documents from one set of frozen numbers: the 常委会 version, the brief, a street's own report."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property

from orgwork.accounts import paths
from orgwork.kit import files, params
from orgwork.workreports import editions, facts, filling, frozen, parsing, queries, rendering, slots, word
from orgwork.workreports.docx.writer import write
from orgwork.workreports.models import DocumentKind, SlotState, WordTemplate

STREET = paths.WIDTH * 2
OF_UNIT = slots.CONTEXT[-1]  # 报告单位
TOO_LONG = "共 {} 个字，简报不超过 {} 个字。请缩短模板，或者多用几个“余”。"
NOT_TAKEN = "定稿的数里没有：{}。"

params.declare(
    "workreports.brief_length",
    label="八百字简报：最多多少字（不计空格）",
    default=800,
    unit="字",
    minimum=100,
    maximum=5000,
    source="本区做法（可改）",
)


@dataclass(frozen=True)
class Drawn:
    """A document as it is printed: `blocks` of filled runs, and what is wrong with it, in words."""

    blocks: list
    findings: tuple

    @property
    def length(self) -> int:
        return length_of(self.blocks)


class Numbers:
    """The frozen numbers of a final report, for itself and for each street below it; read once for all of them."""

    def __init__(self, report):
        self.report = report
        self.whole = [*queries.slots_of(report), *queries.extras_of(report)]

    def of(self, unit) -> list:
        """SlotValues for `unit`: for a street those of its own records."""
        if unit.pk == self.report.unit_id:
            return self.whole
        return [part_of(value, self.parts, unit, self.last_year(unit)) for value in self.whole]

    @cached_property
    def parts(self):
        return frozen.parts(self.report, width=STREET)

    @cached_property
    def before(self):
        """(SlotValues, Parts) of last year's final report, for 同比."""
        last = queries.last_final(self.report)
        return (queries.slots_of(last), frozen.parts(last, width=STREET)) if last else ([], {})

    def last_year(self, unit) -> dict:
        """{name: number} of last year in the same street."""
        values, parts = self.before
        return {value.name: frozen.at(value, parts, unit.path)[0] for value in values if value.is_number}


def draw(numbers, version, unit) -> Drawn:
    """The document `version` (a TemplateVersion) from the Numbers of a report, for `unit`: the report's own, or a street below it."""
    document = parsing.parse(version.text)
    values, report = numbers.of(unit), numbers.report
    blocks = editions.text_of(document, report, values, **context_of(report, unit))
    return Drawn(blocks, tuple(findings(document, values, blocks, version.template.kind, report)))


def file_of(numbers, version, unit, title) -> bytes:
    """The document's .docx: a Word template filled, else the portal's own form."""
    stored = WordTemplate.objects.filter(version=version).first()
    if stored is None:
        blocks = draw(numbers, version, unit).blocks
        return write(blocks, title=title, author=editions.AUTHOR, made_at=numbers.report.finalised_at)
    by_no = filling.matched(parsing.parse(version.text), numbers.of(unit))
    said = rendering.words(version.text, by_no, context_of(numbers.report, unit), facts.steps(numbers.report))
    return word.fill(files.read(stored), said)


def context_of(report, unit) -> dict:
    """The facts a document may name: the report's, with the unit it speaks of."""
    return {**facts.context(report), OF_UNIT: unit.name}


def part_of(value, found, unit, last):
    """A copy of `value` with the number of one street. What was typed for the whole district is nobody's part: it is missing."""
    part = copy(value)
    if value.rows:
        part.rows = rows_at(value, found, unit)
        part.text = "、".join(row[0][1] for row in part.rows)
        part.state = SlotState.FILLED if part.rows else SlotState.MISSING
    elif value.is_number and (value.sources.all() or value.state == SlotState.TYPED):
        part.value, part.records = frozen.at(value, found, unit.path)
        part.last_value, part.unit_code = last.get(value.name), unit.code
        part.state = SlotState.FILLED if part.value else SlotState.MISSING
    return part


def rows_at(value, found, unit) -> list:
    """Those rows of a list whose records lie in the street."""
    source = next(iter(value.sources.all()))
    here = found.get((source.pk, unit.path))
    kept = here.records if here else ()
    return [row for row, pk in zip(value.rows, source.record_ids, strict=True) if pk in kept]


def findings(document, values, blocks, kind, report):
    """What a reader should know before the document goes out."""
    have = filling.matched(document, values)
    lacking = {gap.name: None for gap in document.slot_gaps() if gap.no not in have or have[gap.no].is_missing}
    if lacking:
        yield NOT_TAKEN.format("、".join(lacking))
    limit = int(params.value("workreports.brief_length", report.finalised_at.date()))
    if kind == DocumentKind.BRIEF and length_of(blocks) > limit:
        yield TOO_LONG.format(length_of(blocks), limit)


def length_of(blocks) -> int:
    """Characters as a brief counts them: marks count, spaces do not."""
    return sum(len("".join(run.text.split())) for block in blocks for run in block.runs)
