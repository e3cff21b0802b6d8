"""Files that leave: a text that looks like a formula stays text, in every format."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from orgwork.kit import sheets

EVIL = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1", "=HYPERLINK(\"http://x\")"]


def cells(rows, headers=("甲", "乙")):
    book = load_workbook(io.BytesIO(sheets.xlsx("名单", headers, rows)))
    return [list(row) for row in book.active.iter_rows(min_row=2)]


@pytest.mark.parametrize("text", EVIL)
def test_a_formula_is_text_in_a_workbook(text):
    ((cell, _other),) = cells([[text, None]])
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text.replace("\r", "\n") if text[0] == "\r" else text, True)


@pytest.mark.parametrize("text", EVIL)
def test_a_formula_is_text_in_a_csv(text):
    assert sheets.guarded(text) == "'" + text
    (_head, line) = csv.reader(io.StringIO(sheets.csv_text(["头"], [[text]]).decode("utf-8-sig"), newline=""))
    assert line == ["'" + text]


@pytest.mark.parametrize("value", [1, 0, -3, 2.5, Decimal("300.5"), Decimal(7)])
def test_numbers_stay_numbers(value):
    ((cell, _other),) = cells([[value, None]])
    assert (cell.data_type, Decimal(str(cell.value))) == ("n", Decimal(str(value)))
    assert sheets.guarded(value) == str(value)


def test_yes_and_no_are_words_and_one_is_not_yes():
    ((yes, no),) = cells([[True, False]])
    assert (yes.value, no.value, sheets.guarded(True), sheets.guarded(1), sheets.guarded(0)) == ("是", "否", "是", "1", "0")


def test_what_excel_cannot_hold_is_left_out_and_said():
    ((cell, _other),) = cells([["坏\x00\x0b字" + "长" * 40_000, None]])
    assert (len(cell.value), cell.value[:3], cell.value[-8:]) == (32_767, "坏字长", "……（内容过长）")


@given(st.text(max_size=60))
def test_any_text_can_be_written(text):
    ((cell, _other),) = cells([[text, "尾"]])
    assert cell.data_type != "f"
    lines = list(csv.reader(io.StringIO(sheets.csv_text(["头"], [[text]]).decode("utf-8-sig"))))
    assert [c for line in lines[1:] for c in line if c.startswith(("=", "@"))] == []


def test_csv_begins_with_a_mark_that_excel_reads():
    assert sheets.csv_text(["姓名"], [["张三"]]) == "\ufeff姓名\r\n张三\r\n".encode()


def test_json_has_the_shape_of_the_contract():
    found = json.loads(sheets.json_text("members", "410399", ["name", "joined_on", "score"], [["张三", date(2024, 5, 1), Decimal("9.0")]]))
    assert found == {"kind": "members", "unit": "410399", "records": [{"name": "张三", "joined_on": "2024-05-01", "score": 9}]}


def test_a_sheets_name_fits_excel():
    book = load_workbook(io.BytesIO(sheets.xlsx("很" * 50, ["甲"], [])))
    assert (book.sheetnames, book.active["A1"].value, book.active.freeze_panes) == (["很" * 31], "甲", "A2")
