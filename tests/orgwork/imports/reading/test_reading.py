"""Files nobody vouches for: known by content, refused with a code, never followed into a trap."""

import io
import random
import zipfile

import pytest
import xlwt
from openpyxl import Workbook

from orgwork.imports.reading import limits, sniffing
from orgwork.imports.reading.reader import open_workbook
from orgwork.imports.reading.refused import MESSAGES, Refused
from tests.orgwork.imports import samples, sheets

from . import bombs

SAMPLE = "12-党员花名册-桥北社区（含各类错误）.xlsx"


def read(path, budget="SECRETARY", only=""):
    """{sheet: number of rows} of a workbook."""
    with open_workbook(path, budget, only) as book:
        return {sheet.name: sum(len(rows) for _first, rows in sheet.rows()) for sheet in book}


def refusal(path, budget="SECRETARY"):
    with pytest.raises(Refused) as raised:
        read(path, budget)
    return raised.value.code


def ole(path, *streams):
    """An OLE container whose directory names `streams`."""
    header = bytearray(512)
    header[:8] = sniffing.OLE
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (0).to_bytes(4, "little")
    for at in range(76, 512, 4):
        header[at : at + 4] = b"\xff\xff\xff\xff"
    directory = bytearray(512)
    for at, name in enumerate(streams):
        raw = name.encode("utf-16-le")
        directory[at * 128 : at * 128 + len(raw)] = raw
        directory[at * 128 + 64 : at * 128 + 66] = (len(raw) + 2).to_bytes(2, "little")
    path.write_bytes(bytes(header + directory))
    return path


CONTENTS = {
    b"": "file.empty",
    b"name,sex\nx,y\n": "file.not_workbook",
    b"<html><table><tr><td>x</td></tr></table></html>": "file.not_workbook",
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>': "file.not_workbook",
    b"%PDF-1.7": "file.not_workbook",
    b"PK\x03\x04" + b"\x00" * 200: "file.damaged",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "file.damaged",
}


@pytest.mark.parametrize("content", CONTENTS, ids=[c[:12].hex() or "empty" for c in CONTENTS])
def test_other_files(tmp_path, content):
    path = tmp_path / "名册.xls"
    path.write_bytes(content)
    assert refusal(path) == CONTENTS[content]


def test_encrypted_and_foreign_containers(tmp_path):
    assert refusal(ole(tmp_path / "a.xlsx", "Root Entry", "EncryptionInfo", "EncryptedPackage")) == "file.encrypted"
    assert refusal(ole(tmp_path / "b.xls", "Root Entry", "WordDocument")) == "file.not_workbook"
    assert refusal(ole(tmp_path / "c.xls", "Root Entry", "Workbook")) == "file.damaged"


def test_macro_and_other_packages(tmp_path):
    path = bombs.write(tmp_path / "a.xlsm", bombs.HEAD + bombs.ONE + b"</worksheet>", **{"xl/vbaProject.bin": b"x"})
    assert refusal(path) == "file.macro"
    word = tmp_path / "b.xlsx"
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert refusal(word) == "file.not_workbook"


