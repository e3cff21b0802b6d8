"""The desk of a report: problems and steps from the data, taken into the text or left; proposals chosen and written as 一是…；二是…."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import Community
from orgwork.workreports import checks
from orgwork.workreports.models import Proposal, Suggestion
from orgwork.workreports.services import suggesting
from orgwork.workreports.services.errors import Refused
from tests.factories import BranchFactory, CommunityFactory, ProposalFactory, ServiceFactory, UnitFactory
from tests.orgwork.workreports.conftest import person
from tests.orgwork.workreports.texts import draft

pytestmark = pytest.mark.django_db
LINES = (
    "走访群众{{走访联系群众户数}}户。", "二、存在的问题", "一是谋划不深；二是办法不多。", "三、下一步工作思路", "加强党建。",
    "四、意见建议", "一是希望交流。",
)  # fmt: skip
OPINIONS, OFFICES = "problem:branches.opinion_rate", "remedy:branches.office_area"


@pytest.fixture
def report(place, records, people):
    """Of 60 opinions 45 are settled (75 %), last year all; 南苑社区's office has 268㎡; a branch is due for election."""
    ServiceFactory(unit=place.first, kind="opinion", quantity=50, date=date(2023, 4, 1), status="done", solved_on=date(2023, 5, 1))
    BranchFactory(unit=place.second, name="中共南苑社区支部委员会", elected_on=date(2021, 3, 1))
    return draft(place.district, people.clerk, *LINES)


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


def url(report, tail=""):
    return f"/reports/{report.pk}/suggestions/{tail}"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def drafted(report):
    return {found.key: found for found in suggesting.drafts(report)}


def test_the_weakest_figures_come_first_with_their_evidence(report):
    found = suggesting.drafts(report)[0]
    assert (found.key, found.weight) == ("problem:branches.visit_households", pytest.approx(1 - 120 / 999))
    opinions = drafted(report)[OPINIONS]
    assert opinions.text == (
        "部分社区办理群众意见还不够及时，意见办结率为{{意见办结率}}，{{意见办结率:同比}}，低于90%的要求"
    )
    assert [(line.label, line.value, line.compared) for line in opinions.evidence] == [
        ("意见办结率", "75%", "上年同期 100%"),
        ("要求", "90%", "意见办结率的要求"),
    ]
    assert opinions.evidence[0].url == "/figures/branches.opinion_rate/?unit=410399&period=2024"


def test_open_work_and_what_is_not_reached_make_steps(report):
    found = drafted(report)
    assert found["work:branches.election_due"].text.startswith("抓好{{6个月内届满支部}}个届满支部的换届")
    assert found[OFFICES].text == "推动南苑社区办公用房达到300㎡以上，一个社区一个方案改善阵地条件"
    assert (found[OFFICES].evidence[0].label, found[OFFICES].evidence[0].value) == ("南苑社区", "268㎡")


def test_the_same_records_give_the_same_drafts(report):
    assert suggesting.drafts(report) == suggesting.drafts(report)


def test_what_is_mended_is_no_longer_suggested(report, place):
    Community.objects.filter(unit=place.second).update(office_area_m2=310)
    assert OFFICES not in drafted(report)


def test_a_street_sees_its_own(place, records, people):
    report = draft(place.far, people.clerk, *LINES)
    assert OFFICES not in drafted(report)


def statements(report):
    with CaptureQueriesContext(connection, ) as seen:
        suggesting.drafts(report)
    return len(seen)


def test_as_many_statements_for_three_communities_as_for_thirty(report, place):
    before = statements(report)
    for number in range(27):
        unit = UnitFactory(code=f"410399002{number + 100}", name=f"新{number}社区", parent=place.far)
        CommunityFactory(unit=unit, office_area_m2=200 + number)
        ServiceFactory(unit=unit, kind="opinion", quantity=2)
    assert statements(report) == before


def test_a_problem_is_taken_into_its_part_and_is_true_there(as_clerk, report, people):
    text = drafted(report)[OPINIONS].text
    sent = {"key": OPINIONS, "text": text, "version": 1, "act": "take"}
    assert as_clerk.post(url(report, "answer/"), sent).headers["Location"] == url(report)
    report.refresh_from_db()
    assert report.template_text.splitlines()[3] == f"一是谋划不深；二是办法不多；三是{text}。"
    assert report.slots.get(name="意见办结率").text == "75%"
    answer = Suggestion.objects.get()
    assert (answer.answer, answer.part, answer.answered_by, answer.evidence[0]["value"]) == ("taken", "problem", people.clerk, "75%")
    assert checks.judge(report).findings == []


def test_a_person_may_change_the_words(as_clerk, report):
    sent = {"key": OFFICES, "text": "改善南苑社区的用房", "version": 1, "act": "take"}
    as_clerk.post(url(report, "answer/"), sent)
    report.refresh_from_db()
    assert "针对台账反映的情况，抓好以下几件事：一是改善南苑社区的用房。" in report.template_text.splitlines()


