"""The process that opens a workbook nobody vouches for: it limits itself, reads, and writes frames to its standard
output.

A frame is its length in four bytes and a marshalled tuple: ("sheet", {...}), ("rows", number of the first, rows),
("end",) or
("refused", code, message). A cell is a text, a number, a truth value, or a tuple: (year, month, day) for a date, day
0 where the cell shows
none; ("#", "#N/A") an error value; ("=", "") a formula without a value; ("0.00", number) shown with two decimals.
"""

import datetime
import marshal
import resource
import struct
import sys

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from . import limits as budgets
from .package import scan
from .refused import Refused
from .sniffing import kind
from .styles import MONTHS

BATCH = 1000


def main(path, budget, only):
    """Read `path` within the named budget; `only` is one sheet's name, or empty for all visible ones."""
    limits = getattr(budgets, budget)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout.buffer
    try:
        for frame in frames(path, limits, only):
            _write(out, frame)
        _write(out, ("end",))
    except Refused as refused:
        _write(out, ("refused", refused.code, refused.message))
    except MemoryError:
        _write(out, ("refused", "file.expands", Refused("file.expands").message))
    out.flush()


def _write(out, frame):
    body = _packed(frame)
    out.write(struct.pack("<I", len(body)))
    out.write(body)


def _packed(frame):
    """Most batches hold no date and go as they are; marshal refuses the others, whose cells are then made plain."""
    try:
        return marshal.dumps(frame, 2)
    except ValueError:
        kind, first, batch = frame
        return marshal.dumps((kind, first, [[_cell(value) for value in row] for row in batch]), 2)


def frames(path, limits, only=""):
    """The frames of a workbook. Raises Refused."""
    marks, found = {}, kind(path, limits)
    if found == "xlsx":
        with open(path, "rb") as file:
            marks = scan(file, limits)
    with _opened(path, found) as book:
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        if only and only not in {s.name for s in sheets}:
            raise Refused("sheet.not_found", f"没有名为“{only[:40]}”的工作表。请核对工作表名称。")
        room = limits.rows
        for sheet in sheets:
            if only in ("", sheet.name):
                room = yield from _sheet_frames(book, sheet, marks.get(sheet.name), limits, room, only)


def _opened(path, found):
    """The workbook at `path`. The reader goes by the name's ending: where that says otherwise it gets the bytes alone."""
    try:
        if path.lower().endswith(f".{found}"):
            return CalamineWorkbook.from_path(path)
        with open(path, "rb") as file:
            return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise Refused("file.encrypted") from error
    except CalamineError as error:
        raise Refused("file.damaged") from error


def _sheet_frames(book, sheet, marks, limits, room, only):
    visible = sheet.visible == SheetVisibleEnum.Visible
    if not visible and not only:
        yield "sheet", {"name": sheet.name, "visible": False}
        return room
    page = _page(book, sheet.name)
    yield "sheet", _description(page, sheet.name, marks, limits)
    cells = marks.cells if marks else {}
    number, batch = 1, []
    for row in _rows(page):
        if number in cells:
            _apply(row, cells[number], page.start[1])
        batch.append(row)
        if len(batch) == BATCH:
            room = _within(room, batch)
            yield "rows", number - BATCH + 1, batch
            batch = []
        number += 1
    if batch:
        room = _within(room, batch)
        yield "rows", number - len(batch), batch
    return room


def _page(book, name):
    try:
        return book.get_sheet_by_name(name)
    except (CalamineError, WorksheetNotFound) as error:
        raise Refused("file.damaged") from error


def _rows(page):
    rows = iter(page.iter_rows()) if page.start else iter(())
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except CalamineError as error:
            raise Refused("file.damaged") from error


def _description(page, name, marks, limits):
    merged = [(top[0] + 1, top[1], low[0] + 1, low[1]) for top, low in page.merged_cell_ranges or ()]
    for top, left, low, right in merged:
        if (low - top + 1) * (right - left + 1) > limits.cells:
            raise Refused("file.too_large", "有一处合并单元格的范围过大。请取消合并后再上传。")
    return {
        "name": name,
        "visible": True,
        "first_column": page.start[1] if page.start else 0,
        "last_column": page.end[1] if page.end else -1,
        "merged": merged,
        "hidden_rows": marks.hidden_rows if marks else [],
        "hidden_columns": marks.hidden_columns if marks else [],
        "struck": marks.struck if marks else {},
    }


def _apply(row, marks, offset):
    for column, mark in marks.items():
        at = column - offset
        if 0 <= at < len(row):
            row[at] = _without_day(row[at]) if mark[0] == MONTHS else mark


def _without_day(value):
    return (value.year, value.month, 0) if isinstance(value, datetime.date) else value


def _within(room, batch):
    """The rows left after this batch. Raises Refused file.too_large."""
    room -= sum(1 for row in batch if any(row))
    if room < 0:
        raise Refused("file.too_large", "行数超过允许的上限。请分成几个文件上传。")
    return room


def _cell(value):
    if isinstance(value, datetime.date):
        return value.year, value.month, value.day
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return str(value)
    return value
