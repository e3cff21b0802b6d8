"""An empty roster to fill in: the headings, lists to choose from, every column as text so that no ID number turns into a number."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from .widgets import Choice, YesNo

ROWS = 2000
LISTS = "_选项"


def workbook(roster):
    """The template of a roster kind as bytes."""
    book = Workbook()
    sheet, lists = book.active, book.create_sheet(LISTS)
    sheet.title = roster.label
    lists.sheet_state = "hidden"
    columns = [c for c in roster.columns.values() if c.field != "street"]
    for number, column in enumerate(columns, 1):
        _heading(sheet, number, column)
        _choices(sheet, lists, number, column)
    sheet.freeze_panes = "A2"
    _explain(book.create_sheet("填表说明"), columns)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(sheet, number, column):
    letter = get_column_letter(number)
    cell = sheet.cell(1, number, f"*{column.label}" if column.needed else column.label)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="F0EDE6")
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.column_dimensions[letter].width = max(10, 2.2 * len(column.label) + 4)
    sheet.column_dimensions[letter].number_format = "@"


def _words(widget):
    if isinstance(widget, Choice):
        return [label for _code, label in widget.known.items]
    return ["是", "否"] if isinstance(widget, YesNo) else []


def _choices(sheet, lists, number, column):
    words = _words(column.widget)
    if not words:
        return
    at = (lists.max_column if lists.cell(1, 1).value else 0) + 1
    for row, word in enumerate(words, 1):
        lists.cell(row, at, word)
    letter = get_column_letter(at)
    source = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(words)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    rule.error, rule.errorTitle, rule.showErrorMessage = "请从下拉列表中选择。", column.label[:30], False
    rule.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{ROWS}")
    sheet.add_data_validation(rule)


def _explain(sheet, columns):
    sheet.append(["列", "必填", "示例", "可用的值"])
    for column in columns:
        words = "、".join(_words(column.widget)[:60])
        sheet.append([column.label, "必填" if column.needed else "", column.sample, words])
    for letter, width in zip("ABCD", (18, 8, 22, 80), strict=True):
        sheet.column_dimensions[letter].width = width
