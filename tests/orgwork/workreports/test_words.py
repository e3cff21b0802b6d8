"""The dated word list: what is on it today is found, what ended is not; drafters write it, others read it."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from orgwork.workreports import checks
from orgwork.workreports.models import WordRule
from tests.orgwork.workreports.texts import draft

pytestmark = pytest.mark.django_db
URL = "/reports/words/"
GIVEN = {
    "wording": "老提法", "offer": "新说法", "message": "2024年起统一。", "gravity": "warning", "effective_from": "2024-01-01",
}  # fmt: skip


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


def rule(**more):
    return WordRule.objects.create(**{**GIVEN, "effective_from": date(2024, 1, 1), **more})


def found(place, people, text):
    return [(f.level, f.kind, f.message) for f in checks.judge(draft(place.district, people.clerk, text)).findings]


def test_a_wording_of_the_list_is_found_with_what_to_write(place, people):
    rule()
    report = draft(place.district, people.clerk, "这是老提法了。")
    (finding,) = checks.judge(report).findings
    assert (finding.level, finding.message) == ("warning", "“老提法”：2024年起统一。改为“新说法”。")
    assert finding.offers[0].line == "这是新说法了。"


def test_gravity_decides_whether_it_blocks(place, people):
    rule(gravity="error")
    assert len(checks.blocking(draft(place.district, people.clerk, "这是老提法了。"))) == 1


def test_only_what_is_in_force_today_counts(place, people):
    today = timezone.localdate()
    rule(effective_to=today - timedelta(days=1))
    rule(wording="未来提法", effective_from=today + timedelta(days=1))
    assert found(place, people, "这是老提法和未来提法。") == []


@pytest.mark.parametrize(
    "text", ["巩固成果成果成效。", "这是我们的的工作。", "各级干部与与群众。", "实现高质量发展高质量发展目标。"]
)
def test_doubled_words_are_found(place, people, text):
    assert [message for level, kind, message in found(place, people, text) if kind == "words"] != []


@pytest.mark.parametrize(
    "text",
    ["一个一个走访。", "以服务群众为目的的活动。", "现在在建项目。", "以及及时反馈。", "参与与监督。", "研究研究再说。", "非常非常重视。"],
)
def test_words_doubled_on_purpose_are_not(place, people, text):
    assert [message for level, kind, message in found(place, people, text) if kind == "words"] == []


def test_a_doubled_word_of_the_list_is_told_once(place, people):
    rule(wording="成绩成绩", offer="成绩", gravity="error", message="多写了一个。")
    assert [level for level, kind, _message in found(place, people, "取得成绩成绩。") if kind == "words"] == ["error"]


def test_the_first_list_is_there(as_clerk):
    assert WordRule.objects.get(wording="成果成果").gravity == "error"
    page = as_clerk.get(URL).content.decode()
    assert ("成果成果" in page, "截止目前" in page, "已停用" in page) == (True, True, False)


def test_a_rule_is_written_and_stopped(as_clerk):
    assert as_clerk.post(URL, GIVEN).status_code == 302
    made = WordRule.objects.get(wording="老提法")
    assert (made.offer, made.effective_from, made.effective_to) == ("新说法", date(2024, 1, 1), None)
    as_clerk.post(f"{URL}{made.pk}/stop/", {"on": "2024-06-30"})
    made.refresh_from_db()
    assert made.effective_to == date(2024, 6, 30)
    assert "已停用" in as_clerk.get(URL).content.decode()
    assert as_clerk.post(URL, GIVEN | {"effective_from": "2024-07-01"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"wording": "的"}, "两个字以上"),
        ({"wording": ""}, "不用的写法"),
        ({"offer": "新老提法"}, "还有这个不用的写法"),
        ({"effective_from": "昨天"}, "起用日期"),
        ({"gravity": "fatal"}, "轻重"),
    ],
)
def test_a_bad_rule_is_refused_at_its_field(as_clerk, wrong, message):
    before = WordRule.objects.count()
    answer = as_clerk.post(URL, GIVEN | wrong)
    assert (answer.status_code, message in answer.content.decode(), WordRule.objects.count()) == (422, True, before)


def test_the_same_wording_stands_once(as_clerk):
    rule()
    assert "已经在清单上" in as_clerk.post(URL, GIVEN | {"effective_from": "2024-05-01"}).content.decode()


@pytest.mark.parametrize("day", ["2023-12-31", "x", ""])
def test_a_bad_end_changes_nothing(as_clerk, day):
    made = rule()
    assert as_clerk.post(f"{URL}{made.pk}/stop/", {"on": day}).status_code == 302
    made.refresh_from_db()
    assert made.effective_to is None


def test_a_leader_reads_the_list_and_writes_nothing(client, people):
    client.force_login(people.leader)
    assert "写一条" not in client.get(URL).content.decode()
    assert client.post(URL, GIVEN).status_code == 404
    assert client.post(f"{URL}{rule().pk}/stop/", {"on": "2024-06-30"}).status_code == 404


def test_a_secretary_gets_nothing(client, people):
    client.force_login(people.secretary)
    assert client.get(URL).status_code == 404


def test_a_form_that_stands_twice_goes_and_the_slot_stays(place, records, people):
    report = draft(place.district, people.clerk, "走访{{走访联系群众户数}}户，达标率{{社区达标率:以上}}%以上。")
    (finding,) = checks.judge(report).findings
    assert finding.offers[0].line == "走访{{走访联系群众户数}}户，达标率{{社区达标率:以上}}。"
    assert finding.offers[0].text == "…0户，达标率66%以上。…"


def test_an_emptied_list_comes_back_and_one_that_is_in_use_is_left_alone():
    """`RESET=1 make run` empties the tables; after every migrate there is a list."""
    first = set(WordRule.objects.values_list("wording", flat=True))
    WordRule.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert set(WordRule.objects.values_list("wording", flat=True)) == first
    WordRule.objects.exclude(wording="其它").delete()
    call_command("migrate", verbosity=0)
    assert set(WordRule.objects.values_list("wording", flat=True)) == {"其它"}
