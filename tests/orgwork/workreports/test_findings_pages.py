"""A false sentence on its pages: named, mended by 采用, kept by 写理由, sent to its community; who may not, gets nothing."""

import re

import pytest

from branches.models import Community
from orgwork.notices.models import Notice
from orgwork.workreports import checks
from orgwork.workreports.models import Waiver, WorkReport
from orgwork.workreports.services import finalising
from tests.orgwork.workreports.conftest import person
from tests.orgwork.workreports.texts import draft

pytestmark = pytest.mark.django_db
LIE = "目前{{办公用房达标社区数}}个城市社区办公用房均达到{{办公用房标准}}㎡以上，对账推进。"



@pytest.fixture
def report(place, records, people):
    Community.objects.filter(unit=place.second).update(remark="新用房在建")
    return draft(place.district, people.clerk, LIE)


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


def finding(report):
    (found,) = checks.judge(report).findings
    return found


def given(report, **more):
    return {"key": finding(report).key, "line": 2, "version": report.text_version, **more}


def page_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_names_the_exception_and_offers_what_is_true(as_clerk, report, place):
    page = page_of(as_clerk.get(f"/reports/{report.pk}/check/"))
    profile = Community.objects.get(unit=place.second)
    assert f'<a class="nowrap" href="/communities/{profile.pk}/">南苑社区 268㎡</a>（新用房在建）' in page
    assert re.findall(r"<li><span>(目前[^<]+)<", page) == [
        "目前3个城市社区中，2个办公用房达到300㎡以上",
        "目前3个城市社区办公用房均达到260㎡以上",
    ]
    assert re.findall(r"不符 (\d)</span><span>([^<]+)<", page) == [("1", "均、全部：没有例外")]


def test_adopting_rewrites_the_line_and_the_sentence_is_true(as_clerk, report):
    answer = as_clerk.post(f"/reports/{report.pk}/adopt/", given(report, offer=0))
    assert answer.headers["Location"] == f"/reports/{report.pk}/#p2"
    report.refresh_from_db()
    assert report.template_text.splitlines()[1] == (
        "目前3个城市社区中，{{办公用房达标社区数}}个办公用房达到{{办公用房标准}}㎡以上，对账推进。"
    )
    assert (report.text_version, checks.judge(report).findings) == (2, [])


def test_the_second_offer_keeps_均_and_is_true_too(as_clerk, report):
    as_clerk.post(f"/reports/{report.pk}/adopt/", given(report, offer=1))
    report.refresh_from_db()
    assert "目前3个城市社区办公用房均达到260㎡以上" in report.template_text
    assert checks.judge(report).findings == []


@pytest.mark.parametrize("sent", [{"offer": 7}, {"offer": "x"}, {"offer": 0, "version": 9}, {"offer": 0, "key": "0" * 64}])
def test_what_no_longer_fits_changes_nothing(as_clerk, report, sent):
    before = report.template_text
    as_clerk.post(f"/reports/{report.pk}/adopt/", given(report) | sent)
    report.refresh_from_db()
    assert (report.template_text, report.text_version) == (before, 1)


def test_a_reason_keeps_the_sentence_and_blocks_no_longer(as_clerk, report, people):
    as_clerk.post(f"/reports/{report.pk}/waive/", given(report, reason="南苑新用房 12 月启用"))
    waiver = Waiver.objects.get()
    assert (waiver.reason, waiver.by) == ("南苑新用房 12 月启用", people.clerk)
    assert (checks.blocking(report), len(checks.judge(report).findings)) == ([], 1)
    page = page_of(as_clerk.get(f"/reports/{report.pk}/check/"))
    assert "保留原句：南苑新用房 12 月启用" in page
    as_clerk.post(f"/reports/{report.pk}/unwaive/", given(report))
    assert len(checks.blocking(report)) == 1


def test_a_reason_has_to_be_written(as_clerk, report):
    page = page_of(as_clerk.post(f"/reports/{report.pk}/waive/", given(report, reason=" ", back="check"), follow=True))
    assert "请写明保留原句的理由" in page
    assert Waiver.objects.count() == 0


def test_a_reason_holds_for_exactly_this_exception(as_clerk, report, place):
    as_clerk.post(f"/reports/{report.pk}/waive/", given(report, reason="在建"))
    Community.objects.filter(unit=place.first).update(office_area_m2=200)
    assert [found.lacking for found in checks.blocking(report)] == [2]


def test_a_slip_of_the_template_is_mended_and_not_waived(as_clerk, place, people):
    report = draft(place.district, people.clerk, "还有{{没有的数}}。")
    as_clerk.post(f"/reports/{report.pk}/waive/", given(report, reason="先留着"))
    assert (Waiver.objects.count(), len(checks.blocking(report))) == (0, 1)


def test_the_secretary_is_asked_to_look(as_clerk, report, place):
    secretary = person("nanyuan", "secretary", place.second)
    for _twice in range(2):
        as_clerk.post(f"/reports/{report.pk}/ask/", given(report, unit=place.second.pk))
    notice = Notice.objects.get(user=secretary)
    assert notice.title == "请核对：南苑社区 268㎡"
    assert notice.url == f"/communities/{Community.objects.get(unit=place.second).pk}/"


def test_only_a_unit_that_the_finding_names_can_be_asked(as_clerk, report, place):
    person("huaiyin", "secretary", place.first)
    for unit in (place.first.pk, "x", ""):
        as_clerk.post(f"/reports/{report.pk}/ask/", given(report, unit=unit))
    assert Notice.objects.count() == 0


def test_a_unit_without_a_secretary_is_said(as_clerk, report, place):
    sent = given(report, unit=place.second.pk, back="check")
    page = page_of(as_clerk.post(f"/reports/{report.pk}/ask/", sent, follow=True))
    assert "南苑社区现在没有在任的书记或副书记账号" in page


@pytest.mark.parametrize("verb", ["adopt", "waive", "unwaive", "ask"])
def test_who_may_not_draft_changes_nothing(client, report, people, place, verb):
    for user in (people.leader, people.secretary, people.street_clerk_of_reports):
        client.force_login(user)
        sent = given(report, offer=0, reason="理由", unit=place.second.pk)
        assert client.post(f"/reports/{report.pk}/{verb}/", sent).status_code == 404
    assert (WorkReport.objects.get().text_version, Waiver.objects.count(), Notice.objects.count()) == (1, 0, 0)


def test_a_leader_reads_the_findings_without_verbs(client, report, people):
    client.force_login(people.leader)
    page = page_of(client.get(f"/reports/{report.pk}/check/"))
    assert ("南苑社区 268㎡" in page, "采用" in page, "写理由" in page) == (True, False, False)


def test_a_false_sentence_keeps_the_report_from_being_final(report, people, place):
    head = person("buzhang", "department_head", place.district)
    with pytest.raises(finalising.Refused) as refusal:
        finalising.finalise(report=report, by=head)
    assert "1 句与数据不符" in refusal.value.message


def test_a_kept_sentence_does_not(as_clerk, report, people, place):
    as_clerk.post(f"/reports/{report.pk}/waive/", given(report, reason="在建"))
    head = person("buzhang", "department_head", place.district)
    assert finalising.finalise(report=report, by=head).is_final
