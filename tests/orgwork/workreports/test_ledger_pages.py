"""Pages of the ledger: one blank, its form, reminders; 定稿 and what moved since; editions and documents."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.rules import Role
from orgwork.jobs import services as jobs
from orgwork.jobs.models import Job
from orgwork.notices.models import Notice
from orgwork.workreports import queries
from orgwork.workreports.models import SlotEntry, State, WorkReport
from orgwork.workreports.services import entering, finalising
from orgwork.workreports.services.entering import NEW, Given
from tests.orgwork.workreports.conftest import person, put, service, version_of
from tests.orgwork.workreports.test_drift import write
from tests.orgwork.workreports.test_entering import PDF
from tests.orgwork.workreports.test_shortages import overdue

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(place, people):
    return person("head", Role.HEAD, place.district)


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


@pytest.fixture
def report(place, records, compose):
    return compose(place.district)


@pytest.fixture
def short(place, records, compose, people):
    found = compose(place.district, template="短稿")
    entering.enter(report=found, no=4, given=Given(explanation="去年大走访"), expected=NEW, by=people.clerk)
    return found


@pytest.fixture
def final(short, head):
    return finalising.finalise(report=short, by=head)


def html(response, status=200):
    assert response.status_code == status
    return response.content.decode()


# one blank ----------------------------------------------------------------------------------------
def test_a_number_is_typed_on_its_page(as_clerk, report):
    url = f"/reports/{report.pk}/slots/38/"
    assert f'href="{url}enter/"' in html(as_clerk.get(url))
    assert "本系统不处理涉密信息" in html(as_clerk.get(f"{url}enter/"))
    upload = SimpleUploadedFile("会议记录.pdf", PDF)
    answer = as_clerk.post(f"{url}enter/", {"value": "12", "basis": "会议记录本", "version": NEW, "upload": upload})
    assert answer.headers["Location"] == url
    page = html(as_clerk.get(url))
    assert all(said in page for said in ("人工填", "会议记录本", "会议记录.pdf", "clerk"))
    sheet = html(as_clerk.get(f"/reports/{report.pk}/"))
    assert f'<a class="slot typed" href="{url}"' in sheet


def test_its_document_is_handed_out_and_can_be_taken_away(as_clerk, report):
    upload = SimpleUploadedFile("会议记录.pdf", PDF)
    as_clerk.post(f"/reports/{report.pk}/slots/38/enter/", {"value": "12", "basis": "会议记录本", "version": NEW, "upload": upload})
    file = SlotEntry.objects.get().files.get()
    url = f"/reports/{report.pk}/slots/38/files/{file.pk}/"
    answer = as_clerk.get(url)
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    as_clerk.post(f"{url}drop/")
    assert as_clerk.get(url).status_code == 404


@pytest.mark.parametrize(("given", "said"), [
    ({"value": "12"}, "请写明依据"),
    ({"value": "0", "basis": "没有"}, "报告里不写 0"),
    ({"value": "十二", "basis": "会议记录"}, "不是数"),
    ({"value": "12", "basis": "会议记录", "upload": SimpleUploadedFile("a.pdf", b"MZ\x90")}, "请换一个文件"),
])  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(as_clerk, report, given, said):
    page = html(as_clerk.post(f"/reports/{report.pk}/slots/38/enter/", {**given, "version": NEW}), 422)
    assert said in page
    assert f'value="{given["value"]}"' in page
    assert SlotEntry.objects.count() == 0


def test_a_second_writer_sees_both_values_and_decides(as_clerk, report, people):
    entering.enter(report=report, no=38, given=Given(value="14", basis="另一本"), expected=NEW, by=people.leader)
    data = {"value": "12", "basis": "会议记录本", "version": NEW}
    page = html(as_clerk.post(f"/reports/{report.pk}/slots/38/enter/", data), 409)
    assert "<td>14</td><td><b>12</b></td>" in page
    assert "leader" in page
    as_clerk.post(f"/reports/{report.pk}/slots/38/enter/", {**data, "version": 1})
    assert SlotEntry.objects.get().value == 12


def test_typed_beside_a_figure_the_page_says_both_and_the_difference(as_clerk, report, people):
    entering.enter(report=report, no=4, given=Given(value="130", basis="街道补报"), expected=NEW, by=people.clerk)
    assert '台账 120，手填 130，差 <b class="delta">+10</b>' in html(as_clerk.get(f"/reports/{report.pk}/slots/4/"))


def test_the_change_against_last_year_is_said(as_clerk, report):
    page = html(as_clerk.get(f"/reports/{report.pk}/slots/4/"))
    assert "999（2023年），变动 -88%" in page
    assert "要写一句说明" in page


def test_words_of_last_year_are_offered_and_carried_over(as_clerk, place, records, compose, people):
    last = compose(place.district, period="2023")
    for no, text in ((25, "四三二"), (37, "12380")):
        entering.enter(report=last, no=no, given=Given(text=text), expected=NEW, by=people.clerk)
    report = compose(place.district)
    assert 'value="四三二"' in html(as_clerk.get(f"/reports/{report.pk}/slots/25/enter/"))
    assert "有 2 处文字可以沿用" in html(as_clerk.get(f"/reports/{report.pk}/?ledger=words"))
    as_clerk.post(f"/reports/{report.pk}/texts/")
    assert {v.no: v.text for v in report.slots.filter(no__in=(25, 37))} == {25: "四三二", 37: "12380"}
    assert queries.offers(report) == []


def test_who_answers_for_a_blank_is_a_drafter_of_the_unit(as_clerk, report, people):
    page = html(as_clerk.get(f"/reports/{report.pk}/slots/38/enter/"))
    assert (f'<option value="{people.clerk.pk}">' in page, f'<option value="{people.secretary.pk}">' in page) == (True, False)
    as_clerk.post(f"/reports/{report.pk}/slots/38/enter/", {"owner": people.clerk.pk, "version": NEW})
    assert "clerk负责" in html(as_clerk.get(f"/reports/{report.pk}/?ledger=all"))


def test_a_lacking_month_is_named_and_its_secretary_reminded(as_clerk, place, records, compose, people):
    overdue(place.first, date(2024, 5, 1))
    report = compose(place.district)
    page = html(as_clerk.get(f"/reports/{report.pk}/"))
    assert "6/35 已填，6 项缺 1 个社区" in page
    assert "缺槐荫社区 5月" in page
    assert as_clerk.post(f"/reports/{report.pk}/slots/4/remind/", {"back": "ledger"}).url == f"/reports/{report.pk}/#lg"
    assert Notice.objects.get().user == people.secretary
    assert "已催 1 人。" in html(as_clerk.get(f"/reports/{report.pk}/"))


def test_a_refusal_is_said_on_the_page(as_clerk, report):
    answer = as_clerk.post(f"/reports/{report.pk}/slots/38/remind/", follow=True)
    assert "先指定负责人，再催" in html(answer)


# the sheet ----------------------------------------------------------------------------------------
def test_the_clean_view_has_no_marks(as_clerk, report):
    review, clean = (html(as_clerk.get(f"/reports/{report.pk}/?view={view}")) for view in ("review", "final"))
    sheets = [page[page.index('<article class="sheet"') :].partition("</article>")[0] for page in (review, clean)]
    assert ['class="slot' in sheet for sheet in sheets] == [True, False]
    assert "累计走访群众120户" in clean


def test_the_page_says_what_stands_against_being_final(as_clerk, report, short):
    page = html(as_clerk.get(f"/reports/{report.pk}/"))
    assert "还不能定稿：" in page
    assert "处待补，1 个数变动大，没有说明，" in page
    assert 'aria-disabled="true" aria-describedby="fz"' in page
    assert "请部长来定" in html(as_clerk.get(f"/reports/{short.pk}/"))


def test_a_page_costs_the_same_however_many_records(as_clerk, report, place):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            as_clerk.get(f"/reports/{report.pk}/")
        counts.append(len(asked))
        for day in range(1, 28):
            service(place.first, "visit", 1, date(2024, 1, day))
        as_clerk.post(f"/reports/{report.pk}/revise/")
        jobs.run_here(Job.objects.latest("id"))
    assert counts[0] == counts[1]


def test_the_final_file_may_carry_a_table_of_the_numbers(as_clerk, report):
    bodies = [
        ZipFile(BytesIO(as_clerk.get(f"/reports/{report.pk}/file/{query}").content)).read("word/document.xml").decode()
        for query in ("", "?table=1")
    ]
    assert ["主要数据表" in body for body in bodies] == [False, True]


# 定稿 -----------------------------------------------------------------------------------------------
def test_the_head_makes_it_final(client, short, head):
    client.force_login(head)
    assert f'href="/reports/{short.pk}/finalise/"' in html(client.get(f"/reports/{short.pk}/"))
    page = html(client.get(f"/reports/{short.pk}/finalise/"))
    assert "2 个数、0 处文字和正文固定下来" in page
    client.post(f"/reports/{short.pk}/finalise/", {"reason": "审定"})
    page = html(client.get(f"/reports/{short.pk}/"))
    assert all(said in page for said in ("由head定稿，第 1 稿", "没有动的数", "已定稿"))


def test_what_stands_against_it_is_named_and_refused(client, report, head):
    client.force_login(head)
    page = html(client.get(f"/reports/{report.pk}/finalise/"))
    assert ("不处理不能定稿" in page, '<button class="btn btn-freeze"' in page) == (True, False)
    assert "还不能定稿" in html(client.post(f"/reports/{report.pk}/finalise/"), 409)
    assert WorkReport.objects.get(pk=report.pk).state == State.DRAFT


def test_a_head_does_not_make_his_own_final(client, place, records, compose, head):
    own = compose(place.district, by=head, template="短稿")
    client.force_login(head)
    assert "要由另一位有定稿权限的同志来定" in html(client.get(f"/reports/{own.pk}/finalise/"))
    assert "起草人不能给自己的报告定稿" in html(client.post(f"/reports/{own.pk}/finalise/"), 409)


def test_a_clerk_has_no_such_page(as_clerk, short):
    assert as_clerk.get(f"/reports/{short.pk}/finalise/").status_code == 404


def test_a_final_report_refuses_on_every_page(as_clerk, final):
    assert "已经定稿" in html(as_clerk.post(f"/reports/{final.pk}/revise/", follow=True))
    data = {"value": "9", "basis": "改", "version": 1}
    assert "已经定稿" in html(as_clerk.post(f"/reports/{final.pk}/slots/4/enter/", data), 422)
    assert "已经定稿" in html(as_clerk.post(f"/reports/{final.pk}/slots/4/remind/", follow=True))
    page = html(as_clerk.get(f"/reports/{final.pk}/?view=review"))
    assert [word in page for word in ("重新取数", "改这一段", "还不能定稿")] == [False, False, False]


def test_its_numbers_open_to_the_frozen_records(as_clerk, final):
    assert f'<a class="slot " href="/reports/{final.pk}/slots/4/"' in html(as_clerk.get(f"/reports/{final.pk}/?view=review"))


def test_what_moved_is_listed_with_record_person_and_reason(as_clerk, final, records, people):
    write(records[0], people.clerk, "多记了", quantity=45)
    page = html(as_clerk.get(f"/reports/{final.pk}/"))
    assert all(said in page for said in ("2 个数里 1 个", "120 户", "115 户", "-5", "槐荫社区改 1 条", "多记了", "数量 50 → <b>45</b>"))
    rows = list(openpyxl.load_workbook(BytesIO(as_clerk.get(f"/reports/{final.pk}/drift/file/").content)).active.values)
    assert rows[1][:5] == (4, "走访联系群众户数", 120, 115, -5)
    assert (rows[1][5], rows[1][7], rows[1][8], rows[1][10]) == ("改", "槐荫社区", "clerk", "多记了")


def test_the_api_says_the_same(as_clerk, final, short, records, people, report):
    write(records[0], people.clerk, "多记了", quantity=45)
    answer = as_clerk.get(f"/api/v1/work-reports/{final.pk}/drift/").json()
    assert [(m["no"], m["then"], m["now"], m["delta"]) for m in answer["moves"]] == [(4, 120, 115, -5)]
    (found,) = answer["moves"][0]["records"]
    assert (found["id"], found["how"], found["who"], found["why"]) == (str(records[0].pk), "changed", "clerk", "多记了")
    assert as_clerk.get(f"/api/v1/work-reports/{report.pk}/drift/").status_code == 404


def test_a_draft_has_no_list_of_what_moved(as_clerk, report):
    assert as_clerk.get(f"/reports/{report.pk}/drift/file/").status_code == 404


# editions -------------------------------------------------------------------------------------------
def test_a_new_edition_and_its_comparison(as_clerk, final, place):
    service(place.first, "visit", 5, date(2024, 10, 1))
    new = as_clerk.post(f"/reports/{final.pk}/reissue/").url
    jobs.run_here(Job.objects.latest("id"))
    assert "第 2 版" in html(as_clerk.get(new))
    page = html(as_clerk.get(f"{new}compare/"))
    assert all(said in page for said in ("120 户", "125 户", "+5", "<del>120</del><ins>125</ins>", "2 处里 1 处不同"))
    assert "看第 2 版" in html(as_clerk.get(f"/reports/{final.pk}/"))


def test_a_first_edition_has_nothing_to_compare_with(as_clerk, report):
    assert as_clerk.get(f"/reports/{report.pk}/compare/").url == f"/reports/{report.pk}/"


def test_the_next_year_is_begun(as_clerk, final):
    new = as_clerk.post(f"/reports/{final.pk}/next-year/").url
    assert WorkReport.objects.get(pk=int(new.split("/")[2])).period == "2025"


def test_a_draft_is_not_reissued(as_clerk, report):
    assert "还没有定稿" in html(as_clerk.post(f"/reports/{report.pk}/reissue/", follow=True))


# documents ------------------------------------------------------------------------------------------
def test_documents_are_made_listed_and_downloaded(as_clerk, final):
    put("小简报", "某区简报\n走访群众{{走访联系群众户数:余}}户。", kind="brief")
    version = version_of("小简报")
    url = f"/reports/{final.pk}/documents/"
    assert "小简报" in html(as_clerk.get(url))
    as_clerk.post(f"{url}{version.pk}/make/")
    page = html(as_clerk.get(url))
    assert "2024年甲区小简报" in page
    row = final.documents.get()
    body = ZipFile(BytesIO(as_clerk.get(f"{url}{row.pk}/file/").content)).read("word/document.xml").decode()
    assert "走访群众" in body and "120" in body


def test_a_draft_makes_none(as_clerk, report):
    version = version_of("八百字简报")
    assert "定稿以后" in html(as_clerk.post(f"/reports/{report.pk}/documents/{version.pk}/make/", follow=True))
    assert "报告定稿以后" in html(as_clerk.get(f"/reports/{report.pk}/documents/"))


PATHS = (
    ("get", "slots/4/enter/"), ("post", "slots/4/enter/"), ("post", "slots/4/remind/"), ("post", "texts/"), ("get", "finalise/"),
    ("get", "drift/file/"), ("post", "reissue/"), ("post", "next-year/"), ("get", "compare/"), ("get", "documents/"),
)  # fmt: skip


@pytest.mark.parametrize(("method", "tail"), PATHS)
def test_others_get_what_a_missing_report_gives(client, people, final, tail, method):
    for user in (people.street_clerk_of_reports, people.secretary):
        client.force_login(user)
        mine, missing = (getattr(client, method)(f"/reports/{pk}/{tail}") for pk in (final.pk, 999999))
        assert (mine.status_code, mine.content) == (404, missing.content)


def test_a_document_of_another_report_is_not_there(as_clerk, final, place, records, compose):
    put("小简报", "某区简报\n走访群众{{走访联系群众户数:余}}户。", kind="brief")
    as_clerk.post(f"/reports/{final.pk}/documents/{version_of('小简报').pk}/make/")
    other = compose(place.district, template="短稿")
    assert as_clerk.get(f"/reports/{other.pk}/documents/{final.documents.get().pk}/file/").status_code == 404
