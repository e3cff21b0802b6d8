from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from branches.models import ServiceRecord
from orgwork.jobs import services as jobs
from orgwork.jobs.models import Job
from orgwork.workreports.models import WorkReport
from tests.orgwork.workreports.conftest import service

pytestmark = pytest.mark.django_db
FIGURE = "/figures/branches.visit_households/?unit=410399&amp;period=2024"


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


@pytest.fixture
def report(place, records, compose):
    return compose(place.district)


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def test_list_names_the_reports(as_clerk, report):
    page = html(as_clerk.get("/reports/"))
    assert "2024年组织工作发言提纲" in page
    assert f'href="/reports/{report.pk}/"' in page


def test_empty_list_says_what_to_do(as_clerk):
    assert "还没有报告" in html(as_clerk.get("/reports/"))


def test_new_report_starts_its_job_and_shows_progress(as_clerk, place, records, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    data = {"unit": place.district.pk, "period": "2024", "template": "组织工作发言提纲"}
    response = as_clerk.post("/reports/new/", data)
    report = WorkReport.objects.get()
    assert response.headers["Location"] == f"/reports/{report.pk}/"
    assert "正在取第 1 稿的数" in html(as_clerk.get(f"/reports/{report.pk}/"))
    jobs.run_here(Job.objects.get())
    assert "数字台账" in html(as_clerk.get(f"/reports/{report.pk}/"))


def test_a_second_click_makes_no_second_report(as_clerk, place):
    key = "1f0c9a3e-6a6b-4a39-9c8e-0d5a4a1c2b3d"
    data = {"unit": place.district.pk, "period": "2024", "template": "组织工作发言提纲", "once": key}
    first, second = as_clerk.post("/reports/new/", data), as_clerk.post("/reports/new/", data)
    assert first.headers["Location"] == second.headers["Location"]
    assert (WorkReport.objects.count(), Job.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value"), [("period", "2024-13"), ("period", "x"), ("template", "别的"), ("unit", "")]
)
def test_new_report_refuses_with_what_was_typed(as_clerk, place, field, value):
    data = {"unit": place.district.pk, "period": "2024", "template": "组织工作发言提纲", field: value}
    assert as_clerk.post("/reports/new/", data).status_code == 422
    assert WorkReport.objects.count() == 0


def test_a_unit_outside_the_scope_cannot_be_chosen(client, people, place):
    client.force_login(people.street_clerk_of_reports)
    data = {"unit": place.far.pk, "period": "2024", "template": "组织工作发言提纲"}
    assert client.post("/reports/new/", data).status_code == 422


def test_each_number_opens_its_figure(as_clerk, report):
    page = html(as_clerk.get(f"/reports/{report.pk}/"))
    assert f'<a class="slot " href="{FIGURE}" title="4 走访联系群众户数：已取数，3 条记录" data-no="4">120</a>户' in page
    figure = html(as_clerk.get(FIGURE.replace("&amp;", "&")))
    assert "120" in figure


def test_missing_blanks_say_so_and_lead_to_their_page(as_clerk, report):
    page = html(as_clerk.get(f"/reports/{report.pk}/"))
    assert f'<a class="slot miss" href="/reports/{report.pk}/slots/10/"' in page
    assert "【待补：废止文件份数】" in page


def test_ledger_counts_and_lists_the_open_ones_first(as_clerk, report):
    page = html(as_clerk.get(f"/reports/{report.pk}/"))
    assert '<b>6</b><span class="of">/35 个数有了</span>' in page
    every = html(as_clerk.get(f"/reports/{report.pk}/?ledger=all"))
    ledger = every[every.index('<ul class="ledger"') :].partition("</ul>")[0]
    assert (ledger.count('<span class="why">'), ledger.count("data-no")) == (30, 35)  # 29 missing, and 4 fell by more than 30 %
    assert html(as_clerk.get(f"/reports/{report.pk}/?ledger=words")).count('class="i"') == 14


def test_outline_links_to_headings(as_clerk, report):
    page = html(as_clerk.get(f"/reports/{report.pk}/"))
    assert page.count('<a class="l1" href="#p') == 4
    assert 'href="#p8"' in page and 'id="p8"' in page


def test_frozen_records_of_a_number(as_clerk, report, place):
    service(place.first, "visit", 5, date(2024, 12, 1))
    page = html(as_clerk.get(f"/reports/{report.pk}/slots/4/"))
    assert page.count('<a class="who" href="/services/') == 3
    assert "120" in page


def test_a_deleted_record_is_said_to_be_gone(as_clerk, report):
    ServiceRecord.objects.filter(kind="visit", date=date(2024, 3, 5)).update(is_deleted=True)
    page = html(as_clerk.get(f"/reports/{report.pk}/slots/4/"))
    assert "3 条，其中 1 条不在您的范围里或已删除" in page


def test_pages_of_a_missing_number_and_of_a_text(as_clerk, report):
    assert "还没有这本台账" in html(as_clerk.get(f"/reports/{report.pk}/slots/13/"))
    assert "甲区" in html(as_clerk.get(f"/reports/{report.pk}/slots/1/"))


def test_download_both_editions(as_clerk, report):
    for path, table in (("file/", False), ("file/review/", True)):
        response = as_clerk.get(f"/reports/{report.pk}/{path}")
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''2024%E5%B9%B4")
        body = ZipFile(BytesIO(response.content)).read("word/document.xml").decode()
        assert ("w:tbl>" in body, "数据来源表" in body) == (table, table)


def test_revise_takes_the_values_anew(as_clerk, report, place):
    service(place.first, "visit", 5, date(2024, 12, 1))
    as_clerk.post(f"/reports/{report.pk}/revise/")
    jobs.run_here(Job.objects.latest("id"))
    assert ">125</a>户" in html(as_clerk.get(f"/reports/{report.pk}/"))


def test_the_last_revision_stays_downloadable_while_the_next_is_taken(as_clerk, report):
    as_clerk.post(f"/reports/{report.pk}/revise/")
    assert as_clerk.get(f"/reports/{report.pk}/file/").status_code == 200


def test_a_failed_job_shows_its_reason(as_clerk, place, people):
    data = {"unit": place.district.pk, "period": "2024", "template": "组织工作发言提纲"}
    as_clerk.post("/reports/new/", data)
    Job.objects.update(state="failed", error="您现在的岗位不能起草这个单位的报告。")
    page = html(as_clerk.get(f"/reports/{WorkReport.objects.get().pk}/"))
    assert "您现在的岗位不能起草这个单位的报告。" in page


PATHS = ("", "revise/", "file/", "file/review/", "slots/4/")


@pytest.mark.parametrize("tail", PATHS)
def test_another_street_and_a_secretary_get_what_a_missing_report_gives(client, people, report, tail):
    for user in (people.street_clerk_of_reports, people.secretary):
        client.force_login(user)
        ask = client.post if tail == "revise/" else client.get
        mine, missing = ask(f"/reports/{report.pk}/{tail}"), ask(f"/reports/999999/{tail}")
        assert (mine.status_code, missing.status_code) == (404, 404)
        assert mine.content == missing.content


@pytest.mark.parametrize("tail", ["", "new/", "1/", "1/file/", "1/slots/4/"])
def test_anonymous_is_sent_to_log_in(client, db, tail):
    assert client.get(f"/reports/{tail}").headers["Location"].startswith("/login/")


def test_a_leader_reads_but_neither_drafts_nor_downloads(client, people, report):
    client.force_login(people.leader)
    page = html(client.get(f"/reports/{report.pk}/"))
    assert ("重新取数" in page, "下载" in page, "改这一段" in page, ">催<" in page) == (False, False, False, False)
    assert [client.get("/reports/new/").status_code, client.get(f"/reports/{report.pk}/file/").status_code] == [
        404,
        404,
    ]


def test_markup_in_a_name_stays_text(as_clerk, place, records, compose):
    place.district.name = "甲<b>区"
    place.district.save()
    report = compose(place.district)
    assert "甲&lt;b&gt;区" in html(as_clerk.get(f"/reports/{report.pk}/"))
