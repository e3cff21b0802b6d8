"""The main job on real input, end to end: messy rosters and a month's reports become a work report whose figures open to their records."""

import io
import json
import re
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from members.models import Member
from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.jobs import services as jobs
from orgwork.jobs.leases import waiting
from orgwork.kit.periods import Period
from orgwork.monthly.models import MonthlyReport
from tests.factories import PASSWORD, person

from .browser import DESK, PHONE, Visitor, chromium

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
# file, community, exit code: 1 says that some rows are wrong and stayed out.
MESSY = (
    ("01-党员花名册-槐荫社区.xlsx", "410399001001", 0),
    ("02-党员花名册-桥北社区（标题 合并单元格 分组行）.xlsx", "410399001002", 0),
    ("12-党员花名册-桥北社区（含各类错误）.xlsx", "410399001002", 1),
    ("03-党员名册-南苑社区第一网格（8列）.xlsx", "410399002001", 0),
    ("09-新城社区党员名册.xls", "410399002002", 0),
)
TYPED = {"m_opinions": 9, "m_opinions_done": 5, "m_disputes": 4, "m_problems": 3, "m_deeds": 6}
WRONG_VISITS, VISITS = 360, 36


def import_roster(kind, name, unit):
    """(exit code, JSON) of the command."""
    out, code = io.StringIO(), 0
    with redirect_stdout(out):
        try:
            call_command("import_roster", kind, str(ROSTERS / name), "--unit", unit, "--commit", "--partial", "--json", stdout=out)
        except SystemExit as stop:
            code = stop.code
    return code, json.loads(out.getvalue())


def take_in_the_rosters():
    """Everything on record from an empty database, through the command alone. Returns the number of members created."""
    assert import_roster("units", "units.xlsx", "410399")[0] == 0
    assert import_roster("branches", "branches.xlsx", "410399")[0] == 0
    created = 0
    for name, unit, expected in MESSY:
        code, found = import_roster("members", name, unit)
        assert (code, found["committed"]) == (expected, True), name
        created += found["create"]
    return created


def fill(visitor, code, value):
    """Type into one cell and leave it; it is saved when the page says so."""
    box = visitor.page.locator(f"#cell-{code} input[name='v.{code}']")
    with visitor.page.expect_response(lambda r: f"/cells/{code}/" in r.url and r.request.method == "POST"):
        box.fill(str(value))
        box.press("Tab")


def explain(visitor, code, sentence):
    """A number that no record bears out wants a sentence."""
    cell = visitor.page.locator(f"#cell-{code}")
    said = cell.locator(f"input[name='e.{code}']")
    if not said.is_visible():
        cell.locator("details.say summary").click()
    with visitor.page.expect_response(lambda r: f"/cells/{code}/" in r.url and r.request.method == "POST"):
        said.fill(sentence)
        said.press("Tab")


def report_zero_where_blank(visitor):
    """零报告 for every cell that no record and nobody has filled, one tap each."""
    page = visitor.page
    for code in page.eval_on_selector_all(".cell.blank", "cells => cells.map(c => c.dataset.cell)"):
        with page.expect_response(lambda r, code=code: f"/cells/{code}/" in r.url and r.request.method == "POST"):
            page.locator(f"#cell-{code} button[value='zero:{code}']").click()
        page.locator(f"#cell-{code}:not(.blank)").wait_for()


def submit(visitor):
    """检查并提交, then the confirmation."""
    page = visitor.page
    page.locator("button[name=act][value=check]").click()
    page.wait_for_url("**/submit/")
    assert "改好再提交" not in page.locator("h1").first.inner_text(), page.locator("main").inner_text()
    page.locator("form button[type=submit]", has_text="提交").click()
    page.wait_for_url(re.compile(r"/monthly/[0-9a-f-]{36}/$"))


def ring_for_waiting_jobs():
    """What a worker does when the bell rings."""
    for job_id in waiting():
        jobs.run(job_id)


def text_of(content):
    """The words of a .docx."""
    document = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", document)


@pytest.mark.django_db(transaction=True)
def test_rosters_and_a_month_become_a_report_that_opens_to_its_records(live_server):
    created = take_in_the_rosters()
    assert Member.objects.count() == created
    district, community = Unit.objects.get(code="410399"), Unit.objects.get(code="410399001001")
    secretary, clerk = person(Role.SECRETARY, community), person(Role.CLERK, district)
    month = Period.month(timezone.localdate())
    call_command("open_month", month.text, stdout=io.StringIO())
    report = MonthlyReport.objects.get(unit=community, period=month.text)

    with chromium() as browser:
        phone = Visitor(browser, live_server.url, size=PHONE).log_in(secretary.username, PASSWORD)
        phone.page.get_by_role("link", name="填报").first.click()
        phone.page.wait_for_url(f"**/monthly/{report.pk}/")
        members_here = Member.objects.filter(unit=community).count()
        assert phone.page.input_value("input[name='v.m_members']") == str(members_here)
        for code, value in {"m_visit_households": WRONG_VISITS, **TYPED}.items():
            fill(phone, code, value)
            explain(phone, code, "本月用纸质台账登记，还没有录入系统。")
        report_zero_where_blank(phone)
        submit(phone)

        desk = Visitor(browser, live_server.url, size=DESK).log_in(clerk.username, PASSWORD)
        desk.open(f"/monthly/{report.pk}/review/")
        row = desk.page.locator("tr[data-cell=m_visit_households]")
        row.locator("summary", has_text="退回").click()
        row.locator("input[name=cell]").check()
        row.locator("input[name='r.m_visit_households']").fill("户数多写了一个零，请核对走访台账后改正。")
        desk.page.locator("button[name=act][value=return]").click()
        desk.page.wait_for_load_state("networkidle")
        report.refresh_from_db()
        assert report.state == "returned"

        phone.open(f"/monthly/{report.pk}/")
        assert "多写了一个零" in phone.page.locator("#cell-m_visit_households").inner_text()
        fill(phone, "m_visit_households", VISITS)
        submit(phone)

        desk.open(f"/monthly/{report.pk}/review/")
        desk.page.locator("button[name=act][value=accept]").click()
        desk.page.wait_for_load_state("networkidle")
        report.refresh_from_db()
        assert report.state == "accepted"

        desk.open("/reports/new/")
        desk.page.locator("button[type=submit]", has_text="取数成稿").click()
        desk.page.wait_for_load_state("networkidle")
        ring_for_waiting_jobs()
        number = re.search(r"/reports/(\d+)/", desk.page.url)[1]
        desk.open(f"/reports/{number}/")
        desk.page.locator("summary", has_text="下载").click()
        with desk.page.expect_download() as download:
            desk.page.locator(".menu").get_by_role("link", name="正式版", exact=True).click()
        words = text_of(Path(download.value.path()).read_bytes())
        for printed in (f"群众{VISITS}户", *(str(n) for n in TYPED.values())):
            assert printed in words.replace(" ", ""), printed
        assert "×" not in words
        assert "【待补：" in words

        desk.open(f"/figures/monthly.visit_households/?unit={community.code}&period={month.text}")
        assert desk.page.locator("#records tbody tr").count() == 1
        assert str(VISITS) in desk.page.locator("main").inner_text()
        desk.open(f"/figures/members.active/?unit={community.code}&period={month.text}")
        assert f"共 {members_here} 名" in desk.page.locator("main").inner_text()

        assert (phone.outside, desk.outside) == ([], [])
        assert (phone.complaints, desk.complaints) == ([], [])
