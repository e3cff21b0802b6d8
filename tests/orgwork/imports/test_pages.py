"""The pages: upload, preview in five tabs, commit, outcome, undo; seen by those who may import there and by nobody else."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from members.models import Member
from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.imports import services
from orgwork.imports.models import Upload
from orgwork.jobs import services as jobs
from tests.factories import person

from . import samples
from .conftest import bring

FIRST = "01-党员花名册-槐荫社区.xlsx"
SECOND = "14-党员花名册-槐荫社区（2024年12月更新）.xlsx"
WRONG = "12-党员花名册-桥北社区（含各类错误）.xlsx"
ASKING = "13-党员花名册-桥北社区（工作表与列的问题）.xlsx"


@pytest.fixture
def secretary(district):
    return person(Role.SECRETARY, Unit.objects.get(code="410399001001"), name="槐荫书记")


@pytest.fixture
def clerk(district):
    return person(Role.CLERK, district, name="区里科员")


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def send(client, name, unit, kind="members"):
    file = SimpleUploadedFile(name, samples.path(name).read_bytes())
    place = Unit.objects.get(code=unit)
    return client.post("/imports/new/", {"kind": kind, "unit": str(place.pk), "file": file, "sheet": ""})


def text(response):
    return response.content.decode()


def do_jobs():
    for upload in Upload.objects.exclude(job=None):
        jobs.run_here(upload.job)


def test_upload_preview_commit_outcome(secretary):
    client = client_of(secretary)
    answer = send(client, FIRST, "410399001001")
    upload = Upload.objects.get(name=FIRST)
    assert (answer.status_code, answer.url) == (302, f"/imports/{upload.pk}/")
    page = text(client.get(answer.url))
    assert "将新增 24 名" in page and "万刚康" in page and "410**************2" in page
    assert "410399197507188062" not in page
    assert Member.objects.count() == 0

    client.post(f"/imports/{upload.pk}/commit/", {"note": "7月名册"})
    assert "正在写入" in text(client.get(answer.url))
    do_jobs()
    page = text(client.get(answer.url))
    assert "新增 24" in page and f"/members/{Member.objects.get(name='万刚康').pk}/" in page
    assert Member.objects.count() == 24


def test_preview_shows_changes_field_by_field(secretary):
    bring(FIRST, commit=True)
    client = client_of(secretary)
    address = send(client, SECOND, "410399001001").url
    page = text(client.get(address + "?tab=change"))
    assert "19900848964" in page and "19900368752" in page
    assert "新槐路88号院" in page
    missing = text(client.get(address + "?tab=missing"))
    assert "陆青" in missing and "郑行" in missing and "万刚康" not in missing


def test_tabs_are_whole_pages(clerk):
    upload = bring(WRONG)
    client = client_of(clerk)
    for tab in ("new", "change", "same", "problems", "missing"):
        assert client.get(f"/imports/{upload.pk}/?tab={tab}").status_code == 200
    assert client.get(f"/imports/{upload.pk}/?tab=nothing").status_code == 404
    problems = text(client.get(f"/imports/{upload.pk}/?tab=problems"))
    assert "id_card.as_number" in problems and "请" in problems and "410399195901178859" not in problems


def test_errors_are_not_written_without_being_asked(clerk):
    upload = bring(WRONG)
    client = client_of(clerk)
    client.post(f"/imports/{upload.pk}/commit/", {})
    upload.refresh_from_db()
    assert (upload.state, Member.objects.count()) == ("staged", 0)
    client.post(f"/imports/{upload.pk}/commit/", {"partial": "1"})
    do_jobs()
    assert Member.objects.count() == 26


def test_marked_sheet_has_red_cells_and_reasons(clerk):
    client = client_of(clerk)
    address = send(client, WRONG, "410399001002").url
    book = load_workbook(io.BytesIO(client.get(address + "errors.xlsx").content))
    sheet = book["花名册"]
    assert sheet.cell(3, 20).value == "错误信息"
    assert sheet.cell(15, 7).fill.fgColor.rgb == "00FFC7CE"
    assert "身份证号被存成数字" in sheet.cell(15, 20).value
    assert (sheet.cell(4, 3).value, sheet.cell(4, 20).value) == ("曾雅厚", None)


def test_template_can_be_filled_and_imported(secretary):
    client = client_of(secretary)
    for kind in ("members", "branches", "communities", "services", "activities"):
        book = load_workbook(io.BytesIO(client.get(f"/imports/template/{kind}.xlsx").content))
        assert book.worksheets[0].data_validations.dataValidation
    book = load_workbook(io.BytesIO(client.get("/imports/template/members.xlsx").content))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    values = {"*姓名": "程玉", "*身份证号": "410399198102018297", "*所在党支部": "第一网格党支部", "*性别": "男"}
    for head, value in values.items():
        sheet.cell(2, heads[head], value)
    out = io.BytesIO()
    book.save(out)
    place = Unit.objects.get(code="410399001001")
    file = SimpleUploadedFile("填好的.xlsx", out.getvalue())
    client.post("/imports/new/", {"kind": "members", "unit": str(place.pk), "file": file})
    assert Upload.objects.get(name="填好的.xlsx").counts["create"] == 1


def test_ambiguous_header_is_asked_and_the_answer_kept(clerk):
    client = client_of(clerk)
    address = send(client, ASKING, "410399001002").url
    page = text(client.get(address))
    assert "这些表头有两种意思" in page
    client.post(address + "answers/", {"q-含义不明-0": "joined_on"})
    upload = Upload.objects.get(name=ASKING)
    sheet = next(s for s in upload.sheets if s["name"] == "含义不明")
    assert (sheet["columns"]["E"], sheet["questions"]) == ("joined_on", {})
    again = bring(ASKING)
    assert next(s for s in again.sheets if s["name"] == "含义不明")["columns"]["E"] == "joined_on"


def test_blank_is_kept_unless_ticked(secretary):
    bring(FIRST, commit=True)
    upload = services.stage(
        samples.path("03-党员名册-南苑社区第一网格（8列）.xlsx"),
        kind="members", unit=Unit.objects.get(code="410399002001"), by=secretary, name="x.xlsx", keep=False,
    )  # fmt: skip
    assert upload.counts["create"] == 14


def test_refused_file_says_why_and_keeps_the_form(secretary):
    client = client_of(secretary)
    place = Unit.objects.get(code="410399001001")
    file = SimpleUploadedFile("名册.xls", b"<html><table></table></html>")
    answer = client.post("/imports/new/", {"kind": "members", "unit": str(place.pk), "file": file})
    assert answer.status_code == 400
    assert "不是 Excel 工作簿" in text(answer)
    assert Upload.objects.get(name="名册.xls").refused == "file.not_workbook"


def test_same_file_leads_to_the_import_that_stands(secretary):
    client = client_of(secretary)
    first = bring(FIRST, commit=True)
    assert send(client, FIRST, "410399001001").url == f"/imports/{first.pk}/"


def test_giving_up_leaves_nothing_to_commit(secretary):
    client = client_of(secretary)
    address = send(client, FIRST, "410399001001").url
    client.post(address + "drop/")
    client.post(address + "commit/", {})
    assert Upload.objects.get(name=FIRST).state == "replaced"


def test_undo_page(secretary):
    client = client_of(secretary)
    upload = bring(FIRST, commit=True)
    assert "移除" in text(client.get(f"/imports/{upload.pk}/undo/"))
    client.post(f"/imports/{upload.pk}/undo/")
    assert Member.objects.count() == 0
    assert "撤销这次导入" in text(client.get(f"/imports/{upload.pk}/"))


def test_undo_page_names_conflicts(secretary):
    client = client_of(secretary)
    upload = bring(FIRST, commit=True)
    Member.objects.filter(name="万刚康").update(version=9)
    assert "万刚康" in text(client.get(f"/imports/{upload.pk}/undo/"))
    assert client.post(f"/imports/{upload.pk}/undo/").status_code == 409
    assert Member.objects.count() == 24


@pytest.mark.parametrize("tail", ["", "undo/", "errors.xlsx"])
def test_strangers_get_what_a_missing_upload_gives(secretary, clerk, tail):
    upload = bring("02-党员花名册-桥北社区（标题 合并单元格 分组行）.xlsx", commit=True)
    client = client_of(secretary)
    there, absent = client.get(f"/imports/{upload.pk}/{tail}"), client.get(f"/imports/999999/{tail}")
    assert (there.status_code, absent.status_code) == (404, 404)
    assert text(there).replace(str(upload.pk), "") == text(absent).replace("999999", "")


@pytest.mark.parametrize("tail", ["commit/", "drop/", "answers/", "clear/", "undo/"])
def test_strangers_cannot_decide(secretary, tail):
    upload = bring("02-党员花名册-桥北社区（标题 合并单元格 分组行）.xlsx")
    assert client_of(secretary).post(f"/imports/{upload.pk}/{tail}").status_code == 404
    upload.refresh_from_db()
    assert upload.state == "staged"


def test_history_lists_own_uploads_only(secretary):
    mine, other = bring(FIRST), bring("02-党员花名册-桥北社区（标题 合并单元格 分组行）.xlsx")
    page = text(client_of(secretary).get("/imports/"))
    assert mine.name in page and other.name not in page


def test_a_unit_outside_is_not_offered_nor_taken(secretary):
    client = client_of(secretary)
    assert send(client, FIRST, "410399001002").status_code == 400
    assert Upload.objects.filter(kind="members").count() == 0
