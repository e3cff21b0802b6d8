"""Several documents from one set of frozen numbers: the 常委会 version, the brief, a street's own report."""

from copy import copy
from dataclasses import dataclass

from orgwork.accounts import paths
from orgwork.kit import params
from orgwork.workreports import editions, filling, frozen, parsing, queries
from orgwork.workreports.docx.writer import write
from orgwork.workreports.models import DocumentKind, SlotState

STREET = paths.WIDTH * 2
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


def draw(report, version, unit) -> Drawn:
    """The document `version` (a TemplateVersion) of a final report, for `unit`: the report's own, or a street below it."""
    document = parsing.parse(version.text)
    values = values_for(report, unit)
    blocks = editions.text_of(document, report, values, 报告单位=unit.name)
    return Drawn(blocks, tuple(findings(document, values, blocks, version.template.kind, report)))


def file_of(report, version, unit, title) -> bytes:
    drawn = draw(report, version, unit)
    return write(drawn.blocks, title=title, author=editions.AUTHOR, made_at=report.finalised_at)


def values_for(report, unit) -> list:
    """The frozen SlotValues, for a street those of its own records."""
    values = [*queries.slots_of(report), *queries.extras_of(report)]
    if unit.pk == report.unit_id:
        return values
    found, last = frozen.parts(report, width=len(unit.path)), last_year(report, unit)
    return [part_of(value, found, unit, last) for value in values]


def last_year(report, unit) -> dict:
    """{name: number} of last year's final report in the same street, for 同比; {} without one."""
    before = queries.last_final(report)
    if before is None:
        return {}
    found = frozen.parts(before, width=len(unit.path))
    return {value.name: frozen.at(value, found, unit.path)[0] for value in queries.slots_of(before) if value.is_number}


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
