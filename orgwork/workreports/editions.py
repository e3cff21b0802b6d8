"""审核版: the same text with source marks, and a table of where each number comes from."""

from dataclasses import replace

from orgwork.workreports import facts, filling, parsing
from orgwork.workreports.docx.writer import write
from orgwork.workreports.models import SlotState

AUTHOR = "组织工作平台"
SHADES = {SlotState.MISSING: "F8D7CD", SlotState.UNREVIEWED: "FFF2CC", SlotState.FILLED: "E3EDF6"}
HEADER = ("序号", "名称", "数", "期间", "记录", "口径")
WIDTHS = (640, 2000, 1200, 1300, 800, 2900)


def final(report, document, by_no) -> bytes:
    """正式版: clean."""
    return write(blocks_of(report, document, by_no), title=report.title, author=AUTHOR, made_at=report.revised_at)


def review(report, values) -> bytes:
    by_no = {value.no: value for value in values}
    blocks = [marked(block) for block in blocks_of(report, parsing.parse(report.template_text), by_no)]
    table = ("数据来源表", HEADER, [row(value) for value in values if value.is_number], WIDTHS)
    return write(blocks, title=report.title, author=AUTHOR, made_at=report.revised_at, annex=table)


def blocks_of(report, document, by_no):
    return filling.filled(document, by_no, facts.context(report))


def marked(block):
    return replace(block, runs=tuple(mark(run) for run in block.runs))


def mark(run):
    return replace(run, shade=SHADES.get(run.state, "")) if isinstance(run, filling.Said) else run


def row(value):
    shown = "待补" if value.is_missing else f"{value.text}{'' if value.measure == '%' else value.measure}"
    return (value.no, value.name, shown, value.period, value.records or "—", value.definition)
