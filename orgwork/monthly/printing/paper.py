"""What stands on the paper, whatever it is printed with."""

from typing import NamedTuple

from ..cells import build
from ..enums import CellState, Kind
from ..faces import SAID
from ..numbers import plain
from ..sentences import moment

HEADER = ("项目", "单位", "本月", "上月", "去年同月", "说明")


class Line(NamedTuple):
    """One cell of the form, each part as text."""

    name: str
    measure: str
    value: str
    previous: str
    last_year: str
    note: str


class Words(NamedTuple):
    """A cell that needs room: a text, a choice, the names of attachments."""

    name: str
    text: str


class Group(NamedTuple):
    name: str
    lines: list
    words: list


class Paper(NamedTuple):
    """`facts` stand under the title: who, when, in which state. A blank one carries what helps to fill it in by hand."""

    title: str
    facts: str
    groups: list
    is_blank: bool
    footer: str


def paper(report, *, blank=False):
    """The Paper of a report; `blank` leaves this month's column and the notes empty."""
    groups = {}
    for cell in build(report):
        groups.setdefault(cell.item.group, []).append(cell)
    return Paper(
        title=f"{report.unit}{report.month_label}月报", facts=_blank_facts(report) if blank else _facts(report),
        groups=[_group(name, cells, blank) for name, cells in groups.items()], is_blank=blank,
        footer="填表人：　　　　　　审核人：　　　　　　日期：　　　年　　月　　日",
    )  # fmt: skip


def _blank_facts(report):
    return f"报送截止：{moment(report.due_at)}　没有发生的写 0；报不出数的空着，在说明里写原因。"


def _facts(report):
    said = [report.get_state_display()]
    if report.submitted_at and report.received_at:
        said.append(f"{moment(report.submitted_at)} 由{report.submitted_by}提交")
    if report.reviewed_at:
        said.append(f"{moment(report.reviewed_at)} 由{report.reviewed_by or '系统'}审核")
    return "　".join(said)


def _group(name, cells, blank):
    numbers = [_line(cell, blank) for cell in cells if cell.item.is_number]
    return Group(name, numbers, [_words(cell, blank) for cell in cells if not cell.item.is_number])


def _line(cell, blank):
    value, note = ("", "") if blank else (plain(cell.value), _note(cell))
    return Line(cell.item.name, cell.item.measure, value, plain(cell.previous), plain(cell.last_year), note)


def _note(cell):
    """零报告, 与上月相同 and blank stay three things on paper too."""
    said = "未填" if cell.unfilled else SAID.get(cell.row.state, "")
    return "：".join(part for part in (said, cell.row.explanation) if part)


def _words(cell, blank):
    if blank:
        empty = "　".join(f"□ {choice}" for choice in cell.item.choices) if cell.item.kind == Kind.CHOICE else ""
        return Words(cell.item.name, empty)
    nothing = f"（{cell.row.explanation}）" if cell.row.explanation else "—"
    return Words(cell.item.name, cell.row.text if cell.row.state != CellState.BLANK else nothing)
