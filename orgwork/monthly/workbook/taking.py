"""What an uploaded workbook changes: rows nobody touched are left alone, the others go through save_values in one transaction."""

from dataclasses import dataclass, field
from uuid import uuid5

from django.db import transaction

from orgwork.kit.values.problems import shown

from ..cells import build
from ..enums import CellState
from ..faces import SAID, Face
from ..numbers import plain
from ..services.errors import Clash, Invalid
from ..services.saving import Entry, locked, save_values, written_by
from .reading import NotTaken
from .seal import BLANK, HOW, digest

OTHER = "这是{}的表，这里收的是{}。请到那份月报里上传，或者在这里重新下载。"
STRANGE = "表里没有这一项，没有收。请重新下载表格，不要增加行。"
TWICE = "第{}行已经有这一项，这一行没有收。请只留一行。"
BOTH = "填法写的是“{}”，本月却填了 {}。请只留一样。"
WORD = f"填法只能是{'、'.join(HOW)}，或者不写。"
NOTHING = "说明改了，其他没有变。"


@dataclass
class Outcome:
    """What became of the rows: (row, item, text) each. `untouched` counts those that say what they said when downloaded."""

    taken: list = field(default_factory=list)
    clashes: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    untouched: int = 0


class Wrong(Exception):
    """A row that cannot be taken; args[0] says why and what to do."""


def take(*, report, seal, rows, by):
    """The Outcome of writing what the workbook changed. Raises NotTaken, Refused."""
    if seal.report != str(report.pk):
        raise NotTaken(OTHER.format(seal.title, report))
    with transaction.atomic():
        report = locked(report)
        outcome, entries, where = Outcome(), {}, {}
        cells = {cell.code: cell for cell in build(report)}
        for row in rows:
            _judge(row, cells, seal, outcome, entries, where)
        _write(report, entries, by, outcome, where, cells)
    for part in (outcome.taken, outcome.clashes, outcome.wrong):
        part.sort()
    return outcome


def _judge(row, cells, seal, outcome, entries, where):
    """Put what a row wants among the entries, or say what is wrong with it."""
    try:
        if row.code not in cells or row.code not in seal.cells:
            raise Wrong(STRANGE)
        if row.code in where:
            raise Wrong(TWICE.format(where[row.code].number))
        where[row.code] = row
        entry = _entry(row, cells[row.code], seal)
    except Wrong as wrong:
        outcome.wrong.append((row.number, shown(row.name or row.code, 40), wrong.args[0]))
        return
    if entry is None:
        outcome.untouched += 1
    else:
        entries[row.code] = entry


def _entry(row, cell, seal):
    """The Entry that the row asks for, or None where nothing was touched. Raises Wrong."""
    base, item = seal.cells[row.code], cell.item
    value = _number(row.value) if item.is_number else digest(row.value)
    if (value, row.how, digest(row.note)) == (base.value, base.how, base.note):
        return None
    key = uuid5(seal.nonce, "|".join((row.code, row.value, row.how, row.note)))
    note = None if digest(row.note) == base.note else row.note
    state = _state(row, value, base, cell) if item.is_number else CellState.FILLED
    return Entry(row.value, state, note, base.version, key)


def _number(text):
    """A number as the seal writes it; what is none stays as it is and is refused later."""
    return text.replace(",", "")


def _state(row, value, base, cell):
    """Which of the three things a number cell says. A number typed over an old word stands for itself. Raises Wrong."""
    if row.how and row.how not in HOW:
        raise Wrong(WORD)
    typed_over = row.how == base.how and value not in ("", base.value)
    if not row.how or typed_over:
        return CellState.FILLED
    agrees = {SAID[CellState.ZERO]: ("", "0"), SAID[CellState.SAME]: ("", plain(cell.previous)), BLANK: ("",)}
    if value not in agrees[row.how]:
        raise Wrong(BOTH.format(row.how, shown(row.value, 20)))
    return HOW[row.how]


def _write(report, entries, by, outcome, where, cells):
    """save_values with all that can be taken; what clashes or is wrong is told and left out."""
    left = dict(entries)
    while left:
        try:
            save_values(report=report, cells=left, by=by)
            break
        except Clash as clash:
            outcome.clashes += [(where[c].number, cells[c].item.name, _clash(row, where[c], cells[c])) for c, row in clash.rows.items()]
            left = {c: e for c, e in left.items() if c not in clash.rows}
        except Invalid as invalid:
            outcome.wrong += [(where[c].number, cells[c].item.name, why) for c, why in invalid.fields.items()]
            left = {c: e for c, e in left.items() if c not in invalid.fields}
    outcome.taken += [(where[c].number, cells[c].item.name, _taken(where[c])) for c in left]


def _taken(row):
    return row.how or shown(row.value, 40) or NOTHING


def _clash(row, wanted, cell):
    """Both values: what the workbook says, and what stands there now."""
    now = Face(cell).value or BLANK
    return f"表里是 {_taken(wanted)}；下载以后{written_by(row)}改成了 {shown(now, 40)}，没有覆盖。请到月报里看，要改就在那里改。"
