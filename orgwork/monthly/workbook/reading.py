"""From an uploaded workbook to its seal and rows, read in the limited child process of the imports (security.md 5)."""

import os
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

from orgwork.imports.reading.reader import open_workbook
from orgwork.imports.reading.refused import Refused

from . import seal
from .writing import HEADER, HOW_AT, NOTE, VALUE

BUDGET = "SECRETARY"
FOREIGN = "这不是从本系统下载的月报表，或者表里的校验页被改过。请重新下载，把内容填进去再传。"
NEEDED = {HEADER[0], HEADER[VALUE - 1], HEADER[HOW_AT - 1], HEADER[NOTE - 1]}


class NotTaken(Exception):
    """The whole file is refused; `message` is Chinese and may be shown."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


class Row(NamedTuple):
    """A row of the sheet as text: its number, and what stands in the fields that matter."""

    number: int
    code: str
    name: str
    value: str
    how: str
    note: str


def read(upload):
    """(Seal, [Row]) of an uploaded workbook. Raises NotTaken."""
    try:
        with on_no_disk(upload) as path:
            return _seal(path), _rows(path)
    except Refused as refused:
        raise NotTaken(FOREIGN if refused.code == "sheet.not_found" else refused.message) from refused
    except seal.Broken as broken:
        raise NotTaken(FOREIGN) from broken


@contextmanager
def on_no_disk(upload):
    """A path at which the child can read what was uploaded; it lies in memory alone."""
    handle = os.memfd_create("month", 0)
    try:
        with open(handle, "wb", closefd=False) as out:
            for piece in upload.chunks():
                out.write(piece)
        yield f"/proc/{os.getpid()}/fd/{handle}"
    finally:
        os.close(handle)


def _seal(path):
    with open_workbook(path, BUDGET, seal.SHEET) as book:
        pieces = [row[0] for sheet in book for _first, rows in sheet.rows() for row in rows if row and row[0]]
    return seal.opened(pieces)


def _rows(path):
    """The rows below the header, from the first visible sheet that has one. Raises NotTaken."""
    with open_workbook(path, BUDGET) as book:
        for sheet in book:
            if sheet.visible and (found := _below_header(sheet)) is not None:
                return found
    raise NotTaken(FOREIGN)


def _below_header(sheet):
    at, found = None, []
    for first, rows in sheet.rows():
        for number, row in enumerate(rows, first):
            cells = [""] * sheet.first_column + [_text(value) for value in row]
            if at is not None:
                found.append(_row(number, cells, at))
            elif set(cells) >= NEEDED:
                at = {label: cells.index(label) for label in HEADER if label in cells}
    return None if at is None else [row for row in found if any(row[1:])]


def _row(number, cells, at):
    code, name, value, how, note = (cells[at[label]] if label in at and at[label] < len(cells) else "" for label in
                                    (HEADER[0], HEADER[2], HEADER[VALUE - 1], HEADER[HOW_AT - 1], HEADER[NOTE - 1]))
    return Row(number, code, name, value, how, note)


def _text(value):
    """A cell as the child tells it (imports/reading/child.py), as it looked to whoever filled it in."""
    if isinstance(value, tuple):
        if isinstance(value[0], int):
            return "-".join(f"{part:02}" for part in value if part)
        value = value[1]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value).replace("\r\n", "\n").strip()