def test_too_large_a_file(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(limits.SECRETARY.file + 1)
    assert refusal(path) == "file.too_large"


@pytest.mark.parametrize("bomb", bombs.BOMBS, ids=lambda bomb: bomb.__name__)
def test_bombs_are_refused(tmp_path, bomb):
    assert refusal(bomb(tmp_path / "bomb.xlsx"), "ADMINISTRATOR") == bombs.BOMBS[bomb]


def test_a_lying_dimension_costs_nothing(tmp_path):
    assert read(bombs.dimension(tmp_path / "a.xlsx")) == {"Sheet1": 1}


def test_secretary_and_administrator_have_different_room(tmp_path):
    path = sheets.book(tmp_path / "a.xlsx", *([["x"]] * 20_001), heads=None)
    assert refusal(path) == "file.too_large"
    assert read(path, "ADMINISTRATOR") == {"花名册": 20_001}


def test_empty_styled_rows_do_not_count(tmp_path):
    rows = bombs.repeated(
        b'<row s="1"><c s="1"/></row>', 100_000, bombs.HEAD + bombs.ONE[:-12], b"</sheetData></worksheet>"
    )
    assert read(bombs.write(tmp_path / "a.xlsx", rows)) == {"Sheet1": 1}


def test_old_workbooks(tmp_path):
    made = xlwt.Workbook()
    page = made.add_sheet("名册")
    page.write(0, 0, "姓名")
    page.write(1, 0, "张三")
    made.save(str(tmp_path / "a.xlsx"))
    assert read(tmp_path / "a.xlsx") == {"名册": 2}


def test_one_sheet_by_name(tmp_path):
    path = sheets.book(tmp_path / "a.xlsx", ["x"], heads=None, 第二=[["y"], ["z"]])
    assert read(path, only="第二") == {"第二": 2}
    with pytest.raises(Refused) as raised:
        read(path, only="没有")
    assert raised.value.code == "sheet.not_found"


def test_what_is_told_about_a_sheet(tmp_path):
    made = Workbook()
    page = made.active
    page.append(["姓名", "时间"])
    page.append(["张三", 1973.1])
    page.append(["李四", "#REF!"])
    page.append(['="王"&"五"', "x"])
    page["B2"].number_format = "0.00"
    page["A2"].font = sheets.STRUCK
    page.row_dimensions[3].hidden = True
    page.column_dimensions["B"].hidden = True
    page.merge_cells("A6:B6")
    made.save(tmp_path / "a.xlsx")
    with open_workbook(tmp_path / "a.xlsx") as book:
        sheet = next(iter(book))
        rows = [row for _first, batch in sheet.rows() for row in batch]
    assert rows[1:4] == [["张三", ("0.00", 1973.1)], ["李四", ("#", "#REF!")], [("=", ""), "x"]]
    assert (sheet.struck, sheet.hidden_rows, sheet.hidden_columns) == ({2: [0]}, frozenset({3}), frozenset({1}))
    assert sheet.merged == [(6, 0, 6, 1)]


def test_messages_are_chinese_with_a_remedy():
    assert [code for code, text in MESSAGES.items() if "请" not in text] == []


def mutations(count, seed=11):
    """Damaged copies of a sample: bytes flipped, cut, doubled; parts of the package damaged inside."""
    rng, whole = random.Random(seed), samples.path(SAMPLE).read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number in range(count):
        yield _package(parts, rng) if number % 2 else _bytes(bytearray(whole), rng)


def _bytes(body, rng):
    kind = rng.randrange(3)
    if kind == 0:
        for _ in range(rng.randrange(1, 30)):
            body[rng.randrange(len(body))] = rng.randrange(256)
    elif kind == 1:
        del body[rng.randrange(len(body)) :]
    else:
        at = rng.randrange(len(body))
        body[at:at] = body[at : at + 200]
    return bytes(body)


def _package(parts, rng):
    name = rng.choice(list(parts))
    body = bytearray(parts[name])
    for _ in range(rng.randrange(1, 12)):
        at = rng.randrange(len(body))
        body[at : at + rng.randrange(1, 9)] = rng.choice(
            [b"", b"<", b"&#0;", b"</row>", b'"', b"\xff\xfe", b"A1:XFD1048576", b"NaN"]
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, bytes(body) if part == name else content)
    return out.getvalue()


def test_damaged_workbooks_are_read_or_refused_with_a_code(tmp_path):
    path, outcomes = tmp_path / "a.xlsx", set()
    for body in mutations(60):
        path.write_bytes(body)
        try:
            read(path)
            outcomes.add("read")
        except Refused as refused:
            outcomes.add(refused.code)
    assert outcomes <= {"read", *MESSAGES}
    assert "file.damaged" in outcomes
