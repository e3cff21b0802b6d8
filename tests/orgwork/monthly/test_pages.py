import re
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit.periods import Period
from orgwork.monthly.cells import Cell
from orgwork.monthly.faces import Face
from orgwork.monthly.models import FormItem, MonthlyReport
from orgwork.monthly.services.locking import lock_month
from orgwork.monthly.templatetags.monthly import monthchart
from orgwork.monthly.views.drawing import face
from tests.factories import ActivityFactory, ServiceFactory, UnitFactory, person
from tests.factories.monthly import accepted, blanks, fill, open_reports, submitted

URL = "/monthly/"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def whole_form(page, **changes):
    """What a browser without script would send: every field of the form as it came, with `changes` typed over."""
    data = {}
    for tag in re.findall(r"<input[^>]*>", text(page)):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            data[name[1]] = value[1] if value else ""
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', text(page)):
        data[name] = value
    return data | changes


@pytest.fixture
def mine(filler):
    return client_of(filler)


@pytest.fixture
def clerk(world):
    return client_of(world.clerk)


@pytest.fixture
def near(world, report):
    return MonthlyReport.objects.get(unit=world.near.unit)


def every(report):
    """(method, address) of every page of one report."""
    one = f"{URL}{report if isinstance(report, str) else report.pk}/"
    gets = [("get", one + tail) for tail in ("", "submit/", "review/", "history/", "cells/m_care/")]
    return [*gets, *[("post", one + tail) for tail in ("", "cells/m_care/", "submit/", "withdraw/", "review/", "reopen/")]]


def test_another_communitys_month_is_not_there(mine, near):
    before = list(MonthlyReport.objects.order_by("pk").values())
    for (method, address), (_same, nowhere) in zip(every(near), every(str(uuid4())), strict=True):
        answer, missing = getattr(mine, method)(address), getattr(mine, method)(nowhere)
        assert (answer.status_code, answer.content) == (404, missing.content), address
    assert list(MonthlyReport.objects.order_by("pk").values()) == before


def test_another_communitys_value_is_not_there(mine, near):
    answer, missing = mine.get(f"{URL}values/{near.values.first().pk}/"), mine.get(f"{URL}values/99999999/")
    assert (answer.status_code, answer.content) == (404, missing.content)


@pytest.mark.parametrize("role", [Role.AUDIT_ADMIN, Role.TIPOFF, Role.SECURITY_ADMIN])
def test_the_wrong_role_finds_nothing(world, report, role):
    stranger = client_of(person(role, world.district))
    for method, address in [("get", URL), ("get", f"{URL}rates/"), ("post", f"{URL}open/"), ("post", f"{URL}lock/"), *every(report)]:
        assert getattr(stranger, method)(address).status_code == 404, address


def test_anonymous_is_sent_to_the_log_in(report):
    for method, address in every(report):
        assert getattr(Client(), method)(address).url.partition("?")[0] == "/login/"


def test_a_clerk_reads_the_form_but_does_not_write_it(clerk, report):
    page = clerk.get(f"{URL}{report.pk}/")
    assert ("检查并提交" in text(page), "审核" in text(page)) == (False, True)
    assert clerk.post(f"{URL}{report.pk}/", {"v.m_care": "3", "o.m_care": "", "n.m_care": "1"}).status_code == 404
    assert clerk.post(f"{URL}{report.pk}/submit/").status_code == 404


def test_a_secretary_does_not_review_open_or_close(mine, report):
    assert mine.get(f"{URL}{report.pk}/review/").status_code == 404
    assert mine.post(f"{URL}open/", {"period": "2024-08"}).status_code == 404
    assert mine.post(f"{URL}lock/", {"period": "2024-07"}).status_code == 404


def test_the_form_says_where_each_number_comes_from(mine, world, report):
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    page = text(mine.get(f"{URL}{report.pk}/"))
    assert 'name="v.m_visit_households" inputmode="numeric" autocomplete="off" maxlength="20" value="5"' in page
    link = "/figures/branches.visit_households/?unit=410399001001&amp;period=2024-07"
    assert f'来自 <a href="{link}">走访记录</a>' in page
    assert mine.get(link.replace("&amp;", "&")).status_code == 200
    assert "本月还没有意见" in page


