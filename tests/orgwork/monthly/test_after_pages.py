"""Pages of what comes after the form: one cell under review, amendments and their diff, the calendar, corrections."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit.periods import Period
from orgwork.monthly import deadlines
from orgwork.monthly.models import Correction, Extension, MonthlyReport, MonthlyValue
from orgwork.monthly.services.amending import amend
from orgwork.monthly.services.correcting import propose
from orgwork.monthly.services.extending import grant
from orgwork.monthly.services.locking import lock_month
from orgwork.monthly.services.opening import open_month
from orgwork.monthly.services.reviewing import accept
from tests.factories import UnitFactory, person
from tests.factories.monthly import open_reports
from tests.factories.review import hand_in, street_first

URL = "/monthly/"
CALENDAR, CORRECTIONS = f"{URL}calendar/", f"{URL}corrections/"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def statements(client, url):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def lock(period="2024-07"):
    lock_month(period=Period.parse(period), by=system_user(), scope=Scope.whole())


@pytest.fixture
def clerk(world):
    return client_of(world.clerk)


@pytest.fixture
def mine(filler):
    return client_of(filler)


# one cell ------------------------------------------------------------------------------------------------
def test_the_panel_of_a_cell_with_and_without_script(clerk, report, filler):
    hand_in(report, by=filler, m_visit_households=40)
    MonthlyValue.objects.filter(report=report, code="m_visit_households").update(computed=10)
    url = f"{URL}{report.pk}/review/m_visit_households/"
    piece = text(clerk.get(url, headers={"X-Requested-With": "fetch"}))
    assert ("<html" in piece, "<html" in text(clerk.get(url))) == (False, True)
    assert "记录合 10 户，本格手填 40 户。请补记，或改回 10。" in piece
    assert ("合 10 户</a>，与填报差 30。取数以记录为准，两个数都留着" in piece, "其余 " in piece) == (True, True)
    assert clerk.get(f"{URL}{report.pk}/review/m_highlights/").status_code == 404
    assert clerk.get(f"{URL}{report.pk}/review/m_nothing/").status_code == 404


def test_one_cell_is_returned_from_its_panel(clerk, report, filler):
    hand_in(report, by=filler, m_care=4)
    url = f"{URL}{report.pk}/review/m_care/"
    empty = clerk.post(url, {"act": "return", "reason": " ", "version": report.version})
    assert (empty.status_code, "请写明原因，社区书记看得到。" in text(empty)) == (422, True)
    page = clerk.post(url, {"act": "return", "reason": "台账里是 3 名", "version": report.version}, follow=True)
    assert "已退回 槐荫社区的「慰问困难党员」。其余保留。" in text(page)
    assert dict(report.values.exclude(comment="").values_list("code", "comment")) == {"m_care": "台账里是 3 名"}


def test_a_panel_that_is_out_of_date_returns_nothing(clerk, report, filler):
    hand_in(report, by=filler, m_care=4)
    page = clerk.post(f"{URL}{report.pk}/review/m_care/", {"act": "return", "reason": "核对", "version": report.version + 1}, follow=True)
    assert "这一页打开以后，这份月报又有变动。请看过再办。" in text(page)
    assert MonthlyReport.objects.get(pk=report.pk).state == "submitted"


def test_a_value_is_kept_from_its_panel(clerk, report, filler):
    hand_in(report, by=filler, m_care=40)
    page = clerk.post(f"{URL}{report.pk}/review/m_care/", {"act": "keep", "note": "春节集中慰问"}, follow=True)
    assert "槐荫社区「慰问困难党员」：属实，保留。" in text(page)
    assert "已认定属实" in text(clerk.get(f"{URL}{report.pk}/review/m_care/"))
    assert "春节集中慰问" in text(clerk.get(f"{URL}{report.pk}/review/"))


# the whole report under review ----------------------------------------------------------------------------
def test_records_and_totals_that_differ_are_listed(clerk, report, filler):
    hand_in(report, by=filler, m_visit_households=40, m_care=1)
    MonthlyValue.objects.filter(report=report, code="m_visit_households").update(computed=10)
    page = text(clerk.get(f"{URL}{report.pk}/review/"))
    assert "记录和填报不一样的 1 格" in page
    cells = re.search(r'#c-m_visit_households">走访群众</a></td>(.*?)</tr>', page, re.S)[1]
    assert re.sub(r"<[^>]+>", " ", cells).split() == ["10", "40", "30", "没有写"]


def test_the_reviewer_sees_what_was_accepted_and_what_stands_now(clerk, mine, report, filler, world):
    hand_in(report, by=filler, m_care=4, m_dues=7)
    accept(report=report, by=world.clerk)
    assert "改已通过的月报" in text(mine.get(f"{URL}{report.pk}/"))
    told = mine.post(f"{URL}{report.pk}/amend/", {"reason": "漏了一户"}, follow=True)
    assert ("可以改了。" in text(told), "正在改已通过的月报（田书记：漏了一户）" in text(told)) == (True, True)
    hand_in(report, by=filler, m_care=5)
    page = text(clerk.get(f"{URL}{report.pk}/review/"))
    assert "田书记" in page and "改已通过的月报：漏了一户" in page
    diff = re.search(r'<dl class="diff">(.*?)</dl>', page, re.S)[1]
    assert re.sub(r"<[^>]+>", " ", diff).split() == ["慰问困难党员", "4", "改为", "→", "5"]


def test_an_unchanged_one_says_so_and_is_accepted_at_once(clerk, report, filler, world):
    hand_in(report, by=filler, m_care=4)
    accept(report=report, by=world.clerk)
    amend(report=report, by=filler, reason="再看一遍")
    hand_in(report, by=filler)
    page = text(clerk.get(f"{URL}{report.pk}/review/"))
    assert "没有改动，可以直接通过" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    done = clerk.post(f"{URL}{report.pk}/review/", {"act": "accept", "version": version}, follow=True)
    assert "已通过 槐荫社区 2024年7月月报。" in text(done)


def test_a_change_is_given_up(mine, report, filler, world):
    hand_in(report, by=filler, m_care=4)
    accept(report=report, by=world.clerk)
    amend(report=report, by=filler, reason="再看一遍")
    assert "已放弃改动，仍用上次通过的数。" in text(mine.post(f"{URL}{report.pk}/give-up/", follow=True))
    assert MonthlyReport.objects.get(pk=report.pk).state == "accepted"


def test_an_amendment_without_a_reason_is_told(mine, report, filler, world):
    hand_in(report, by=filler, m_care=4)
    accept(report=report, by=world.clerk)
    assert "请写明为什么要改，审核人看得到。" in text(mine.post(f"{URL}{report.pk}/amend/", {"reason": ""}, follow=True))
    assert MonthlyReport.objects.get(pk=report.pk).state == "accepted"


def test_a_page_that_is_out_of_date_accepts_nothing(clerk, report, filler):
    hand_in(report, by=filler, m_care=4)
    page = clerk.post(f"{URL}{report.pk}/review/", {"act": "accept", "version": report.version + 1}, follow=True)
    assert "这一页打开以后，这份月报又有变动。请看过再办。" in text(page)
    assert MonthlyReport.objects.get(pk=report.pk).state == "submitted"


@pytest.mark.parametrize(
    ("manned", "stage", "said"),
    [
        (True, "street", "先由文昌街道审核，再到区里。"), (False, "district", "文昌街道没有在任的审核人（填报人不算），直接由区里审核。"),
        (False, "street", "文昌街道没有在任的审核人（填报人不算），直接由区里审核。"),
    ],
)  # fmt: skip
def test_the_page_says_at_whose_desk_it_lies(clerk, report, filler, world, manned, stage, said):
    street_first()
    if manned:
        person(Role.STREET_CLERK, world.street)
    hand_in(report, by=filler)
    MonthlyReport.objects.filter(pk=report.pk).update(stage=stage)
    assert said in text(clerk.get(f"{URL}{report.pk}/review/"))


# the calendar ----------------------------------------------------------------------------------------------
def this_month():
    """This month, opened; and a day within its extension."""
    period = Period.month(timezone.localdate())
    open_month(period=period, by=system_user(), scope=Scope.whole())
    return period, deadlines.due_day(period) + timedelta(days=4)


def test_the_calendar_tells_the_dates_of_the_months(clerk, world):
    period, _day = this_month()
    page = text(clerk.get(CALENDAR))
    row = re.search(rf'<a href="/monthly/\?period={period.text}">.*?</tr>', page, re.S)[0]
    due = timezone.localtime(deadlines.due_at(period))
    assert (f"{due.month}月{due.day}日 18:00" in row, "0 / 3" in row) == (True, True)
    assert len(re.findall(r"<tr>\s*<td>", page)) == 9


def test_an_extension_is_granted_and_revoked(clerk, world):
    period, day = this_month()
    asked = {"unit": "410399001", "period": period.text, "day": day.isoformat(), "reason": "社区换届"}
    page = text(clerk.post(f"{CALENDAR}grant/", asked, follow=True))
    assert f"文昌街道 {period.label}月报延到 {day.month}月{day.day}日。已开的 2 份月报改了日期。" in page
    assert ("社区换届" in page, "含下面全部社区" in page) == (True, True)
    found = Extension.objects.get()
    assert "已收回 文昌街道 的延期，2 份月报改回原来的日期。" in text(clerk.post(f"{CALENDAR}{found.pk}/revoke/", follow=True))
    assert "已收回" in text(clerk.get(CALENDAR))


def test_what_was_typed_stays_when_it_cannot_be_granted(clerk, world):
    period, _day = this_month()
    asked = {"unit": "410399001", "period": period.text, "day": deadlines.due_day(period).isoformat(), "reason": "社区换届"}
    page = clerk.post(f"{CALENDAR}grant/", asked)
    assert (page.status_code, "延期要晚于原来的截止日" in text(page), 'value="社区换届"' in text(page)) == (422, True, True)
    wrong = clerk.post(f"{CALENDAR}grant/", {"unit": "x", "period": "x", "day": "x"})
    assert (wrong.status_code, Extension.objects.count()) == (422, 0)


def test_a_unit_elsewhere_cannot_be_named(world):
    period, day = this_month()
    other = client_of(person(Role.CLERK, world.far_street))
    asked = {"unit": "410399001", "period": period.text, "day": day.isoformat(), "reason": "换届"}
    assert (other.post(f"{CALENDAR}grant/", asked).status_code, Extension.objects.count()) == (422, 0)
    assert "文昌街道" not in text(other.get(CALENDAR))


def test_a_secretary_reads_the_calendar_and_grants_nothing(mine, world):
    period, day = this_month()
    grant(unit=world.own.unit, period=period, day=day, reason="社区换届", by=world.clerk)
    page = text(mine.get(CALENDAR))
    assert ("社区换届" in page, "批准延期" in page, "/revoke/" in page) == (True, False, False)
    assert mine.post(f"{CALENDAR}grant/", {}).status_code == 404


def test_the_calendars_statements_do_not_grow(clerk, world):
    period, day = this_month()
    grant(unit=world.own.unit, period=period, day=day, reason="换届", by=world.clerk)
    statements(clerk, CALENDAR)
    few = statements(clerk, CALENDAR)
    for number in range(9):
        unit = UnitFactory(parent=world.street, name=f"新{number}社区")
        grant(unit=unit, period=period, day=day, reason="换届", by=world.clerk)
    open_month(period=period, by=system_user(), scope=Scope.whole())
    assert statements(clerk, CALENDAR) == few


# corrections -----------------------------------------------------------------------------------------------
@pytest.fixture
def closed(report, filler, world):
    hand_in(report, by=filler, m_care=4)
    accept(report=report, by=world.clerk)
    lock()
    report.refresh_from_db()
    return report


def test_a_correction_is_asked_for_and_approved(mine, clerk, closed, world):
    page = text(mine.get(f"{URL}{closed.pk}/"))
    assert f'href="/monthly/{closed.pk}/correct/"' in page
    assert "慰问困难党员：现在 4 名" in text(mine.get(f"{URL}{closed.pk}/correct/?cell=m_care"))
    told = mine.post(f"{URL}{closed.pk}/correct/", {"cell": "m_care", "new": "5", "reason": "台账漏记一名"}, follow=True)
    assert ("已提出更正，等审核人批准。" in text(told), "同意并更正" in text(told)) == (True, False)
    assert "待批准的更正 <b>1</b>" in text(clerk.get("/"))
    listed = text(clerk.get(CORRECTIONS))
    assert ("台账漏记一名" in listed, "同意并更正" in listed) == (True, True)
    found = Correction.objects.get()
    done = clerk.post(f"{CORRECTIONS}{found.pk}/", {"act": "approve"}, follow=True)
    assert "槐荫社区「慰问困难党员」：已更正，数已经改了。" in text(done)
    assert closed.values.get(code="m_care").value == 5
    history = text(mine.get(f"{URL}{closed.pk}/history/"))
    assert "更正：台账漏记一名" in history


def test_a_correction_is_refused_with_a_reason(clerk, closed, filler):
    found = propose(value=closed.values.get(code="m_care"), new="5", reason="漏记", by=filler)
    empty = clerk.post(f"{CORRECTIONS}{found.pk}/", {"act": "refuse", "note": ""})
    assert (empty.status_code, "请写明为什么不同意，提出人看得到。" in text(empty)) == (422, True)
    assert "没有同意，数不变。" in text(clerk.post(f"{CORRECTIONS}{found.pk}/", {"act": "refuse", "note": "没有依据"}, follow=True))


def test_what_was_typed_stays_when_it_cannot_be_proposed(mine, closed):
    url = f"{URL}{closed.pk}/correct/"
    page = mine.post(url, {"cell": "m_care", "new": "-5", "reason": "漏记"})
    kept = ('value="-5"' in text(page), ">漏记</textarea>" in text(page))
    assert (page.status_code, "应为 0–99999 的整数。" in text(page), kept) == (422, True, (True, True))
    assert "请选要更正的项目。" in text(mine.post(url, {"cell": "odd", "new": "5", "reason": "漏记"}))


def test_an_open_report_leads_back(mine, report):
    page = mine.get(f"{URL}{report.pk}/correct/", follow=True)
    assert "只有已通过并关账的月报可以提更正。" in text(page)


def test_the_proposer_and_strangers_see_no_verbs(closed, world):
    found = propose(value=closed.values.get(code="m_care"), new="5", reason="漏记", by=world.clerk)
    assert "同意并更正" not in text(client_of(world.clerk).get(CORRECTIONS))
    assert "条更正是您提出的" in text(client_of(world.clerk).post(f"{CORRECTIONS}{found.pk}/", {"act": "approve"}, follow=True))
    far = client_of(person(Role.STREET_CLERK, world.far_street))
    assert ("漏记" in text(far.get(CORRECTIONS)), far.post(f"{CORRECTIONS}{found.pk}/", {"act": "approve"}).status_code) == (False, 404)


def test_states_are_tabs(clerk, closed, filler):
    propose(value=closed.values.get(code="m_care"), new="5", reason="漏记", by=filler)
    assert "漏记" in text(clerk.get(f"{CORRECTIONS}?state=proposed"))
    approved = text(clerk.get(f"{CORRECTIONS}?state=approved"))
    assert ("漏记" in approved, "没有更正" in approved) == (False, True)


def test_the_lists_statements_do_not_grow(clerk, world, filler):
    found = open_reports()
    hand_in(*found.values(), by=filler, m_care=4, m_dues=4)
    for report in found.values():
        accept(report=report, by=world.clerk)
    lock()
    propose(value=found["槐荫社区"].values.get(code="m_care"), new="5", reason="漏记", by=filler)
    statements(clerk, CORRECTIONS)
    few = statements(clerk, CORRECTIONS)
    for report in found.values():
        propose(value=report.values.get(code="m_dues"), new="5", reason="漏记", by=filler)
    assert statements(clerk, CORRECTIONS) == few


def test_a_secretarys_notice_leads_to_her_report(mine, report, world):
    assert mine.get(f"{URL}?period=2024-07").url == f"{URL}{report.pk}/"
    assert mine.get(f"{URL}?period=2023-01").status_code == 200
    assert mine.get(f"{URL}?period=x").status_code == 404
    assert date(2024, 7, 1) == report.first_day
