"""The two faces of a report's file. 正式版 is clean; 审核版 carries source marks and a table of where each number comes from."""

from dataclasses import replace

from orgwork.kit.periods import Period
from orgwork.workreports import entries, facts, files, filling, parsing, queries, rendering, wording
from orgwork.workreports.docx.writer import write
from orgwork.workreports.models import SlotState

AUTHOR = "组织工作平台"
SHADES = {
    SlotState.MISSING: "F8D7CD",
    SlotState.UNREVIEWED: "FFF2CC",
    SlotState.FILLED: "E3EDF6",
    SlotState.TYPED: "E9E1F2",
}
SOURCES = "数据来源表"
SOURCES_HEADER = ("序号", "名称", "数", "口径", "期间", "记录", "最新一条", "审核")
SOURCES_WIDTHS = (640, 1350, 1250, 1884, 950, 680, 1290, 800)
NUMBERS = "主要数据表"
NUMBERS_HEADER = ("名称", "数", "计量单位", "期间")
NUMBERS_WIDTHS = (3900, 1600, 1144, 2200)
NOTHING = "—"


def final(report, *, with_table=False) -> bytes:
    """正式版 as it stands: of a final report the file that was fixed with it; `with_table` adds the figures as an annex."""
    if report.is_final and not with_table:
        return files.read(report.file_token, report.composed_revision)
    return drawn(report, queries.slots_of(report), with_table=with_table)


def drawn(report, values, *, with_table=False) -> bytes:
    """正式版 drawn from `values` (SlotValues, saved or not); of a Word template the file itself, filled, unless the annex is asked for."""
    if not with_table:
        return rendering.final(report, values, own=lambda: made(report, blocks_of(report, values), None))
    numbers = [value for value in values if value.is_number and not value.is_missing]
    annex = (NUMBERS, NUMBERS_HEADER, [number_row(value) for value in numbers], NUMBERS_WIDTHS)
    return made(report, blocks_of(report, values), annex)


def review(report, values) -> bytes:
    typed = entries.of(report)
    rows = [source_row(value, typed.get(value)) for value in values if value.is_number]
    annex = (SOURCES, SOURCES_HEADER, rows, SOURCES_WIDTHS)
    return made(report, [marked(block) for block in blocks_of(report, values)], annex)


def made(report, blocks, annex):
    return write(blocks, title=report.title, author=AUTHOR, made_at=report.revised_at, annex=annex)


def blocks_of(report, values):
    """The blocks of the report's text with `values` in place."""
    return text_of(parsing.parse(report.template_text), report, values)


def text_of(document, report, values, **context):
    """Any document in the words of `report`: its facts, unless `context` says another, and `values` where they fit."""
    known = {**facts.context(report), **context}
    return filling.filled(document, filling.matched(document, values), known, facts.steps(report))


def marked(block):
    return replace(block, runs=tuple(mark(run) for run in block.runs))


def mark(run):
    return replace(run, shade=SHADES.get(run.state, "")) if isinstance(run, filling.Said) else run


def source_row(value, entry):
    meaning = basis_of(value, entry) if value.state == SlotState.TYPED else value.definition
    newest = f"{value.newest_on:%Y-%m-%d}" if value.newest_on else NOTHING
    return (value.no, value.name, printed(value), meaning, span_of(value), value.records or NOTHING, newest, reviewed(value))


def printed(value):
    """The number as the text says it, with the exact one behind it where the text is coarser."""
    if value.is_missing:
        return "待补"
    exact = wording.exact(value.value, value.measure)
    measure = "" if value.measure == wording.PERCENT else value.measure
    return f"{value.text}{measure}" + (f"（{exact}）" if exact != value.text else "")


def basis_of(value, entry):
    """What a typed number rests on; where the records say another number, that one too."""
    said = f"人工填。依据：{entry.basis}（{entry.updated_by}，{entry.updated_at:%Y-%m-%d}）。"
    names = "、".join(file.name for file in entry.files.all())
    return f"{said}{f'附：{names}。' if names else ''}{value.definition}"


def span_of(value):
    return Period.parse(value.period).label if value.period else NOTHING


def reviewed(value):
    waiting = f"{value.unreviewed}条未审" if value.unreviewed else ""
    return "，".join(part for part in (value.reviewers, waiting) if part) or NOTHING


def number_row(value):
    return (value.name, wording.plain(value.value), value.measure, span_of(value))
