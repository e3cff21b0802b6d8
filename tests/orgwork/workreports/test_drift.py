"""定稿后动了的数: which numbers moved, by exactly which records, who, when and why."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import ServiceRecord
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.audit.context import acting
from orgwork.monthly.models import MonthlyReport, MonthlyValue
from orgwork.workreports import drift
from orgwork.workreports.services import entering, finalising
from orgwork.workreports.services.entering import NEW, Given
from tests.orgwork.workreports.conftest import person, service
from tests.orgwork.workreports.test_typed_months import month

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(place, people):
    return person("head", Role.HEAD, place.district)


@pytest.fixture
def finished(place, records, compose, people, head):
    def made(**more):
        report = compose(place.district, template="短稿", **more)
        given = Given(explanation="去年开展了大走访")
        entering.enter(report=report, no=4, given=given, expected=NEW, by=people.clerk)
        return finalising.finalise(report=report, by=head)

    return made


def moves(report):
    return drift.find(report, scope=Scope.whole(), sees=lambda _subject, _path: True)


def named(report):
    """{(no, record id, how)} of the drift list."""
    return {(move.value.no, change.pk, change.how) for move in moves(report) for change in move.changes}


def write(record, by, reason, **values):
    """As the services write: the next version, with who and why."""
    with acting(by=by, reason=reason):
        for name, value in values.items():
            setattr(record, name, value)
        record.version += 1
        record.save()


def test_nothing_moved_says_nothing(finished):
    assert moves(finished()) == []


def test_a_month_that_was_and_is_zero_has_not_moved(finished, place):
    """A zero report is a record of a number that it does not add to."""
    month(place.second, date(2024, 3, 1), "m_opinions", 0)
    assert moves(finished()) == []


def test_five_changed_records_are_exactly_the_five_that_are_named(finished, place, records, people):
    report = finished()
    first, second, _third, last_year, _opinion, open_opinion = records
    write(first, people.clerk, "多记了", quantity=45)
    write(second, people.clerk, "日期写错", date=date(2023, 12, 30))
    write(open_opinion, people.secretary, "重复登记", is_deleted=True)
    with acting(by=people.secretary, reason="补记"):
        added = service(place.second, "visit", 7, date(2024, 11, 2))
    write(last_year, people.clerk, "日期写错", date=date(2024, 1, 3), quantity=9)
    write(ServiceRecord.objects.create(unit=place.first, kind="dispute", quantity=3, date=date(2024, 2, 2)), people.clerk, "别的数")
    assert named(report) == {
        (4, str(first.pk), "changed"),
        (4, str(second.pk), "removed"),
        (4, str(added.pk), "added"),
        (4, str(last_year.pk), "added"),
        (5, str(open_opinion.pk), "deleted"),
    }


def test_a_move_says_then_now_and_by_how_much(finished, place, records, people):
    report = finished()
    write(records[0], people.clerk, "多记了", quantity=45)
    with acting(by=people.secretary, reason="补记"):
        service(place.second, "visit", 7, date(2024, 11, 2))
    (move,) = moves(report)
    assert (move.value.name, move.then, move.now, move.delta) == ("走访联系群众户数", 120, 122, 2)
    assert move.why == "南苑社区新增 1 条，槐荫社区改 1 条"


def test_a_change_says_who_why_and_what(finished, records, people):
    report = finished()
    write(records[0], people.clerk, "多记了", quantity=45)
    (change,) = moves(report)[0].changes
    assert (change.trace.who, change.trace.why, change.trace.changes) == (
        "clerk",
        "多记了",
        [{"label": "数量", "old": "50", "new": "45"}],
    )
    assert (change.text, change.unit, change.url) == (str(records[0]), "槐荫社区", f"/services/{records[0].pk}/")


def test_several_edits_of_one_record_are_one_change_from_first_to_last(finished, records, people):
    report = finished()
    write(records[0], people.clerk, "先改", quantity=45)
    write(records[0], people.secretary, "再改", quantity=48)
    (change,) = moves(report)[0].changes
    assert (change.trace.who, change.trace.why, change.trace.changes) == (
        "secretary",
        "再改",
        [{"label": "数量", "old": "50", "new": "48"}],
    )


def test_edits_that_leave_the_number_are_named_without_a_difference(finished, records, people):
    report = finished()
    write(records[0], people.clerk, "补内容", text="入户")
    (move,) = moves(report)
    assert (move.delta, [change.pk for change in move.changes]) == (0, [str(records[0].pk)])


def test_a_corrected_month_is_named_with_its_reason(finished, place, people):
    cell = month(place.second, date(2024, 3, 1), "m_visit_households", 11)
    report = finished()
    with acting(by=people.clerk, reason="更正：原报漏了一栋楼"):
        MonthlyValue.objects.filter(pk=cell.pk).update(value=14, version=cell.version + 1)
    (move,) = moves(report)
    assert (move.then, move.now, move.changes[0].key, move.changes[0].trace.why) == (
        131,
        134,
        "typed.visit_households",
        "更正：原报漏了一栋楼",
    )


def test_a_reopened_month_no_longer_counts_and_says_who_opened_it(finished, place, people):
    cell = month(place.second, date(2024, 3, 1), "m_visit_households", 11)
    report = finished()
    with acting(by=people.clerk, reason="重新打开：社区要改"):
        MonthlyReport.objects.filter(pk=cell.report_id).update(state="returned")
    (move,) = moves(report)
    (change,) = move.changes
    assert (move.delta, change.how, change.trace.who, change.trace.why) == (-11, "removed", "clerk", "重新打开：社区要改")


def test_a_record_that_takes_the_place_of_a_typed_month_is_named_with_it(finished, place, people):
    cell = month(place.second, date(2024, 3, 1), "m_visit_households", 11)
    report = finished()
    with acting(by=people.secretary, reason="补记"):
        added = service(place.second, "visit", 8, date(2024, 3, 20))
    assert named(report) == {(4, str(added.pk), "added"), (4, str(cell.pk), "removed")}


def test_a_number_that_fell_to_nothing_still_names_its_record(finished, records, people):
    report = finished()
    for opinion in records[4:]:
        write(opinion, people.clerk, "不算", quantity=0)
    (move,) = moves(report)
    assert (move.value.no, move.now, {change.how for change in move.changes}) == (5, None, {"changed"})


def test_what_the_viewer_may_not_see_is_counted_but_not_shown(finished, records, people):
    report = finished()
    write(records[0], people.clerk, "多记了", quantity=45)
    (move,) = drift.find(report, scope=Scope.whole(), sees=lambda _subject, _path: False)
    assert [(c.text, c.unit, c.url) for c in move.changes] == [("", drift.HIDDEN, "")]


def test_statements_do_not_grow_with_the_records(finished, place, records, people):
    counts, report = [], finished()
    for rounds in (1, 20):
        for at in range(rounds):
            service(place.second, "visit", 1, date(2024, 11, 1 + at))
            write(records[0], people.clerk, f"改 {at}", quantity=45 + at)
            service(place.third, "opinion", 1, date(2024, 10, 1 + at))
        with CaptureQueriesContext(connection) as asked:
            assert len(moves(report)) == 2
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_a_write_that_forgot_the_version_is_found_by_its_history(finished, records, people):
    """Committed in transactions of their own, as in life: the history has its moments."""
    report = finished()
    with acting(by=people.clerk, reason="直接改"):
        ServiceRecord.objects.filter(pk=records[0].pk).update(quantity=45)
    (move,) = moves(report)
    assert (move.delta, [(c.pk, c.how, c.trace.why) for c in move.changes]) == (-5, [(str(records[0].pk), "changed", "直接改")])