def test_filing_without_script(mine, report):
    address = f"{URL}{report.pk}/"
    page = mine.get(address)
    assert mine.post(address, whole_form(page, **{"v.m_care": "4", "act": "save"})).url == address
    page = mine.get(address)
    assert mine.post(address, whole_form(page, **{"act": "zero:m_dues"})).url == f"{address}#c-m_dues"
    assert mine.post(address, whole_form(mine.get(address), act="zero-all")).url == address
    left = {f"v.{code}": "0" for code in blanks(report)}
    words = {"v.m_highlights": "修好了三处路灯。"}
    answer = mine.post(address, whole_form(mine.get(address), **left, **words, act="check"))
    assert answer.url == f"{address}submit/"
    asked = text(mine.get(answer.url))
    due = report.values.filter(item__required=True).count()
    assert "提交 7月月报？" in asked
    assert re.search(rf"{due} 格都已填，\d+ 格请核对。提交后到审核前可以撤回。", asked)
    assert mine.post(f"{address}submit/").url == address
    report.refresh_from_db()
    assert (report.state, report.values.get(code="m_care").value, report.values.get(code="m_care").version) == ("submitted", 4, 2)
    assert report.values.get(code="m_highlights").text == "修好了三处路灯。"


def test_submitting_twice_is_one_report_and_the_same_page(mine, filler, report):
    fill(report, filler)
    address = f"{URL}{report.pk}/submit/"
    first, second = mine.post(address), mine.post(address)
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, f"{URL}{report.pk}/")
    report.refresh_from_db()
    assert (report.state, report.version) == ("submitted", 3)


def test_what_is_missing_is_listed_before_handing_in(mine, report):
    page, left = mine.get(f"{URL}{report.pk}/submit/"), len(blanks(report))
    assert (f"还有 {left} 处要改，改好再提交" in text(page), "慰问困难党员：未填" in text(page)) == (True, True)
    answer = mine.post(f"{URL}{report.pk}/submit/")
    assert (answer.status_code, f"还有 {left} 处要改" in text(answer)) == (422, True)


def test_late_is_told(mine, filler, report):
    fill(report, filler)
    MonthlyReport.objects.filter(pk=report.pk).update(due_at=timezone.now() - timedelta(seconds=1))
    page = mine.post(f"{URL}{report.pk}/submit/", follow=True)
    assert "已超过截止时间，本次记为迟报。" in text(page)


def test_nothing_typed_is_lost_when_a_cell_is_wrong(mine, report):
    page = mine.get(f"{URL}{report.pk}/")
    answer = mine.post(f"{URL}{report.pk}/", whole_form(page, **{"v.m_care": "-3", "v.m_dues": "12.5", "act": "check"}))
    assert answer.status_code == 422
    assert ('value="-3"' in text(answer), 'value="12.5"' in text(answer), "应为 0–99999 的整数。" in text(answer)) == (True,) * 3
    assert report.values.get(code="m_dues").value is None


def test_a_stale_tab_sees_both_values_and_chooses(mine, world, report):
    page = mine.get(f"{URL}{report.pk}/")
    other = client_of(person(Role.DEPUTY, world.own.unit, name="林副书记"))
    assert other.post(f"{URL}{report.pk}/cells/m_care/", {"value": "4", "version": "1"}).status_code == 200
    answer = mine.post(f"{URL}{report.pk}/", whole_form(page, **{"v.m_care": "5", "act": "save"}))
    shown = text(answer)
    assert answer.status_code == 409
    assert re.search(r"林副书记 \d\d:\d\d 把这一格改成了 4，您填的是 5。", shown)
    assert report.values.get(code="m_care").value == 4
    assert mine.post(f"{URL}{report.pk}/", whole_form(answer, act="mine:m_care")).status_code == 302
    assert report.values.get(code="m_care").value == 5


def test_giving_way_keeps_the_others_value(mine, world, report):
    page = mine.get(f"{URL}{report.pk}/")
    client_of(person(Role.DEPUTY, world.own.unit)).post(f"{URL}{report.pk}/cells/m_care/", {"value": "4", "version": "1"})
    answer = mine.post(f"{URL}{report.pk}/", whole_form(page, **{"v.m_care": "5", "act": "save"}))
    assert mine.post(f"{URL}{report.pk}/", whole_form(answer, act="drop:m_care")).status_code == 302
    assert report.values.get(code="m_care").value == 4


