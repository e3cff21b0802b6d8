"""50 secretaries at the deadline against gunicorn: nothing lost, nothing doubled, nobody late who was in time and nobody in time
who was late.

The first third hands in before the deadline, the second one around it, the last one after it. For the reports from number 30 on
the moment is the last one of all: after it nothing is taken any more.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.kit.views.history import event_model
from orgwork.monthly.enums import TYPED, CellState
from orgwork.monthly.models import MonthlyReport, MonthlyValue
from tests.benchmarks.serving import served
from tests.factories import UnitFactory, person
from tests.factories.monthly import open_reports

from . import rush
from .databases import copied, occupied
from .wire import Person, at_once

SECRETARIES = 50
LATE_IS_TAKEN = 30
AHEAD = timedelta(seconds=2)
SECOND = timedelta(seconds=1)  # the second of the deadline is in time to its end
STEP = timedelta(milliseconds=100)
MONTH = Period.month(timezone.localdate()).previous_month()


@dataclass
class Rush:
    """What was sent and told; `deadline` is the moment that the second third met."""

    team: list
    deadline: datetime

    @property
    def marked(self):
        """For whom the moment decides whether he is late."""
        return self.team[:LATE_IS_TAKEN]

    @property
    def shut_out(self):
        """For whom it decides whether he is taken."""
        return self.team[LATE_IS_TAKEN:]


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A database of the module's own; gives its name."""
    with django_db_blocker.unblock(), copied("rush") as name:
        yield name


@pytest.fixture(scope="module")
def found(place, django_db_blocker):
    """The rush itself, once for all tests."""
    with django_db_blocker.unblock(), occupied(place):
        sessions = prepared()
        with served(place, "orgwork.settings.test") as port:
            team = staffed(port, sessions)
            at_once(one.fill() for one in team)
            at_once(one.submit() for one in third(team, 0))
            deadline = set_deadline()
            around = [one.submit(deadline + SECOND + STEP * (at - 8)) for at, one in enumerate(third(team, 1))]
            at_once(around)
            at_once(one.submit(deadline + SECOND) for one in third(team, 2))
        yield Rush(team, deadline)


@pytest.fixture(autouse=True)
def db(place, django_db_blocker):
    """In the place of the folder's own: neither broker nor worker is asked."""
    with django_db_blocker.unblock(), occupied(place):
        yield


def third(team, which):
    return [one for one in team if one.number % 3 == which]


def prepared():
    """A month in which every cell of every community is reported as zero; {report id: session key of its secretary}."""
    district = UnitFactory(code="410399", name="甲区", level="district")
    street = UnitFactory(code="410399001", name="文昌街道", level="street", parent=district)
    communities = [UnitFactory(name=f"第{n}社区", parent=street) for n in range(SECRETARIES)]
    reports = open_reports(MONTH.text)
    MonthlyReport.objects.update(due_at=timezone.now() + timedelta(days=1))
    blank = MonthlyValue.objects.filter(state=CellState.BLANK, item__kind="number", item__computed_only=False)
    blank.update(state=CellState.ZERO, value=0, source=TYPED, version=F("version") + 1)
    return {reports[unit.name].pk: session_of(person(Role.SECRETARY, unit)) for unit in communities}


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def staffed(port, sessions):
    versions = {}
    for report, code, version in MonthlyValue.objects.values_list("report_id", "code", "version"):
        versions.setdefault(report, {})[code] = version
    return [
        rush.Secretary(number, report, Person(port, session), versions[report])
        for number, (report, session) in enumerate(sessions.items())
    ]


def set_deadline():
    """A full second that lies a little ahead: the deadline of some, for the others the end of all."""
    moment = timezone.now().replace(microsecond=0) + AHEAD
    reports = MonthlyReport.objects.filter(period=MONTH.text)
    names = [f"第{n}社区" for n in range(LATE_IS_TAKEN)]
    reports.filter(unit__name__in=names).update(due_at=moment)
    reports.exclude(unit__name__in=names).update(due_at=moment - timedelta(days=1), fill_until=moment)
    return moment


def stands(found):
    """{report id: report} as the database has them."""
    return MonthlyReport.objects.in_bulk([one.report for one in found.team])


# cells ------------------------------------------------------------------------------------------------
def test_nobody_saw_the_portal_fail(found):
    statuses = Counter(answer.status for one in found.team for answer in one.answers)
    assert {status for status in statuses if status not in (200, 302, 409)} == set(), statuses


def test_before_he_hands_in_every_wish_is_taken(found):
    assert {wish.taken for one in found.team for wish in one.wishes if wish.code in rush.CODES} == {True}


def test_every_value_told_is_there_and_no_other(found):
    codes = (*rush.CODES, rush.LAST)
    kept = {(report, code): value for report, code, value in
            MonthlyValue.objects.filter(code__in=codes).values_list("report_id", "code", "value")}  # fmt: skip
    assert kept == {(one.report, code): one.expected(code) for one in found.team for code in codes}


def test_every_wish_was_written_once(found):
    events = event_model(MonthlyValue).objects.filter(entry_key__isnull=False)
    written = Counter(str(key) for key in events.values_list("entry_key", flat=True))
    assert written == Counter(wish.key for one in found.team for wish in one.wishes if wish.taken)


# submissions ------------------------------------------------------------------------------------------
def test_what_was_told_is_what_stands(found):
    reports = stands(found)
    told = {one.report: "submitted" if one.said_yes() else "draft" for one in found.team}
    assert {pk: report.state for pk, report in reports.items()} == told


def test_every_report_was_handed_in_once(found):
    """A version each: moving the deadline leaves a line in the history too, but no version."""
    events = event_model(MonthlyReport).objects.filter(state="submitted")
    handed = Counter(report for report, _version in set(events.values_list("pgh_obj_id", "version")))
    assert handed == Counter(one.report for one in found.team if one.said_yes())


def test_the_moment_kept_is_that_of_the_request(found):
    reports = stands(found)
    assert [one.number for one in found.team if one.said_yes() and not one.was_asking(reports[one.report].received_at)] == []


def test_late_is_who_came_after_the_deadline_and_nobody_else(found):
    reports = stands(found)
    late = {one.report: reports[one.report].received_at > found.deadline for one in found.marked}
    assert {one.report: reports[one.report].is_late for one in found.marked} == late
    assert {one.report: one.said_yes().late for one in found.marked} == late
    assert {late[one.report] for one in third(found.marked, 0)} == {False}
    assert {late[one.report] for one in third(found.marked, 2)} == {True}


def test_after_the_last_moment_of_all_nothing_is_taken(found):
    """The first third was, the last was not; of the second each whose submission was answered before, none whose was sent after."""
    reports = stands(found)
    assert [one.number for one in third(found.shut_out, 0) if not one.said_yes()] == []
    assert [one.number for one in third(found.shut_out, 2) if one.said_yes()] == []
    for one in third(found.shut_out, 1):
        received = reports[one.report].received_at
        assert (received is None or received <= found.deadline) and (received is not None) == bool(one.said_yes())
        assert one.said_yes() or max(handed.came for handed in one.handed) > found.deadline + SECOND


def test_the_figure_counts_those_in_time(found):
    """Of those shut out the due date had passed a day before: none of them is in time."""
    unit = Unit.objects.get(parent=None)
    counted = figures.value("monthly.reports_on_time", scope=Scope.whole(), unit=unit, period=MONTH)
    assert counted == sum(not one.said_yes().late for one in found.marked)
