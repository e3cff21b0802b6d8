"""The workbook: one row an item, only the cells to fill in are open; a hidden sheet carries the seal and the lists to choose from."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from orgwork.kit.sheets import safe_text

from ..cells import build
from ..enums import Kind
from ..faces import SAID
from .seal import HOW, SHEET, seal

NAME = "月报"
HEADER = ("代码", "分组", "项目", "单位", "本月", "上月", "去年同月", "记录里的数", "填法", "说明")
WIDTHS = (4, 12, 24, 7, 16, 9, 10, 12, 14, 44)
VALUE, HOW_AT, NOTE = 5, 9, 10
HEAD_ROW = 3
TELL = (
    "只填白色的格子：本月、填法、说明。没有发生就在“填法”选零报告；与上月一样选与上月相同；"
    "报不出数选空，并在“说明”写原因。附件请到网页上传。"
)
GREY, EDGE = PatternFill("solid", fgColor="F0EDE6"), Side("thin", color="CFC9BF")
FRAME = Border(EDGE, EDGE, EDGE, EDGE)
OPEN = Protection(locked=False)


def workbook(report):
    """The month's form as bytes."""
    cells = build(report)
    book = Workbook()
    sheet, hidden = book.active, book.create_sheet(SHEET)
    sheet.title, hidden.sheet_state = NAME, "veryHidden"
    _head(sheet, report)
    lists = _Lists(hidden)
    for number, cell in enumerate(cells, HEAD_ROW + 1):
        _row(sheet, number, cell, lists)
    for number, piece in enumerate(seal(report, cells), 1):
        hidden.cell(number, 1, piece)
    for one in (sheet, hidden):
        one.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    book.security = WorkbookProtection(lockStructure=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet, report):
    sheet.cell(1, 2, safe_text(report)).font = Font(bold=True, size=14)
    sheet.cell(2, 2, TELL)
    for number, (label, width) in enumerate(zip(HEADER, WIDTHS, strict=True), 1):
        cell = sheet.cell(HEAD_ROW, number, label)
        cell.font, cell.fill, cell.border = Font(bold=True), GREY, FRAME
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"E{HEAD_ROW + 1}"
    sheet.print_title_rows, sheet.page_setup.paperSize, sheet.page_setup.orientation = f"{HEAD_ROW}:{HEAD_ROW}", 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _row(sheet, number, cell, lists):
    item, row = cell.item, cell.row
    value = cell.value if item.is_number else row.text
    told = (cell.code, item.group, item.name, item.measure, value, cell.previous, cell.last_year, row.computed, SAID.get(row.state, ""),
            row.explanation)
    for column, content in enumerate(told, 1):
        _put(sheet.cell(number, column), content)
    places = {VALUE: item.kind != Kind.FILE, HOW_AT: item.is_number, NOTE: True}
    for column, is_open in places.items():
        if is_open and cell.writable:
            sheet.cell(number, column).protection, sheet.cell(number, column).fill = OPEN, PatternFill()
    if item.is_number:
        lists.offer(sheet, sheet.cell(number, HOW_AT), list(HOW))
    elif item.choices:
        lists.offer(sheet, sheet.cell(number, VALUE), item.choices)


def _put(cell, content):
    """Numbers as numbers; words as words, also those that look like a formula."""
    cell.border, cell.fill = FRAME, GREY
    if isinstance(content, str):
        cell.number_format, cell.alignment = "@", Alignment(wrap_text=True, vertical="center")
        if content:
            cell.value, cell.data_type = safe_text(content), "s"
            cell.quotePrefix = content.startswith(("=", "+", "-", "@"))
    elif content is not None:
        whole = content == content.to_integral_value()
        cell.value, cell.number_format = (int(content), "0") if whole else (float(content), "0.00")
        cell.alignment = Alignment(vertical="center")


class _Lists:
    """Lists to choose from: each stands once in a column of the hidden sheet."""

    def __init__(self, sheet):
        self.sheet, self.known = sheet, {}

    def offer(self, sheet, cell, words):
        rule = self.known.get(tuple(words)) or self._rule(sheet, words)
        rule.add(cell.coordinate)

    def _rule(self, sheet, words):
        column = 2 + len(self.known)
        for number, word in enumerate(words, 1):
            self.sheet.cell(number, column, word)
        letter = get_column_letter(column)
        source = f"{quote_sheetname(SHEET)}!${letter}$1:${letter}${len(words)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        rule.error, rule.errorTitle, rule.showErrorMessage = f"只能选：{'、'.join(words)}。"[:200], "填法", True
        sheet.add_data_validation(rule)
        self.known[tuple(words)] = rule
        return rule
