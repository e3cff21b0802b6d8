"""Every problem code that applies to the built kinds: level, row, column and field, in Chinese with a remedy (contract.md 3)."""

import re

import pytest
from openpyxl import load_workbook

from orgwork.accounts.models import Unit, system_user
from orgwork.imports import services
from orgwork.imports.models import StagedFinding
from orgwork.imports.reading.refused import Refused

from . import sheets
from .conftest import bring
from .sheets import GOOD, HEADS, OTHER, person

UNIT = "410399001001"
LONG = "某单位" * 60


def stage(path, kind="members", unit=UNIT):
    place = Unit.objects.get(code=unit)
    return services.stage(path, kind=kind, unit=place, by=system_user(), name=path.name, keep=False)


def findings(upload, code):
    rows = StagedFinding.objects.filter(upload=upload, code=code).order_by("seq")
    return [(f.sheet, f.row, f.column, f.field, f.level) for f in rows]


def said(upload):
    return list(StagedFinding.objects.filter(upload=upload).values_list("message", flat=True))


ROWS = {
    "name.empty": (person(姓名=""), "A", "name", "error"),
    "name.invisible": (person(姓名="万\u200b刚康"), "A", "name", "error"),
    "name.invalid": (person(姓名="万刚1"), "A", "name", "error"),
    "name.note": (person(姓名="万刚康（预备）"), "A", "name", "info"),
    "cell.control_character": (person(备注="a\x07b".replace("\x07", "\x7f")), "K", "remark", "error"),
    "cell.too_long": (person(备注="字" * 2001), "K", "remark", "error"),
    "id_card.empty": (person(身份证号=""), "D", "id_card", "error"),
    "id_card.as_number": (person(身份证号=410399197507188062), "D", "id_card", "error"),
    "id_card.length": (person(身份证号="41039919750718806"), "D", "id_card", "error"),
    "id_card.old15": (person(身份证号="410399750718806"), "D", "id_card", "error"),
    "id_card.check_digit": (person(身份证号="410399197507188063"), "D", "id_card", "error"),
    "id_card.birth": (person(身份证号="410399197513188060"), "D", "id_card", "error"),
    "id_card.age": (person(身份证号="410399189301011237", 出生年月=""), "D", "id_card", "error"),
    "sex.contradicts_id": (person(性别="男"), "B", "sex", "warning"),
    "birth.contradicts_id": (person(出生年月="1975.08"), "C", "birth", "warning"),
    "date.unrecognised": (person(入党时间="去年7月"), "F", "joined_on", "error"),
    "date.nonexistent": (person(入党时间="1995.13"), "F", "joined_on", "error"),
    "date.ambiguous": (person(入党时间=1995.1), "F", "joined_on", "error"),
    "date.order": (person(转正时间="1994.10"), "G", "formal_on", "error"),
    "joined.under_18": (person(入党时间="1990.10"), "F", "joined_on", "error"),
    "branch.unknown": (person(党支部="第一网络党支部"), "E", "branch", "error"),
    "mobile.length": (person(联系电话="1990058430"), "J", "mobile", "error"),
    "enum.unknown": (person(学历="神童班"), "I", "edu", "error"),
}


@pytest.mark.parametrize("code", ROWS)
def test_cell_codes(district, tmp_path, code):
    row, column, field, level = ROWS[code]
    upload = stage(sheets.book(tmp_path / "a.xlsx", OTHER, row))
    assert findings(upload, code) == [("花名册", 3, column, field, level)]
    assert upload.counts["rejected"] == (1 if level == "error" else 0)
    assert upload.counts["create"] == (1 if level == "error" else 2)


def test_messages_are_chinese_name_the_place_and_hide_numbers(district, tmp_path):
    upload = stage(sheets.book(tmp_path / "a.xlsx", *[row for row, *_rest in ROWS.values()]))
    for message in said(upload):
        assert re.match(r"表「花名册」(第\d+行 列「.+」|第\d+行)?：.+。", message), message
        assert not re.search(r"\d{17}[\dX]|\d{15}", message), message
    shown = StagedFinding.objects.filter(upload=upload).values_list("value", flat=True)
    assert not [value for value in shown if value and re.search(r"\d{14}", value)]


