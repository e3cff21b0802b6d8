"""The uploaded roster again, in its own layout: wrong cells red, and a last column 错误信息 that says why and what to do."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import PatternFill

from orgwork.kit.sheets import safe_text

from . import storing
from .models import StagedFinding
from .reading.reader import open_workbook

RED, YELLOW = PatternFill("solid", fgColor="FFC7CE"), PatternFill("solid", fgColor="FFEB9C")
HEADING = "错误信息"
WHOLE = 20_000


def workbook(upload):
    """The marked workbook as bytes. Beyond 20,000 rows only the header and the rows with something to say are in it."""
    found = _by_place(upload)
    only_wrong = upload.counts["rows"] > WHOLE
    book = Workbook(write_only=True)
    with storing.opened(upload.stored) as path, open_workbook(path, "ADMINISTRATOR", upload.only_sheet) as read:
        for source in read:
            headers = _headers(upload, source.name)
            page = book.create_sheet(safe_text(source.name)[:31])
            _write(page, source, headers, found.get(source.name, {}), only_wrong)
    if not book.worksheets:
        book.create_sheet(HEADING)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _by_place(upload):
    """{sheet: {row or None: [(column letter, level, message)]}} of what is wrong or worth a look."""
    found = {}
    rows = StagedFinding.objects.filter(upload=upload, level__in=("error", "warning")).order_by("seq")
    for sheet, row, column, level, message in rows.values_list("sheet", "row", "column", "level", "message"):
        found.setdefault(sheet, {}).setdefault(row, []).append((column, level, message))
    return found


def _headers(upload, name):
    return next((s["header_rows"] for s in upload.sheets if s["name"] == name), [])


def _write(page, source, headers, found, only_wrong):
    last = headers[-1] if headers else 0
    width = source.last_column + 1
    for first, batch in source.rows():
        for number, row in enumerate(batch, first):
            if only_wrong and number > last and number not in found:
                continue
            cells = [None] * source.first_column + [_cell(page, value) for value in row]
            if number == last:
                cells.append(HEADING)
            elif number in found or (number == 1 and None in found and not headers):
                cells = _marked(page, cells, found.get(number) or found[None], width)
            page.append(cells)


def _marked(page, cells, findings, width):
    """The row with its wrong cells coloured and what is wrong behind them."""
    for column, level, _message in findings:
        at = _index(column)
        if at is not None and at < len(cells):
            cells[at] = cells[at] if hasattr(cells[at], "fill") else WriteOnlyCell(page, cells[at])
            cells[at].fill = RED if level == "error" else YELLOW
    told = WriteOnlyCell(
        page, safe_text("\n".join(message.partition("：")[2] or message for _c, _l, message in findings))
    )
    told.data_type = "s"
    return [*cells, *([None] * (width - len(cells))), told]


def _index(letters):
    if not letters:
        return None
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total - 1


def _cell(page, value):
    if value == "":
        return None
    if isinstance(value, tuple):
        value = _plain(value)
    if isinstance(value, (int, float, date)):
        return value
    cell = WriteOnlyCell(page, safe_text(value))
    cell.data_type, cell.number_format = "s", "@"
    return cell


def _plain(value):
    """A tuple cell as it looked: a date as date, a month or an error as text."""
    if isinstance(value[0], int):
        return date(*value) if value[2] else f"{value[0]}.{value[1]:02d}"
    return f"{value[1]:.2f}" if value[0] == "0.00" else str(value[1])
