"""The month as a workbook: locked but for what is to be filled in, taken back by the same rules, once, and never over somebody else."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from orgwork.accounts.rules import Role
from orgwork.kit.views.history import event_model
from orgwork.monthly.models import MonthlyReport, MonthlyValue
from orgwork.monthly.services.saving import Entry, save_values
from orgwork.monthly.workbook import seal
from tests.factories import ServiceFactory, person
from tests.factories.monthly import fill, open_reports, submitted

from .forms_of import add_kinds

HEADER = ["代码", "分组", "项目", "单位", "本月", "上月", "去年同月", "记录里的数", "填法", "说明"]
VALUE, HOW, NOTE = 5, 9, 10


@pytest.fixture
def reports(world, filler):
    add_kinds(required=False)
    june = open_reports("2024-06")["槐荫社区"]
    submitted(june, filler, m_care=2, m_care_money=Decimal("900.50"))
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    return open_reports("2024-07")


@pytest.fixture
def report(reports):
    return reports["槐荫社区"]


@pytest.fixture
def mine(filler):
    return client_of(filler)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def download(client, report):
    answer = client.get(f"/monthly/{report.pk}/form.xlsx")
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def row_of(book, code):
    sheet = book["月报"]
    return next(row[0].row for row in sheet.iter_rows(min_row=4) if row[0].value == code)


def put(book, code, value=None, how=None, note=None):
    """Type into the row of `code`; returns its number."""
    sheet, number = book["月报"], row_of(book, code)
    for column, content in ((VALUE, value), (HOW, how), (NOTE, note)):
        if content is not None:
            sheet.cell(number, column).value = content if content != "" else None
    return number


def upload(client, report, book):
    out = io.BytesIO()
    book.save(out)
    return send(client, report, out.getvalue())


def send(client, report, content, name="月报.xlsx"):
    answer = client.post(f"/monthly/{report.pk}/upload/", {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode()


def cell(report, code):
    return report.values.get(code=code)


def shown(report, code):
    row = cell(report, code)
    return (row.state, row.value, row.explanation)


def test_one_row_an_item_and_only_what_is_to_be_filled_in_is_open(mine, report):
    book = download(mine, report)
    sheet = book["月报"]
    assert [c.value for c in sheet[3]] == HEADER
    assert [r[0].value for r in sheet.iter_rows(min_row=4)] == list(report.values.order_by("item__order").values_list("code", flat=True))
    assert (sheet.column_dimensions["A"].hidden, sheet.protection.sheet, book.security.lockStructure) == (True, True, True)
    assert book[seal.SHEET].sheet_state == "veryHidden"
    number = row_of(book, "m_visit_households")
    assert [sheet.cell(number, c).value for c in (3, 5, 6, 8, 9)] == ["走访群众", 5, 0, 5, None]
    care = row_of(book, "m_care")
    assert [sheet.cell(care, c).value for c in (3, 4, 5, 6)] == ["慰问困难党员", "名", None, 2]
    assert sheet.cell(row_of(book, "m_care_money"), 6).value == 900.5
    assert [sheet.cell(care, c).protection.locked for c in range(1, 11)] == [True] * 4 + [False] + [True] * 3 + [False, False]
    assert [sheet.cell(row_of(book, "m_attend_rate"), c).protection.locked for c in (5, 9, 10)] == [True, True, True]


def test_there_and_back_unchanged_writes_nothing(mine, report):
    report.refresh_from_db()
    before = event_model(MonthlyValue).objects.count()
    book = download(mine, report)
    filled = event_model(MonthlyValue).objects.count()
    status, page = upload(mine, report, book)
    total = report.values.count()
    assert (status, f"收下 0 格，{total} 格没有改动。" in page) == (200, True)
    assert (before <= filled, event_model(MonthlyValue).objects.count()) == (True, filled)


def test_what_was_filled_in_offline_is_taken_with_its_three_things(mine, report):
    book = download(mine, report)
    put(book, "m_care", 3)
    put(book, "m_dues", 12.5, note="代收两个月")
    put(book, "m_opinions", how="零报告")
    put(book, "m_care_money", how="与上月相同")
    put(book, "m_problems", how="空", note="台账丢失")
    put(book, "m_visit_households", 9, note="补记未完")
    put(book, "m_highlights", "修好三处路灯\n又栽了树")
    put(book, "m_shop", "有")
    status, page = upload(mine, report, book)
    assert (status, "收下 8 格" in page, "冲突" in page.split("2 上传")[0].split("按网页")[0]) == (200, True, False)
    codes = ("m_care", "m_dues", "m_opinions", "m_care_money", "m_problems", "m_visit_households")
    assert {code: shown(report, code) for code in codes} == {
        "m_care": ("filled", 3, ""), "m_dues": ("filled", Decimal("12.5"), "代收两个月"), "m_opinions": ("zero", 0, ""),
        "m_care_money": ("same", Decimal("900.5"), ""), "m_problems": ("blank", None, "台账丢失"),
        "m_visit_households": ("filled", 9, "补记未完"),
    }
    assert [cell(report, code).text for code in ("m_highlights", "m_shop")] == ["修好三处路灯\n又栽了树", "有"]
    assert cell(report, "m_visit_households").source == "typed"


def test_the_same_file_twice_is_taken_once(mine, report):
    book = download(mine, report)
    put(book, "m_care", 3)
    upload(mine, report, book)
    status, page = upload(mine, report, book)
    assert (status, "收下 1 格" in page, "冲突没有收" in page, cell(report, "m_care").version) == (200, True, False, 2)


def test_a_cell_changed_meanwhile_is_shown_and_not_overwritten(mine, world, report):
    book = download(mine, report)
    put(book, "m_dues", 8)
    number = put(book, "m_care", 3)
    other = person(Role.DEPUTY, world.own.unit, name="林副书记")
    save_values(report=report, cells={"m_care": Entry(value=7, version=1)}, by=other)
    status, page = upload(mine, report, book)
    assert status == 200
    assert f'<td class="num">{number}</td><td>慰问困难党员</td><td>表里是 3；下载以后林副书记改成了 7，没有覆盖。' in page
    assert (shown(report, "m_care")[1], shown(report, "m_dues")[1]) == (7, 8)


@pytest.mark.parametrize(("code", "typed", "why"), [
    ("m_care", {"value": "三个"}, "应为 0–99999 的整数。"),
    ("m_care", {"value": 1.5}, "应为 0–99999 的整数。"),
    ("m_care", {"value": 5, "how": "零报告"}, "填法写的是“零报告”，本月却填了 5。请只留一样。"),
    ("m_care", {"value": 5, "how": "与上月相同"}, "填法写的是“与上月相同”，本月却填了 5。请只留一样。"),
    ("m_care", {"how": "随便"}, "填法只能是零报告、与上月相同、空，或者不写。"),
    ("m_dues", {"how": "与上月相同", "value": "甲"}, "填法写的是“与上月相同”，本月却填了 甲。请只留一样。"),
    ("m_attend_rate", {"value": 90}, "由记录计算，不能手填。记录有误请改记录。"),
    ("m_shop", {"value": "也许"}, "只能选：有、没有、在建。"),
    ("m_photos", {"value": "现场.jpg"}, "这一格是附件，不能填写。请上传文件，或写一句原因。"),
    ("m_highlights", {"value": "字" * 501}, "共501个字，最多500个字。请缩短后重新填写。"),
])
def test_a_wrong_row_is_named_and_the_others_are_taken(mine, report, code, typed, why):
    book = download(mine, report)
    number = put(book, code, **typed)
    put(book, "m_deeds", 4)
    status, page = upload(mine, report, book)
    assert (status, f'<td class="num">{number}</td>' in page, why.replace("“", "“") in page) == (200, True, True)
    assert (shown(report, "m_deeds")[1], cell(report, code).updated_by) == (4, None)


def test_a_number_typed_over_the_word_stands_for_itself(mine, filler, report):
    fill(report, filler)
    book = download(mine, report)
    put(book, "m_care", 6)
    assert "收下 1 格" in upload(mine, report, book)[1]
    assert shown(report, "m_care") == ("filled", 6, "")


def test_rows_that_were_deleted_moved_doubled_or_added(mine, report):
    book = download(mine, report)
    sheet = book["月报"]
    put(book, "m_care", 3)
    last = sheet.max_row
    sheet.append(["m_care", "", "慰问困难党员", "", 9])
    sheet.append(["m_made_up", "", "自己加的", "", 9])
    sheet.delete_rows(row_of(book, "m_members"))
    _status, page = upload(mine, report, book)
    assert "收下 1 格" in page
    twice = f'第{row_of(book, "m_care")}行已经有这一项，这一行没有收。请只留一行。'
    assert f'<td class="num">{last}</td><td>慰问困难党员</td><td>{twice}' in page
    assert f'<td class="num">{last + 1}</td><td>自己加的</td><td>表里没有这一项，没有收。请重新下载表格，不要增加行。' in page
    assert (shown(report, "m_care")[1], cell(report, "m_members").updated_by) == (3, None)


FOREIGN = "这不是从本系统下载的月报表，或者表里的校验页被改过。请重新下载，把内容填进去再传。"


def test_a_foreign_workbook_is_refused(mine, report):
    book = Workbook()
    book.active.append(HEADER)
    assert [FOREIGN in part for part in upload(mine, report, book)[1:]] == [True]
    touched = download(mine, report)
    piece = touched[seal.SHEET]["A1"].value
    touched[seal.SHEET]["A1"].value = piece[:-2] + "xx"
    status, page = upload(mine, report, touched)
    assert (status, FOREIGN in page) == (422, True)
    headless = download(mine, report)
    headless["月报"].delete_rows(3)
    assert FOREIGN in upload(mine, report, headless)[1]


@pytest.mark.parametrize(("content", "why"), [
    (b"", "请选择填好的表格（.xlsx）。"), (b"%PDF-1.4", "文件不是 Excel 工作簿。"), (b"PK\x03\x04 broken", "文件已损坏，读不出来。"),
])
def test_a_file_that_is_no_workbook_is_refused(mine, report, content, why):
    status, page = send(mine, report, content)
    assert (status, why in page or "文件是空的" in page) == (422, True)


def test_no_file_at_all_is_told(mine, report):
    answer = mine.post(f"/monthly/{report.pk}/upload/")
    assert (answer.status_code, "请选择填好的表格（.xlsx）。" in answer.content.decode()) == (422, True)


def test_another_month_or_unit_is_refused_by_name(mine, world, reports, report):
    june = MonthlyReport.objects.get(unit=world.own.unit, period="2024-06")
    status, page = upload(mine, report, download(mine, june))
    said = "这是槐荫社区 2024年6月月报的表，这里收的是槐荫社区 2024年7月月报。请到那份月报里上传，或者在这里重新下载。"
    assert (status, said in page) == (422, True)
    near = client_of(person(Role.SECRETARY, world.near.unit))
    other = download(near, reports["南苑社区"])
    put(other, "m_care", 3)
    status, page = upload(mine, report, other)
    assert (status, "这是南苑社区 2024年7月月报的表" in page, shown(report, "m_care")[1]) == (422, True, None)


def test_a_closed_report_takes_no_workbook(mine, filler, report):
    book = download(mine, report)
    put(book, "m_care", 3)
    submitted(report, filler)
    status, page = upload(mine, report, book)
    assert (status, "审核前可以撤回。请先撤回，再在原报告上修改。" in page) == (422, True)


def test_words_that_look_like_a_formula_stay_words(mine, filler, report):
    words = {"m_highlights": Entry(value="=1+1", version=1), "m_care": Entry(value=1, explanation="-减去一户", version=1)}
    save_values(report=report, cells=words, by=filler)
    book = download(mine, report)
    found = book["月报"].cell(row_of(book, "m_highlights"), VALUE)
    assert (found.value, found.data_type, found.quotePrefix) == ("=1+1", "s", True)
    assert "收下 0 格" in upload(mine, report, book)[1]


def test_who_may_not_fill_may_not_upload(world, report):
    clerk = client_of(world.clerk)
    assert clerk.get(f"/monthly/{report.pk}/form.xlsx").status_code == 200
    nowhere = clerk.get("/monthly/99999999-9999-4999-9999-999999999999/upload/")
    answer = clerk.get(f"/monthly/{report.pk}/upload/")
    assert (answer.status_code, answer.content) == (404, nowhere.content)