def test_all_problems_of_a_row_come_at_once(district, tmp_path):
    row = person(姓名="", 学历="神童班", 联系电话="1", 入党时间="去年")
    upload = stage(sheets.book(tmp_path / "a.xlsx", row))
    errors = StagedFinding.objects.filter(upload=upload, level="error").values_list("code", flat=True)
    assert set(errors) == {"name.empty", "enum.unknown", "mobile.length", "date.unrecognised"}


def test_duplicate_in_file_is_the_later_row(district, tmp_path):
    upload = stage(sheets.book(tmp_path / "a.xlsx", GOOD, OTHER, GOOD))
    assert findings(upload, "id_card.duplicate_in_file") == [("花名册", 4, "D", "id_card", "error")]
    assert upload.counts["create"] == 2


def test_registered_elsewhere(district, tmp_path):
    bring("01-党员花名册-槐荫社区.xlsx", commit=True)
    upload = stage(sheets.book(tmp_path / "a.xlsx", GOOD), unit="410399001002")
    assert findings(upload, "id_card.registered_elsewhere") == [("花名册", 2, None, "id_card", "error")]
    assert (upload.counts["rejected"], upload.counts["create"]) == (1, 0)


def test_same_name(district, tmp_path):
    namesake = [GOOD[0], *OTHER[1:]]
    upload = stage(sheets.book(tmp_path / "a.xlsx", GOOD, namesake))
    assert findings(upload, "person.same_name") == [("花名册", 3, "A", "name", "warning")]


def test_number_shown_with_two_decimals_is_october(district, tmp_path):
    path = sheets.book(tmp_path / "a.xlsx", person(入党时间=1995.1))
    sheets.change(path, lambda made: setattr(made.active["F2"], "number_format", "0.00"))
    upload = stage(path)
    assert findings(upload, "date.ambiguous") == [("花名册", 2, "F", "joined_on", "info")]
    assert upload.counts["create"] == 1


def test_formula_error_and_uncached_formula(district, tmp_path):
    upload = stage(sheets.book(tmp_path / "a.xlsx", person(学历="#N/A"), person(姓名='="王"&"小"', 身份证号=OTHER[3])))
    assert findings(upload, "cell.formula_error") == [("花名册", 2, "I", "edu", "error")]
    assert findings(upload, "cell.formula_uncached") == [("花名册", 3, "A", "name", "error")]


def test_formula_in_age_is_nothing(district, tmp_path):
    path = sheets.book(tmp_path / "a.xlsx", [*GOOD, "=1+1"], [*OTHER, "#REF!"], heads=[*HEADS, "年龄"])
    upload = stage(path)
    assert (upload.counts["create"], upload.findings) == (2, 0)


def test_hidden_and_struck_rows_are_read_and_told(district, tmp_path):
    def mark(made):
        made.active.row_dimensions[2].hidden = True
        made.active["A3"].font = sheets.STRUCK

    upload = stage(sheets.change(sheets.book(tmp_path / "a.xlsx", GOOD, OTHER), mark))
    assert findings(upload, "row.hidden") == [("花名册", 2, None, None, "info")]
    assert findings(upload, "row.strikethrough") == [("花名册", 3, None, None, "warning")]
    assert upload.counts["create"] == 2


def test_filled_down_is_told_once_a_sheet(district, tmp_path):
    blank = [*OTHER[:4], "", *OTHER[5:]]
    third = [
        "郑桂书",
        "男",
        "1952.02",
        "410399195202138911",
        "",
        "1989.10",
        "1990.10",
        "正式党员",
        "初中",
        "19900340021",
        "",
    ]
    upload = stage(sheets.book(tmp_path / "a.xlsx", GOOD, blank, third))
    assert findings(upload, "row.filled_down") == [("花名册", 3, "E", "branch", "info")]
    assert upload.counts["create"] == 3


def test_total_of_the_title(district, tmp_path):
    path = sheets.book(tmp_path / "a.xlsx", ["槐荫社区党员花名册（共3名）"], HEADS, GOOD, OTHER, heads=None)
    assert findings(stage(path), "total.mismatch") == [("花名册", None, None, None, "warning")]


