"""Many at once: each report judged by itself, a few statements whatever their number, the fillers told once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit.periods import Period
from orgwork.monthly.models import MonthlyReport, MonthlyValue
from orgwork.monthly.services.errors import Invalid, Refused
from orgwork.monthly.services.locking import lock_month
from orgwork.monthly.services.reviewing import accept, accept_many, keep, return_, return_many
from orgwork.notices.models import Notice
from tests.factories import UnitFactory, person
from tests.factories.monthly import open_reports
from tests.factories.review import hand_in, street_first

JULY = Period.parse("2024-07")


@pytest.fixture
def reports(world):
    return open_reports()


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("title", "text", "url", "tone"))


def refused(outcome):
    return {report.unit.name: why for report, why in outcome.refused}


def test_each_is_judged_by_itself_and_named(reports, filler, world):
    hand_in(reports["槐荫社区"], by=filler, m_care=4)
    hand_in(reports["南苑社区"], by=world.clerk)
    outcome = accept_many(reports=reports.values(), by=world.clerk)
    assert [(r.unit.name, r.state, r.version) for r in outcome.done] == [("槐荫社区", "accepted", 2)]
    assert refused(outcome) == {"南苑社区": "这份月报有您填的内容，要由别人审核。", "桥北社区": "这份月报还没有提交，不能通过。"}
    cell = reports["槐荫社区"].values.get(code="m_care")
    assert (cell.accepted_value, cell.version) == (4, 1)


def test_many_are_returned_for_one_reason(reports, filler, world):
    hand_in(reports["槐荫社区"], reports["南苑社区"], by=filler)
    outcome = return_many(reports=reports.values(), by=world.clerk, reason="请核对走访户数")
    assert {r.unit.name: (r.state, r.returned_reason, r.reviewed_by) for r in outcome.done} == {
        "槐荫社区": ("returned", "请核对走访户数", world.clerk), "南苑社区": ("returned", "请核对走访户数", world.clerk),
    }
    assert refused(outcome) == {"桥北社区": "这份月报还没有提交，不能退回。"}


@pytest.mark.parametrize("reason", ["", "   ", None])
def test_many_are_not_returned_without_a_reason(reports, filler, world, reason):
    hand_in(reports["槐荫社区"], by=filler)
    with pytest.raises(Invalid) as invalid:
        return_many(reports=reports.values(), by=world.clerk, reason=reason)
    assert invalid.value.fields == {"reason": "请写明原因，社区书记看得到。"}
    assert Notice.objects.count() == 0


def test_what_moved_after_it_was_seen_is_not_accepted_unseen(reports, filler, world):
    seen = timezone.now()
    hand_in(reports["槐荫社区"], by=filler)
    reports["槐荫社区"].save()
    outcome = accept_many(reports=[reports["槐荫社区"]], by=world.clerk, seen=seen)
    assert refused(outcome) == {"槐荫社区": "这一页打开以后，这份月报又有变动。请看过再办。"}
    assert accept_many(reports=[reports["槐荫社区"]], by=world.clerk, seen=timezone.now()).refused == []


def test_a_stale_version_is_not_accepted(reports, filler, world):
    hand_in(reports["槐荫社区"], by=filler)
    for verb in (accept, return_):
        with pytest.raises(Refused) as error:
            verb(report=reports["槐荫社区"], by=world.clerk, version=7, **({"reason": "请核对"} if verb is return_ else {}))
        assert error.value.message == "这一页打开以后，这份月报又有变动。请看过再办。"


def test_mixed_desks_go_each_its_way(reports, filler, world):
    """文昌街道 has a reviewer, 城南街道 has none; a district clerk who sits in both accepts what he may."""
    street_first()
    person(Role.STREET_CLERK, world.street)
    hand_in(*reports.values(), by=filler)
    MonthlyReport.objects.filter(unit=world.own.unit).update(stage="street")
    outcome = accept_many(reports=reports.values(), by=world.clerk)
    assert sorted(r.unit.name for r in outcome.done) == ["南苑社区", "桥北社区"]
    assert refused(outcome) == {"槐荫社区": "先由文昌街道审核，再到区里。"}


def test_the_statements_do_not_grow_with_the_reports(world, filler):
    street_first()
    person(Role.STREET_CLERK, world.street)

    def statements(period, verb, **more):
        found = open_reports(period)
        hand_in(*found.values(), by=filler)
        with CaptureQueriesContext(connection) as seen:
            outcome = verb(reports=found.values(), by=world.clerk, **more)
        return len(outcome.done), len(seen)

    few = [statements("2024-03", accept_many), statements("2024-04", return_many, reason="请核对")]
    for number in range(27):
        UnitFactory(parent=world.street, name=f"新{number}社区")
    many = [statements("2024-05", accept_many), statements("2024-06", return_many, reason="请核对")]
    assert [done for done, _n in few + many] == [3, 3, 30, 30]
    assert [n for _done, n in many] == [n for _done, n in few]


def test_the_filler_is_told_of_a_return_and_an_acceptance(reports, filler, world):
    report = reports["槐荫社区"]
    hand_in(report, by=filler)
    return_(report=report, by=world.clerk, reason="请核对走访户数")
    hand_in(report, by=filler)
    accept(report=report, by=world.clerk)
    url = f"/monthly/{report.pk}/"
    assert told(filler) == [
        ("槐荫社区 7月月报已退回", "区里科员退回：请核对走访户数", url, "warn"), ("槐荫社区 7月月报已通过", "槐荫社区", url, "ok"),
    ]
    assert Notice.objects.count() == 2


def test_the_streets_acceptance_is_not_told_as_the_last_one(reports, filler, world):
    street_first()
    street = person(Role.STREET_CLERK, world.street)
    hand_in(reports["槐荫社区"], by=filler)
    MonthlyReport.objects.filter(unit=world.own.unit).update(stage="street")
    accept(report=reports["槐荫社区"], by=street)
    assert told(filler) == []


def test_one_person_of_two_communities_is_told_once(reports, world):
    both = person(Role.SECRETARY, world.own.unit)
    both.posts.create(unit=world.near.unit, role=Role.SECRETARY, starts_on="2020-01-01")
    hand_in(reports["槐荫社区"], reports["南苑社区"], by=both)
    return_many(reports=reports.values(), by=world.clerk, reason="请核对")
    assert told(both) == [("7月月报已退回", "区里科员退回：请核对", "/monthly/?period=2024-07", "warn")]


def test_a_return_that_is_refused_tells_nobody(reports, filler, world):
    hand_in(reports["槐荫社区"], by=filler)
    with pytest.raises(Invalid):
        return_(report=reports["槐荫社区"], by=world.clerk, cells={"m_nothing": "没有这一格"})
    assert (Notice.objects.count(), MonthlyReport.objects.get(unit=world.own.unit).state) == (0, "submitted")


def test_keeping_a_value_holds_for_exactly_this_value(reports, filler, world):
    report = reports["槐荫社区"]
    hand_in(report, by=filler, m_care=40)
    keep(report=report, code="m_care", by=world.clerk, note="春节集中慰问")
    cell = report.values.get(code="m_care")
    assert (cell.kept, cell.kept_note, cell.version) == (True, "春节集中慰问", 1)
    cell.value = 41
    assert cell.kept is False


def test_keeping_is_a_reviewers_verb_on_a_report_that_waits(reports, filler, world):
    report = reports["槐荫社区"]
    with pytest.raises(Refused) as error:
        keep(report=report, code="m_care", by=world.clerk)
    assert error.value.message == "这份月报还没有提交，不能通过。"
    hand_in(report, by=filler, m_care=40)
    with pytest.raises(Refused) as error:
        keep(report=report, code="m_care", by=filler)
    assert error.value.message == "这份月报有您填的内容，要由别人审核。"
    with pytest.raises(Invalid) as invalid:
        keep(report=report, code="m_nothing", by=world.clerk)
    assert invalid.value.fields == {"m_nothing": "月报里没有这一格。"}


def test_closed_and_waiting_is_accepted_but_not_returned(reports, filler, world):
    hand_in(reports["槐荫社区"], reports["南苑社区"], by=filler)
    lock_month(period=JULY, by=system_user(), scope=Scope.whole())
    outcome = return_many(reports=reports.values(), by=world.clerk, reason="请核对")
    assert refused(outcome) == {
        "槐荫社区": "7月已关账，退回了社区也不能改。", "南苑社区": "7月已关账，退回了社区也不能改。",
        "桥北社区": "这份月报还没有提交，不能退回。",
    }
    assert {r.state for r in accept_many(reports=reports.values(), by=world.clerk).done} == {"locked"}


def test_two_who_accept_the_same_change_it_once(reports, filler, world):
    hand_in(reports["槐荫社区"], by=filler)
    second = person(Role.CLERK, world.district)
    first, again = accept_many(reports=reports.values(), by=world.clerk), accept_many(reports=reports.values(), by=second)
    assert ([r.reviewed_by for r in first.done], again.done) == ([world.clerk], [])
    assert refused(again)["槐荫社区"] == "这份月报已经通过。"


def test_returning_takes_the_reasons_of_an_earlier_return_away(reports, filler, world):
    report = reports["槐荫社区"]
    hand_in(report, by=filler, m_care=4)
    return_(report=report, by=world.clerk, cells={"m_care": "台账里是 3 名", "m_dues": "请核对"})
    hand_in(report, by=filler)
    return_(report=report, by=world.clerk, cells={"m_dues": "还是不对"})
    comments = dict(MonthlyValue.objects.filter(report=report).exclude(comment="").values_list("code", "comment"))
    assert comments == {"m_dues": "还是不对"}


def test_when_the_deadline_moves_only_the_receipt_counts(reports, filler, world):
    """On time is told by the second of receipt, whenever it was reviewed."""
    report = reports["槐荫社区"]
    hand_in(report, by=filler, at=report.due_at)
    assert accept(report=report, by=world.clerk).is_late is False
    late = reports["南苑社区"]
    hand_in(late, by=filler, at=late.due_at + timedelta(seconds=1))
    assert accept(report=late, by=world.clerk).is_late is True