def test_what_is_left_is_not_offered_again_until_it_is_asked_for(as_clerk, report):
    as_clerk.post(url(report, "answer/"), {"key": OFFICES, "act": "leave"})
    page = html(as_clerk.get(url(report)))
    assert (page.count("推动南苑社区办公用房"), "采用 0 条，不用 1 条" in page) == (1, True)
    as_clerk.post(url(report, "answer/"), {"key": OFFICES, "act": "again"})
    assert (Suggestion.objects.count(), "已定的" in html(as_clerk.get(url(report)))) == (0, False)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"key": "problem:nothing", "text": "写", "version": 1, "act": "take"}, "台账里已经没有这一条了"),
        ({"key": OFFICES, "text": " ", "version": 1, "act": "take"}, "没有可写的文字"),
        ({"key": OFFICES, "text": "长" * 501, "version": 1, "act": "take"}, "最多500个字"),
        ({"key": OFFICES, "text": "写", "version": 9, "act": "take"}, "正文刚被别人改过"),
    ],
)
def test_what_cannot_be_taken_changes_nothing(as_clerk, report, sent, message):
    page = html(as_clerk.post(url(report, "answer/"), sent, follow=True))
    report.refresh_from_db()
    assert (message in page, report.text_version, Suggestion.objects.count()) == (True, 1, 0)


def test_a_text_without_the_part_says_so(place, records, people):
    report = draft(place.district, people.clerk, "走访。")
    with pytest.raises(Refused) as refusal:
        suggesting.take(report=report, key=OFFICES, text="改善用房", version=1, by=people.clerk)
    assert "下一步" in refusal.value.message
    assert Suggestion.objects.count() == 0


# proposals ----------------------------------------------------------------------------------------------
@pytest.fixture
def proposals(place):
    rows = [
        ProposalFactory(unit=place.first, topic="口径", text="希望统一台账口径。"),
        ProposalFactory(unit=place.far, topic="师资", text="希望共享\n师资。"),
    ]
    ProposalFactory(unit=place.first, topic="去年的", year=2023)
    return rows


def choose(client, report, proposal, act="choose"):
    return client.post(url(report, f"{proposal.pk}/choose/"), {"act": act})


def test_proposals_of_the_year_are_offered(as_clerk, report, proposals):
    page = html(as_clerk.get(url(report)))
    assert ("口径" in page, "师资" in page, "去年的" in page, "2 条，选用 0 条" in page) == (True, True, False, True)


def test_the_chosen_ones_are_written_once_as_the_next_items(as_clerk, report, proposals):
    for proposal in proposals:
        choose(as_clerk, report, proposal)
    assert set(Proposal.objects.filter(year=2024).values_list("state", flat=True)) == {"chosen"}
    as_clerk.post(url(report, "write/"), {"version": 1})
    report.refresh_from_db()
    assert "一是希望交流；二是希望统一台账口径；三是希望共享师资。" in report.template_text.splitlines()
    assert html(as_clerk.get(url(report))).count("已写进正文") == 2
    page = html(as_clerk.post(url(report, "write/"), {"version": 2}, follow=True))
    report.refresh_from_db()
    assert ("没有要写入的建议" in page, report.text_version) == (True, 2)


def test_a_choice_is_taken_back(as_clerk, report, proposals):
    choose(as_clerk, report, proposals[0], "leave")
    proposals[0].refresh_from_db()
    assert (proposals[0].state, proposals[0].version) == ("left", 2)
    choose(as_clerk, report, proposals[0], "again")
    proposals[0].refresh_from_db()
    assert proposals[0].state == "given"


def test_a_proposal_that_is_changed_is_chosen_anew(client, people, report, place, proposals):
    Proposal.objects.update(state="chosen")
    client.force_login(people.secretary)
    data = {"unit": place.first.pk, "year": 2024, "topic": "口径", "text": "希望别的。", "version": 1}
    assert client.post(f"/proposals/{proposals[0].pk}/edit/", data).status_code == 302
    proposals[0].refresh_from_db()
    assert (proposals[0].text, proposals[0].state) == ("希望别的。", "given")


@pytest.mark.parametrize("year", [1999, 2200])
def test_the_year_is_one_of_a_report(client, people, place, year):
    client.force_login(people.secretary)
    data = {"unit": place.first.pk, "year": year, "topic": "口径", "text": "希望。"}
    answer = client.post("/proposals/new/", data)
    assert (answer.status_code, "年度应在" in answer.content.decode()) == (422, True)


def test_a_proposal_elsewhere_or_of_another_year_is_not_there(as_clerk, place, records, people, proposals):
    report = draft(place.far, people.clerk, *LINES)
    assert choose(as_clerk, report, proposals[0]).status_code == 404
    assert choose(as_clerk, report, Proposal.objects.get(year=2023)).status_code == 404
    assert choose(as_clerk, report, proposals[1], "eat").status_code == 404


def test_who_may_not_draft_reads_or_gets_nothing(client, report, people, place, proposals):
    client.force_login(people.leader)
    page = html(client.get(url(report)))
    assert ("部分社区办理群众意见" in page, ">采用</button>" in page, ">选用</button>" in page) == (True, False, False)
    for user in (people.leader, people.secretary, people.street_clerk_of_reports, person("far", "department_clerk", place.far)):
        client.force_login(user)
        answers = [
            client.post(url(report, "answer/"), {"key": OFFICES, "act": "leave"}),
            client.post(url(report, "write/"), {"version": 1}),
            choose(client, report, proposals[0]),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert (Suggestion.objects.count(), Proposal.objects.filter(state="given").count()) == (0, 3)