def test_places(district, tmp_path):
    heads = ["社区", *HEADS]
    rows = [
        ["槐荫社区", *GOOD],
        ["槐阴社区", *OTHER],
        ["桥北社区", *person(身份证号="410399195202138911", 性别="男", 出生年月="")],
    ]
    upload = stage(sheets.book(tmp_path / "a.xlsx", *rows, heads=heads))
    assert findings(upload, "unit.unknown") == [("花名册", 3, "A", "community", "error")]
    assert StagedFinding.objects.get(upload=upload, code="unit.unknown").suggestion == "槐荫社区"
    assert findings(upload, "unit.out_of_scope") == [("花名册", 4, "A", "community", "error")]


def test_columns(district, tmp_path):
    extra = {
        "重复": [["姓名", "姓名", "身份证号", "党支部"], ["张三", "张三", GOOD[3], "第一网格党支部"]],
        "缺列": [["姓名", "性别", "党支部"], ["张三", "男", "第一网格党支部"]],
        "没有号": [["姓名", "性别", "出生年月", "党支部"], ["李四", "男", "1970.01", "第一网格党支部"]],
        "不明": [["姓名", "身份证号", "党支部", "时间"], ["孟林雅", OTHER[3], "第一网格党支部", "2017.07"]],
        "空": [["姓名", "性别", "身份证号"]],
        "会议": [["会议记录"], ["地点", "三楼"]],
    }
    upload = stage(sheets.book(tmp_path / "a.xlsx", GOOD, **extra))
    assert findings(upload, "column.duplicate") == [("重复", None, "B", "name", "error")]
    assert findings(upload, "column.missing") == [
        ("缺列", None, None, "id_card", "error"), ("没有号", None, None, "id_card", "warning"),
    ]  # fmt: skip
    assert findings(upload, "column.ambiguous") == [("不明", None, "D", None, "warning")]
    assert findings(upload, "sheet.no_rows") == [("空", None, None, None, "warning")]
    assert findings(upload, "sheet.no_header") == [("会议", None, None, None, "warning")]
    assert (upload.counts["rows"], upload.counts["create"]) == (3, 3)


def test_hidden_sheet_is_not_read(district, tmp_path):
    path = sheets.book(tmp_path / "a.xlsx", GOOD, 隐藏=[HEADS, OTHER])
    sheets.change(path, lambda made: setattr(made["隐藏"], "sheet_state", "hidden"))
    upload = stage(path)
    assert findings(upload, "sheet.hidden") == [("隐藏", None, None, None, "warning")]
    assert upload.counts["rows"] == 1


@pytest.mark.parametrize(
    ("code", "rows"),
    [("sheet.no_header", [["会议记录"], ["地点", "三楼"]]), ("sheet.no_rows", [HEADS]), ("file.empty", [[]])],
)
def test_a_file_of_which_nothing_can_be_read_is_refused(district, tmp_path, code, rows):
    with pytest.raises(Refused) as raised:
        stage(sheets.book(tmp_path / "a.xlsx", *rows, heads=None))
    assert raised.value.code == code


def test_only_a_hidden_sheet_is_refused(district, tmp_path):
    path = sheets.book(tmp_path / "a.xlsx", heads=None, 名册=[HEADS, GOOD])

    def hide(made):
        made.active.title = "空白"
        made["名册"].sheet_state = "hidden"

    with pytest.raises(Refused) as raised:
        stage(sheets.change(path, hide))
    assert raised.value.code == "sheet.hidden"


def test_sheet_not_found(district, tmp_path):
    path = sheets.book(tmp_path / "a.xlsx", GOOD)
    with pytest.raises(Refused) as raised:
        services.stage(
            path,
            kind="members",
            unit=Unit.objects.get(code=UNIT),
            by=system_user(),
            name="a",
            only_sheet="没有",
            keep=False,
        )
    assert raised.value.code == "sheet.not_found"


def test_file_same(district):
    first = bring("01-党员花名册-槐荫社区.xlsx", commit=True)
    with pytest.raises(services.SameFile) as raised:
        bring("01-党员花名册-槐荫社区.xlsx")
    assert (raised.value.code, raised.value.upload.pk) == ("file.same", first.pk)
    assert str(first.pk) in raised.value.message


def test_sample_files_open_with_excels_own_rows(district):
    """The row numbers told are those Excel shows."""
    name = "12-党员花名册-桥北社区（含各类错误）.xlsx"
    upload = bring(name)
    sheet = load_workbook(f"tests/data/rosters/{name}")["花名册"]
    found = StagedFinding.objects.get(upload=upload, code="enum.unknown")
    assert sheet[f"{found.column}{found.row}"].value == "神童班"
