"""The checks as the page, the API, the command and 定稿 ask them: one judgement, few statements, the shape of the contract."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.monthly.models import MonthlyReport
from orgwork.workreports import checks
from orgwork.workreports.judging import claims
from orgwork.workreports.models import WorkReport
from tests.factories import CommunityFactory, UnitFactory
from tests.orgwork.workreports.texts import draft

pytestmark = pytest.mark.django_db
LIES = (
    "3个城市社区办公用房均达到300㎡以上，达标率67%以上。",
    "走访群众130余户，征集意见建议60条，其中已办结65条。",
    "取得成果成果,值得肯定。。",
)


@pytest.fixture
def report(place, records, people):
    return draft(place.district, people.clerk, *LIES)


def statements(report):
    with CaptureQueriesContext(connection) as seen:
        checks.judge(report)
    return len(seen)


def test_as_many_statements_for_three_communities_as_for_forty(report, place):
    before = statements(report)
    for number in range(37):
        unit = UnitFactory(code=f"41039900{number + 2100}", name=f"新{number}社区", parent=place.far)
        CommunityFactory(unit=unit, office_area_m2=100 + number)
    assert statements(report) == before
    assert checks.judge(report).findings[0].lacking == 38


def test_as_many_statements_however_often_a_claim_is_made(place, records, people):
    claim = "城市社区办公用房均达到300㎡以上。"
    few, many = (draft(place.district, people.clerk, *[claim] * times) for times in (1, 9))
    assert statements(few) == statements(many)


def test_page_shows_what_the_api_says(client, report, people):
    client.force_login(people.clerk)
    answer = client.get(f"/api/v1/work-reports/{report.pk}/").json()["checks"]
    assert [set(found) for found in answer] == [{"level", "slot", "sentence", "message", "offer"}] * len(answer)
    page = client.get(f"/reports/{report.pk}/").content.decode()
    check = client.get(f"/reports/{report.pk}/check/").content.decode()
    for found in answer:
        said = found["message"].split("：南苑")[0]
        assert (said in page, said in check) == (True, True)
    assert [(found["level"], found["offer"]) for found in answer] == [
        ("error", "3个城市社区中，2个办公用房达到300㎡以上"),
        ("error", "66%以上"),
        ("error", "120户"),
        ("error", "45条"),
        ("error", ""),
        ("error", "成果"),
        ("warning", "…取得成果成果，值得肯定。。…"),
        ("warning", "…果,值得肯定。…"),
    ]


def test_the_false_stretch_is_underlined_on_the_sheet(client, report, people):
    client.force_login(people.clerk)
    page = client.get(f"/reports/{report.pk}/").content.decode()
    assert '<span class="false">3个城市社区办公用房均达到300㎡以上</span>，达标率<span class="false">67%以上</span>。' in page
    assert '不符 1</span><span>均、全部：没有例外</span><span class="r">1/1</span>' in page


def test_a_leader_sees_no_verbs_on_the_sheet(client, report, people):
    client.force_login(people.leader)
    page = client.get(f"/reports/{report.pk}/").content.decode()
    assert ("南苑社区 268㎡" in page, ">采用</button>" in page) == (True, False)


def test_a_final_report_is_not_measured_by_records_that_have_moved(place, records, people):
    report = draft(place.district, people.clerk, "2个城市社区办公用房达到300㎡以上，走访群众{{走访联系群众户数}}户。")
    assert checks.judge(report).findings == []
    WorkReport.objects.filter(pk=report.pk).update(state="final", finalised_at=datetime(2024, 12, 31, tzinfo=UTC))
    report.refresh_from_db()
    CommunityFactory(unit=UnitFactory(code="410399002999", name="新社区", parent=place.far), office_area_m2=400)
    assert checks.judge(report).findings == []


def test_the_built_in_speech_is_clean(place, records, compose):
    assert [found.message for found in checks.judge(compose(place.district)).findings] == []


def month(unit, period, received):
    year, number = map(int, period.split("-"))
    due = datetime(year, number, 28, tzinfo=UTC)
    return MonthlyReport.objects.create(
        unit=unit, period=period, first_day=date(year, number, 1), state="accepted", due_at=due, fill_until=due, lock_on=date(2025, 1, 1),
        received_at=received,
    )  # fmt: skip


def test_rooms_above_bring_their_claims(place, people):
    month(place.first, "2024-03", datetime(2024, 3, 20, tzinfo=UTC))
    late = month(place.second, "2024-03", datetime(2024, 3, 30, tzinfo=UTC))
    month(place.third, "2024-03", None)
    (found,) = checks.judge(draft(place.district, people.clerk, "各社区月报全部按时报送。")).findings
    assert found.message == (
        "“全部”说的是没有例外。3份月报里有2份没有按时报送：南苑社区 2024-03 迟报；桥北社区 2024-03 没有报。"
    )
    assert found.lacks[0].url == f"/monthly/{late.pk}/"


def test_every_claim_can_be_tested_and_says_both_wordings(place, records):
    for claim in claims.all_claims():
        words = {"whole": "3", "ok": "2", "limit": "300"}
        assert "3" in claim.honest.format(**words), claim.key
        assert bool(claim.least) == bool(claim.value), claim.key
        assert claim.but, claim.key


def test_a_claim_is_made_once():
    with pytest.raises(ValueError, match=r"branches\.office_area"):
        claims.claim("branches.office_area", subject="x", base="x", noun="x", measure="x", honest="x")(None)
