"""Attachments of a cell: services, pages, who sees them, what becomes of their bytes."""

import os
import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from orgwork.accounts.rules import Role
from orgwork.kit.files import read
from orgwork.monthly.models import MonthlyFile
from orgwork.monthly.services import attaching
from orgwork.monthly.services.errors import Invalid, Refused
from orgwork.monthly.services.tidying import tidy_files
from tests.factories import person
from tests.factories.monthly import open_reports, submitted

from .forms_of import PDF, add_kinds, pdf, photo

CODE = "m_photos"
PLACE = b"GPS-here-somebody-lives"


@pytest.fixture
def reports(world, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    add_kinds(required=False)
    return open_reports()


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


def attach(report, by, upload=None, code=CODE):
    return attaching.attach(report=report, code=code, upload=upload or photo(), by=by)


def cell(report):
    return report.values.get(code=CODE)


def said(report):
    row = cell(report)
    return (row.state, row.text, row.version)


def stored():
    folder = Path(settings.MEDIA_ROOT) / "files"
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def refused(call):
    with pytest.raises(Invalid) as invalid:
        call()
    return invalid.value.message


# services -------------------------------------------------------------------------------------------------
def test_a_photo_and_a_pdf_hang_on_their_cell(report, filler):
    made = attach(report, filler), attach(report, filler, pdf())
    assert [(f.name, f.mime, f.created_by) for f in made] == [
        ("现场.jpg", "image/jpeg", filler), ("会议记录.pdf", "application/pdf", filler),
    ]
    assert (said(report), read(made[1])) == (("filled", "现场.jpg、会议记录.pdf", 3), PDF)
    report.refresh_from_db()
    assert report.version == 3


def test_what_the_camera_wrote_is_gone(report, filler):
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x0e\x00\x02\x00\x00\x00\x18\x00\x00\x00\x1a\x00\x00\x00\x00" + PLACE + b"\x00"
    upload = photo(exif=exif)
    assert PLACE in upload.read()
    upload.seek(0)
    assert PLACE not in read(attach(report, filler, upload))


def test_the_same_file_twice_is_one_attachment(report, filler):
    first, second = attach(report, filler), attach(report, filler)
    assert (first.pk, len(stored()), said(report)[2]) == (second.pk, 1, 2)


def test_a_cell_holds_nine(report, filler):
    for number in range(9):
        attach(report, filler, pdf(body=PDF + str(number).encode()))
    assert refused(lambda: attach(report, filler)) == "一格最多放 9 个附件。请先移除一个，再传。"
    assert (MonthlyFile.objects.count(), len(stored())) == (9, 9)


@pytest.mark.parametrize(("name", "body", "why"), [
    ("名册.docx", b"PK\x03\x04rest", "这里只收照片、PDF。请换一个文件。"),
    ("空.jpg", b"", "文件是空的，可能没有传完。请重新选一次。"),
    ("坏.jpg", b"\xff\xd8\xff broken", "图片打不开，可能没有传完。请重新拍一张，或换一张再传。"),
    ("假.pdf", b"<script>", "这里只收照片、PDF。请换一个文件。"),
])
def test_what_is_no_photo_and_no_pdf_is_refused(report, filler, name, body, why):
    assert refused(lambda: attach(report, filler, SimpleUploadedFile(name, body))) == why
    assert (said(report), stored()) == (("blank", "", 1), [])


def test_only_a_cell_for_attachments_takes_them(report, filler):
    assert refused(lambda: attach(report, filler, code="m_care")) == "月报里没有这个附件格。"
    assert (MonthlyFile.objects.count(), stored()) == (0, [])


def test_a_report_that_is_closed_takes_none(report, filler):
    made = attach(report, filler)
    submitted(report, filler)
    for call in (lambda: attach(report, filler, pdf()), lambda: attaching.remove(report=report, code=CODE, number=made.pk, by=filler)):
        with pytest.raises(Refused):
            call()
    assert (list(cell(report).files.all()), len(stored())) == ([made], 1)


def test_removed_and_brought_back(report, filler):
    made = attach(report, filler)
    name, undo = attaching.remove(report=report, code=CODE, number=made.pk, by=filler)
    assert (name, said(report), MonthlyFile.objects.count()) == ("现场.jpg", ("blank", "", 3), 0)
    back = attaching.restore(report=report, code=CODE, undo=undo, by=filler)
    assert (back.name, back.token, said(report)[:2]) == (made.name, made.token, ("filled", "现场.jpg"))
    assert attaching.restore(report=report, code=CODE, undo=undo, by=filler).pk == back.pk
    assert MonthlyFile.objects.count() == 1


def test_an_undo_holds_for_an_hour_and_for_its_own_cell(reports, report, filler, world):
    other = reports["南苑社区"]
    number = attach(report, filler).pk
    _name, undo = attaching.remove(report=report, code=CODE, number=number, by=filler)
    late = "移除超过一小时，不能撤销了。请重新上传。"
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert refused(lambda: attaching.restore(report=report, code=CODE, undo=undo, by=filler)) == late
    assert refused(lambda: attaching.restore(report=report, code=CODE, undo=undo[:-1], by=filler)) == late
    assert refused(lambda: attaching.restore(report=other, code=CODE, undo=undo, by=filler)) == "月报里没有这个附件格。"
    assert MonthlyFile.objects.count() == 0


def test_one_can_only_remove_what_hangs_on_the_cell(reports, report, filler):
    foreign = attach(reports["南苑社区"], filler)
    why = refused(lambda: attaching.remove(report=report, code=CODE, number=foreign.pk, by=filler))
    assert (why, MonthlyFile.objects.count()) == ("这个附件已经不在了，不用再移除。", 1)


def test_bytes_go_when_no_row_names_them_and_a_day_is_over(report, filler):
    kept, gone = attach(report, filler), attach(report, filler, pdf())
    attaching.remove(report=report, code=CODE, number=gone.pk, by=filler)
    assert (tidy_files(), len(stored())) == (0, 2)
    for name in stored():
        os.utime(Path(settings.MEDIA_ROOT) / "files" / name, (0, 0))
    assert (tidy_files(), stored()) == (1, [kept.token])


def test_the_history_names_what_was_attached(report, filler, mine):
    number = attach(report, filler).pk
    attaching.remove(report=report, code=CODE, number=number, by=filler)
    page = mine.get(f"/monthly/{report.pk}/history/").content.decode()
    assert re.findall(r'class="nv[^"]*">(现场\.jpg)<', page) == ["现场.jpg"]


# pages -----------------------------------------------------------------------------------------------------
def address(report, made=None):
    return f"/monthly/{report.pk}/files/{made.pk}/" if made else f"/monthly/{report.pk}/"


def test_whoever_sees_the_report_opens_its_files(reports, report, filler, world):
    made = attach(report, filler)
    for user in (filler, world.clerk, person(Role.STREET_CLERK, world.street), world.leader):
        answer = client_of(user).get(address(report, made))
        assert (answer.status_code, answer.content[:3], answer["Content-Type"]) == (200, b"\xff\xd8\xff", "image/jpeg")
        assert answer["Content-Disposition"].startswith("attachment;")


def test_a_foreign_file_is_not_there(reports, report, filler, world, mine):
    near = reports["南苑社区"]
    foreign = attach(near, world.clerk)
    nowhere = mine.get(f"/monthly/{uuid4()}/files/1/")
    for path in (address(near, foreign), f"/monthly/{report.pk}/files/{foreign.pk}/", f"/monthly/{report.pk}/files/99999999/"):
        answer = mine.get(path)
        assert (answer.status_code, answer.content) == (404, nowhere.content)


def test_without_script_files_go_with_the_form(report, mine):
    typed = {"v.m_care": "4", "n.m_care": "1", "o.m_care": ""}
    answer = mine.post(address(report), {"act": f"attach:{CODE}", f"f.{CODE}": [photo(), pdf()], **typed})
    assert (answer.url, said(report)[:2]) == (f"{address(report)}#c-{CODE}", ("filled", "现场.jpg、会议记录.pdf"))
    assert report.values.get(code="m_care").value == 4
    first = cell(report).files.first()
    page = mine.post(address(report), {"act": f"remove:{CODE}:{first.pk}"})
    undo = re.search(rf'value="(restore:{CODE}:[^"]+)"', page.content.decode())[1]
    assert (page.status_code, "已移除 现场.jpg" in page.content.decode(), cell(report).files.count()) == (200, True, 1)
    mine.post(address(report), {"act": undo})
    assert sorted(f.name for f in cell(report).files.all()) == ["会议记录.pdf", "现场.jpg"]


def test_without_script_a_refused_file_is_told_and_what_was_typed_stays(report, mine):
    bad = SimpleUploadedFile("名册.txt", b"text")
    answer = mine.post(address(report), {"act": "save", f"f.{CODE}": bad, "v.m_care": "-4", "n.m_care": "1", "o.m_care": ""})
    page = answer.content.decode()
    assert (answer.status_code, "这里只收照片、PDF。请换一个文件。" in page, 'value="-4"' in page) == (422, True, True)


def test_with_script_the_cell_comes_back(report, mine):
    place = f"{address(report)}cells/{CODE}/"
    answer = mine.post(place, {"act": "attach", "file": photo()})
    assert (answer.status_code, "现场.jpg" in answer.json()["cells"][CODE]) == (200, True)
    number = cell(report).files.get().pk
    removed = mine.post(place, {"act": "remove", "what": number}).json()["cells"][CODE]
    undo = re.search(rf'value="restore:{CODE}:([^"]+)"', removed)[1]
    assert "现场.jpg" in mine.post(place, {"act": "restore", "what": undo}).json()["cells"][CODE]
    again = mine.post(place, {"act": "remove", "what": number})
    assert (again.status_code, "这个附件已经不在了" in again.json()["cells"][CODE]) == (422, True)


def test_of_a_closed_report_files_are_shown_but_not_changed(report, filler, mine):
    made = attach(report, filler)
    submitted(report, filler)
    page = mine.get(address(report)).content.decode()
    assert (address(report, made) in page, f"remove:{CODE}" in page, f'name="f.{CODE}"' in page) == (True, False, False)
    answer = mine.post(f"{address(report)}cells/{CODE}/", {"act": "remove", "what": made.pk})
    assert (answer.status_code, answer.json()["closed"], cell(report).files.count()) == (409, True, 1)


def test_many_files_cost_no_more_statements(report, filler, mine, django_assert_max_num_queries):
    attach(report, filler)
    mine.get(address(report))
    with django_assert_max_num_queries(100) as few:
        mine.get(address(report))
    for number in range(5):
        attach(report, filler, pdf(body=PDF + str(number).encode()))
    with django_assert_max_num_queries(len(few)):
        mine.get(address(report))
