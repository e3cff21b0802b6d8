"""Tables out: xlsx, csv and json from rows of plain values. A cell that looks like a formula stays text (security.md G33)."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

FORMATS = ("xlsx", "csv", "json")
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
LONGEST = 32_767
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_text(value):
    """Text that Excel can hold: without control characters, at most 32,767 characters (the rest is said to be left out)."""
    text = _CONTROL.sub("", str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 8] + "……（内容过长）"


def _bool(value):
    return ("是" if value else "否") if isinstance(value, bool) else value


def _cell(sheet, value):
    value = _bool(value)
    if value is None or isinstance(value, int | float | Decimal):
        return value
    cell = WriteOnlyCell(sheet, safe_text(value))
    cell.data_type = "s"
    cell.number_format = "@"
    if str(value).startswith(_FORMULA):
        cell.quotePrefix = True
    return cell


def xlsx(title, headers, rows):
    """The workbook as bytes: a frozen bold header row, columns as wide as their headers ask."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(safe_text(title)[:31])
    sheet.freeze_panes = "A2"
    for number, head in enumerate(headers, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(10, 2.2 * len(head) + 2)
    sheet.append([_header(sheet, head) for head in headers])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _header(sheet, text):
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="F0EDE6")
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def guarded(value):
    """A CSV field that no spreadsheet takes for a formula."""
    text = "" if value is None else str(_bool(value))
    return f"'{text}" if text.startswith(_FORMULA) and not _number(text) else text


def _number(text):
    return bool(re.fullmatch(r"[+-]?\d+(\.\d+)?", text))


def csv_text(headers, rows):
    """CSV as bytes, UTF-8 with BOM so that Excel reads the Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headers)
    writer.writerows([guarded(v) for v in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def jsonable(value):
    """Decimals as numbers, dates as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def json_text(kind, unit, names, rows):
    """`{"kind", "unit", "records": [{field: value}]}` (contract.md 3) as bytes."""
    records = [{n: jsonable(v) for n, v in zip(names, row, strict=True)} for row in rows]
    return json.dumps({"kind": kind, "unit": unit, "records": records}, ensure_ascii=False).encode()