def test_autosave_answers_with_the_cell_and_what_hangs_on_it(mine, report):
    answer = mine.post(f"{URL}{report.pk}/cells/m_reported/", {"value": "3", "version": "1"})
    body = answer.json()
    assert (answer.status_code, sorted(body["cells"])) == (200, ["m_inservice", "m_reported"])
    assert "不能大于「应报到在职党员」0 名。" in body["cells"]["m_reported"]
    assert "要改 1" in body["counts"]
    stale = mine.post(f"{URL}{report.pk}/cells/m_reported/", {"value": "4", "version": "1"})
    assert (stale.status_code, "您填的是 4" in stale.json()["cells"]["m_reported"]) == (409, True)
    wrong = mine.post(f"{URL}{report.pk}/cells/m_reported/", {"value": "x", "version": "2"})
    assert (wrong.status_code, "应为 0–99999 的整数。" in wrong.json()["cells"]["m_reported"]) == (422, True)
    assert mine.post(f"{URL}{report.pk}/cells/m_nothing/", {"value": "1", "version": "1"}).status_code == 404


def test_a_saved_cell_costs_fourteen_statements(mine, report, django_assert_num_queries):
    """M2 of the performance goals, whatever the cell: fifty secretaries save at once on the last evening."""
    mine.post(f"{URL}{report.pk}/cells/m_care/", {"value": "3", "version": "1"})
    for code in ("m_care", "m_reported"):
        version = report.values.get(code=code).version
        with django_assert_num_queries(14):
            mine.post(f"{URL}{report.pk}/cells/{code}/", {"value": "4", "version": version, "key": str(uuid4())})


def test_autosave_takes_the_records_value(mine, world, report):
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    mine.get(f"{URL}{report.pk}/")
    cell = report.values.get(code="m_visit_households")
    mine.post(f"{URL}{report.pk}/cells/m_visit_households/", {"value": "9", "version": cell.version})
    mine.post(f"{URL}{report.pk}/cells/m_visit_households/", {"value": "9", "version": cell.version + 1, "act": "take"})
    cell.refresh_from_db()
    assert (cell.value, cell.source) == (5, "branches.visit_households")


def test_autosave_of_a_closed_report_says_why(mine, filler, report):
    submitted(report, filler)
    answer = mine.post(f"{URL}{report.pk}/cells/m_care/", {"value": "3", "version": "9"})
    assert answer.status_code == 409
    assert re.fullmatch(r"已于 \d+月\d+日 \d\d:\d\d 由田书记提交，审核前可以撤回。请先撤回，再在原报告上修改。", answer.json()["message"])


def test_the_lock_tells_why(mine, clerk, world, filler, report):
    address = f"{URL}{report.pk}/"
    submitted(report, filler)
    page = text(mine.get(address))
    assert ("由田书记提交，审核前可以撤回。" in page, f'action="{address}withdraw/"' in page, 'name="act"' in page) == (True, True, False)
    assert "已撤回" in text(mine.post(f"{address}withdraw/", follow=True))
    report.refresh_from_db()
    accepted(report, filler, world.clerk)
    assert re.search(r"区里科员 \d+月\d+日已通过。", text(mine.get(address)))
    lock_month(period=Period.parse("2024-07"), by=system_user(), scope=Scope.whole())
    assert re.search(r"7月已关账（\d+月\d+日），不再收改动。", text(mine.get(address)))


def test_returning_one_cell_and_accepting(mine, clerk, filler, report):
    submitted(report, filler, m_care=4)
    review = f"{URL}{report.pk}/review/"
    assert "按台账填写" in text(clerk.get(review))
    nothing = clerk.post(review, {"act": "return"})
    assert (nothing.status_code, "请写明原因，社区书记看得到。" in text(nothing)) == (422, True)
    answer = clerk.post(review, {"act": "return", "cell": ["m_care"], "r.m_care": "台账里是 3 名"}, follow=True)
    assert "已退回 槐荫社区 2024年7月月报的 1 格。其余保留。" in text(answer)
    page = text(mine.get(f"{URL}{report.pk}/"))
    assert ("退回：台账里是 3 名" in page, "退回的格子还没有改" in page) == (True, True)
    version = report.values.get(code="m_care").version
    assert mine.post(f"{URL}{report.pk}/cells/m_care/", {"value": "3", "version": version}).status_code == 200
    mine.post(f"{URL}{report.pk}/submit/")
    assert "已通过 槐荫社区 2024年7月月报。" in text(clerk.post(review, {"act": "accept"}, follow=True))
    report.refresh_from_db()
    assert report.state == "accepted"
    assert clerk.post(f"{URL}{report.pk}/reopen/", {"reason": "数有误"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.returned_reason) == ("returned", "数有误")


def test_a_review_in_another_street_is_not_there(world, near, report):
    other = client_of(person(Role.STREET_CLERK, world.far_street))
    assert other.get(f"{URL}{near.pk}/review/").status_code == 404
    own = client_of(person(Role.STREET_CLERK, world.street))
    assert own.get(f"{URL}{near.pk}/review/").status_code == 200


def test_the_clerk_sees_who_has_reported(clerk, world, filler):
    reports = open_reports()
    submitted(reports["槐荫社区"], filler, m_opinions=9)
    accepted(reports["南苑社区"], filler, world.clerk)
    MonthlyReport.objects.filter(unit=world.own.unit).update(due_at=timezone.now() + timedelta(days=1))
    page = text(clerk.get(f"{URL}?period=2024-07"))
    counts = dict(re.findall(r">(\S+) <span class=\"c\">(\d+)</span>", page))
    assert counts == {"全部": "3", "待审": "1", "已通过": "1", "已退回": "0", "未报": "1"}
    assert re.findall(r"<span>(应报|已报|报送率|按时|按时率)</span><b>([\d.%]+)</b>", page) == [
        ("应报", "3"), ("已报", "2"), ("报送率", "66.7%"), ("按时", "1"), ("按时率", "33.3%"),
    ]
    one = text(clerk.get(f"{URL}?period=2024-07&state=missing"))
    assert ("桥北社区" in one, "南苑社区" in one) == (True, False)
    street = text(clerk.get(f"{URL}?period=2024-07&unit=410399002"))
    assert ("桥北社区</a>" in street, "南苑社区</a>" in street) == (True, False)


def test_the_secretary_sees_her_own_months(mine, world):
    open_reports("2024-06")
    open_reports("2024-07")
    page = text(mine.get(URL))
    assert [page.count(name) for name in ('<span class="w">2024年7月', '<span class="w">2024年6月', "南苑社区")] == [1, 1, 0]


def test_a_clerk_opens_and_closes_a_month(clerk, world):
    assert "新开 3 份" in text(clerk.post(f"{URL}open/", {"period": "2024-07"}, follow=True))
    assert "新开 0 份" in text(clerk.post(f"{URL}open/", {"period": "2024-07"}, follow=True))
    assert "2199年1月还没有到，不能开报。" in text(clerk.post(f"{URL}open/", {"period": "2199-01"}, follow=True))
    assert clerk.post(f"{URL}open/", {"period": "2024-13"}).status_code == 404
    assert "3 份月报不再收改动" in text(clerk.post(f"{URL}lock/", {"period": "2024-07"}, follow=True))


def test_the_history_tells_who_wrote_what(mine, filler, report):
    mine.post(f"{URL}{report.pk}/cells/m_care/", {"value": "4", "version": "1"})
    page = text(mine.get(f"{URL}{report.pk}/history/"))
    assert ("慰问困难党员" in page, "田书记" in page, "<dd class=\"np\"><span class=\"nv\">4</span>" in page) == (True, True, True)


def test_a_record_behind_a_figure_leads_to_its_cell(mine, clerk, world, filler, report):
    accepted(report, filler, world.clerk, m_care=4)
    figure = clerk.get("/figures/monthly.care/?unit=410399&period=2024")
    pk = report.values.get(code="m_care").pk
    assert f"/monthly/values/{pk}/" in text(figure)
    assert clerk.get(f"/monthly/values/{pk}/").url == f"{URL}{report.pk}/review/#c-m_care"
    assert mine.get(f"/monthly/values/{pk}/").url == f"{URL}{report.pk}/#c-m_care"


def test_home_tells_what_the_month_asks(mine, clerk, world, filler):
    report = open_reports()["槐荫社区"]
    page = text(mine.get("/"))
    assert ("60 格里 19 格已由记录填好，还差 40 格要您填。" in page, "开始填报" in page) == (True, True)
    submitted(report, filler, m_care=2)
    assert "7月月报" not in text(mine.get("/"))
    clerks = text(clerk.get("/"))
    assert ("待审核的7月月报 <b>1</b>" in clerks, "未报的7月月报 <b>2</b>" in clerks) == (True, True)
    clerk.post(f"{URL}{report.pk}/review/", {"act": "return", "cell": ["m_care"], "r.m_care": "台账里是 3 名"})
    assert ("改 7月月报 1 格" in text(mine.get("/")), "退回：台账里是 3 名" in text(mine.get("/"))) == (True, True)


def test_the_panel_beside_a_cell(mine, report):
    page = text(mine.get(f"{URL}{report.pk}/cells/m_visit_households/"))
    assert ("期间内走访记录的户数之和" in page, "今年累计" in page) == (True, True)
    assert mine.get(f"{URL}{report.pk}/cells/m_highlights/").status_code == 404


def test_the_overview_asks_as_much_for_many_as_for_few(world):
    clerk = client_of(world.clerk)

    def statements(period):
        open_reports(period)
        with CaptureQueriesContext(connection) as seen:
            assert clerk.get(f"{URL}?period={period}").status_code == 200
        return len(seen)

    statements("2024-05")
    few = statements("2024-06")
    for number in range(9):
        UnitFactory(parent=world.street, name=f"新{number}社区")
    assert statements("2024-07") == few


def test_one_button_reports_zero_and_one_takes_last_month(mine, world, filler):
    june = open_reports("2024-06")["槐荫社区"]
    submitted(june, filler, m_reported=3, m_inservice=5, m_care=2)
    report = open_reports("2024-07")["槐荫社区"]
    FormItem.objects.filter(code="m_care").update(usual="rare")
    address = f"{URL}{report.pk}/"
    page = text(mine.get(address))
    zero, same = (int(re.search(said, page)[1]) for said in (r"没有记录的 (\d+) 格报零", r"未填 (\d+) 格与上月相同"))
    mine.post(address, whole_form(mine.get(address), act="zero-all"))
    mine.post(address, whole_form(mine.get(address), act="same-all"))
    assert (report.values.filter(state="zero").count(), report.values.filter(state="same").count()) == (zero, same)
    wanted = {"m_care": ("zero", 0), "m_opinions": ("zero", 0), "m_reported": ("same", 3), "m_dues": ("blank", None)}
    assert {c: report.values.values_list("state", "value").get(code=c) for c in wanted} == wanted


def test_a_form_sent_twice_is_saved_once(mine, report):
    page = mine.get(f"{URL}{report.pk}/")
    sent = whole_form(page, **{"v.m_care": "4", "act": "save"})
    assert [mine.post(f"{URL}{report.pk}/", sent).status_code for _ in range(2)] == [302, 302]
    assert report.values.get(code="m_care").version == 2


def test_autosave_of_the_same_key_answers_the_same(mine, report):
    sent = {"value": "4", "version": "1", "key": str(uuid4())}
    first, second = (mine.post(f"{URL}{report.pk}/cells/m_care/", sent) for _ in range(2))
    assert (first.status_code, second.status_code, first.json()["cells"]) == (200, 200, second.json()["cells"])
    assert report.values.get(code="m_care").version == 2


def test_what_one_account_typed_is_not_saved_by_another(mine, world, report):
    other = person(Role.DEPUTY, world.own.unit)
    answer = mine.post(f"{URL}{report.pk}/cells/m_care/", {"value": "4", "version": "1", "who": str(other.pk)})
    assert (answer.status_code, answer.json()["message"]) == (403, "现在登录的是另一个账号，这几格没有存。请用原来的账号登录后再存。")
    assert report.values.get(code="m_care").value is None


@pytest.mark.parametrize(("act", "mine_is", "said"), [("zero", "0", "零报告"), ("same", "2", "与上月相同")])
def test_a_conflict_keeps_what_a_button_meant(mine, world, filler, act, mine_is, said):
    submitted(open_reports("2024-06")["槐荫社区"], filler, m_care=2)
    report = open_reports("2024-07")["槐荫社区"]
    cell = f"{URL}{report.pk}/cells/m_care/"
    client_of(person(Role.DEPUTY, world.own.unit, name="林副书记")).post(cell, {"value": "4", "version": "1"})
    answer = mine.post(cell, {"value": "", "version": "1", "act": act})
    drawn = answer.json()["cells"]["m_care"]
    kept = re.search(r'name="v.m_care"[^>]* value="([^"]*)"', drawn)[1]
    assert (answer.status_code, f"您填的是 {said}。" in drawn, kept) == (409, True, mine_is)


def test_after_the_last_day_the_form_says_so_and_takes_no_submission(mine, filler, report):
    fill(report, filler)
    MonthlyReport.objects.filter(pk=report.pk).update(fill_until=timezone.now() - timedelta(seconds=1))
    page, said = text(mine.get(f"{URL}{report.pk}/")), "，要补报请联系区委组织部开延期。"
    assert (said in page, "检查并提交" in page) == (True, False)
    asked = text(mine.get(f"{URL}{report.pk}/submit/"))
    assert (said in asked, 'data-busy="正在提交"' in asked) == (True, False)
    assert said in text(mine.post(f"{URL}{report.pk}/submit/", follow=True))
    report.refresh_from_db()
    assert report.state == "draft"


def test_a_record_that_is_missing_is_one_tap_away(mine, world, report):
    page = text(mine.get(f"{URL}{report.pk}/"))
    assert '<a class="lk" href="/activities/new/?kind=lecture&amp;date=2024-07-31">补记第 1 次</a>' in page
    ActivityFactory(branch=world.own.branch, kind="lecture", date=date(2024, 7, 25))
    cell = f"{URL}{report.pk}/cells/m_lecture/"
    mine.get(f"{URL}{report.pk}/")
    more = mine.post(cell, {"value": "3", "version": str(report.values.get(code="m_lecture").version)}).json()["cells"]["m_lecture"]
    assert '<a class="lk" href="/activities/new/?kind=lecture&amp;date=2024-07-31">补记第 2 次</a>' in more
    assert "补记第 2 次" in text(mine.get(cell))
    assert '<a class="lk" href="/services/new/?kind=opinion&amp;date=2024-07-31">补记一条意见</a>' in page
    form = text(mine.get("/services/new/?kind=opinion&date=2024-07-31"))
    assert ('value="2024-07-31"' in form, '<option value="opinion" selected>' in form) == (True, True)


def test_a_usual_range_with_decimals_is_drawn(report):
    past = {date(2024, month, 1): Decimal("10.25") + month for month in range(1, 7)}
    cell = Cell(report.values.select_related("item").get(code="m_dues"), report, past)
    assert 'aria-label="近12个月，常在 11.25 到 16.25 之间' in face(Face(cell), report)


def test_the_form_asks_the_same_whatever_stands_behind_it(mine, world, filler, report):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            mine.get(f"{URL}{report.pk}/")
        return len(seen)

    statements()
    few = statements()
    for period in ("2024-04", "2024-05", "2024-06"):
        accepted(open_reports(period)["槐荫社区"], filler, world.clerk, m_care=3)
    for day in range(1, 9):
        ServiceFactory(unit=world.own.unit, date=date(2024, 6, day))
    assert statements() == few


def test_last_years_month_is_a_dashed_line_where_it_fits(mine, report):
    past = {date(2024, month, 1): Decimal(2 * month) for month in range(1, 7)}
    row = report.values.select_related("item").get(code="m_care")
    row.value = Decimal(4)
    drawn = {old: monthchart(Cell(row, report, past | {date(2023, 7, 1): Decimal(old)}))["last_year"] for old in (2, 8, 900)}
    assert drawn[2] > drawn[8] > 0
    assert monthchart(Cell(row, report, past))["last_year"] is None
