"""The calendar: days shifted off holidays, extensions granted and revoked, also before the month is opened and after it closed."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit.models import Param, SpecialDay
from orgwork.kit.periods import Period
from orgwork.monthly import deadlines
from orgwork.monthly.models import Extension, MonthlyReport
from orgwork.monthly.services.errors import Invalid, Refused
from orgwork.monthly.services.extending import grant, revoke
from orgwork.monthly.services.locking import lock_due
from orgwork.monthly.services.opening import open_due, open_month
from orgwork.notices.models import Notice
from tests.factories import UnitFactory, person
from tests.factories.review import hand_in

JULY = Period.parse("2024-07")
DUE = "2024-08-01 18:00:00"


def at(*moment):
    return timezone.make_aware(datetime(*moment))


def stamp(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"


@pytest.fixture(autouse=True)
def today():
    """29 July 2024, in the morning."""
    with time_machine.travel(at(2024, 7, 29, 9), tick=True):
        yield


@pytest.fixture
def reports(world):
    open_month(period=JULY, by=system_user(), scope=Scope.whole())
    return {r.unit.name: r for r in MonthlyReport.objects.select_related("unit")}


def dates(name="槐荫社区"):
    report = MonthlyReport.objects.get(unit__name=name)
    return stamp(report.due_at), stamp(report.fill_until), report.lock_on


def extend(unit, by, day=date(2024, 8, 5), period=JULY, reason="社区换届"):
    return grant(unit=unit, period=period, day=day, reason=reason, by=by)


# the calendar ----------------------------------------------------------------------------------------------
def test_a_deadline_on_a_day_off_moves_to_the_next_worked_one(world):
    assert stamp(deadlines.due_at(Period.parse("2024-08"))) == "2024-09-02 18:00:00"
    assert stamp(deadlines.due_at(JULY)) == DUE
    SpecialDay.objects.create(day=date(2024, 8, 1), is_workday=False)
    assert stamp(deadlines.due_at(JULY)) == "2024-08-02 18:00:00"


def test_the_shift_is_a_setting_with_a_date(world):
    Param.objects.create(key="monthly.shift_holidays", value=0, effective_from=date(2024, 8, 1))
    assert stamp(deadlines.due_at(Period.parse("2024-08"))) == "2024-09-01 18:00:00"
    assert stamp(deadlines.due_at(Period.parse("2024-05"))) == "2024-06-03 18:00:00"


def test_late_reports_are_taken_until_the_second_before_closing_at_the_latest(world):
    assert deadlines.dates(JULY)._replace(lock_on=None) == (at(2024, 8, 1, 18), at(2024, 8, 11, 18), None)
    Param.objects.create(key="monthly.grace_days", value=30, effective_from=date(2024, 1, 1))
    assert stamp(deadlines.fill_until(JULY)) == "2024-08-14 23:59:59"


# extensions ------------------------------------------------------------------------------------------------
def test_an_extension_moves_all_three_dates(reports, world):
    found, moved = extend(world.own.unit, world.clerk)
    assert (moved, found.path, found.created_by) == (1, world.own.unit.path, world.clerk)
    assert dates() == ("2024-08-05 18:00:00", "2024-08-15 18:00:00", date(2024, 8, 19))
    assert dates("南苑社区") == (DUE, "2024-08-11 18:00:00", date(2024, 8, 15))


def test_a_streets_holds_for_its_communities_and_the_nearest_wins(reports, world):
    extend(world.street, world.clerk, date(2024, 8, 6))
    extend(world.own.unit, world.clerk, date(2024, 8, 5))
    extend(world.district, world.clerk, date(2024, 8, 9))
    assert [dates(name)[0][:10] for name in ("槐荫社区", "南苑社区", "桥北社区")] == ["2024-08-05", "2024-08-06", "2024-08-09"]


def test_revoked_the_calendar_or_the_extension_above_holds_again(reports, world):
    wide, _moved = extend(world.street, world.clerk, date(2024, 8, 6))
    own, _moved = extend(world.own.unit, world.clerk, date(2024, 8, 5))
    assert revoke(extension=own, by=world.clerk) == 1
    assert dates()[0] == "2024-08-06 18:00:00"
    assert revoke(extension=wide, by=world.clerk) == 2
    assert [dates(name)[0] for name in ("槐荫社区", "南苑社区")] == [DUE, DUE]
    own.refresh_from_db()
    assert (own.revoked_by, own.revoked_at is None) == (world.clerk, False)


def test_revoking_twice_is_told(reports, world):
    found, _moved = extend(world.own.unit, world.clerk)
    revoke(extension=found, by=world.clerk)
    with pytest.raises(Refused) as refused:
        revoke(extension=found, by=world.clerk)
    assert refused.value.message == "这次延期已经收回。"


def test_granted_before_the_month_is_opened_it_holds_at_opening(world):
    extend(world.street, world.clerk, date(2024, 8, 6))
    assert MonthlyReport.objects.count() == 0
    open_month(period=JULY, by=system_user(), scope=Scope.whole())
    assert [dates(name)[0] for name in ("槐荫社区", "桥北社区")] == ["2024-08-06 18:00:00", DUE]


def test_revoked_before_the_month_is_opened_it_is_forgotten(world):
    found, _moved = extend(world.street, world.clerk)
    revoke(extension=found, by=world.clerk)
    open_month(period=JULY, by=system_user(), scope=Scope.whole())
    assert dates()[0] == DUE


def test_a_month_that_was_missed_is_opened_for_those_who_still_have_time(world):
    extend(world.own.unit, world.clerk, date(2024, 8, 5))
    opened = open_due(now=at(2024, 8, 3, 0, 5))
    assert [report.unit.name for report in opened] == ["槐荫社区"]


def test_what_was_received_meanwhile_is_on_time_by_the_new_deadline(reports, filler, world):
    hand_in(reports["槐荫社区"], by=filler, at=at(2024, 8, 3, 12))
    with time_machine.travel(at(2024, 8, 4, 9)):
        assert reports["槐荫社区"].is_late is True
        found, _moved = extend(world.own.unit, world.clerk)
        reports["槐荫社区"].refresh_from_db()
        assert reports["槐荫社区"].is_late is False
        revoke(extension=found, by=world.clerk)
        reports["槐荫社区"].refresh_from_db()
        assert reports["槐荫社区"].is_late is True


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 8, 1), "延期要晚于原来的截止日（2024-08-01）。"),
        (date(2024, 7, 1), "延期要晚于原来的截止日（2024-08-01）。"),
        (date(2024, 11, 2), "最多延 92 天，到 2024-11-01。"),
    ],
)
def test_a_day_that_is_no_extension_is_told(reports, world, day, said):
    with pytest.raises(Invalid) as invalid:
        extend(world.own.unit, world.clerk, day)
    assert invalid.value.fields == {"day": said}
    assert Extension.objects.count() == 0


def test_a_reason_is_required(reports, world):
    with pytest.raises(Invalid) as invalid:
        extend(world.own.unit, world.clerk, reason=" ")
    assert invalid.value.fields == {"reason": "请写明延期的原因，社区书记看得到。"}


def test_one_at_a_time_for_a_unit(reports, world):
    extend(world.own.unit, world.clerk)
    with pytest.raises(Refused) as refused:
        extend(world.own.unit, world.clerk, date(2024, 8, 7))
    assert refused.value.message == "槐荫社区 2024年7月已经有延期（延到 08-05）。要改，请先收回。"


def test_those_who_have_not_reported_are_told(reports, filler, world):
    near = person(Role.SECRETARY, world.near.unit)
    hand_in(reports["南苑社区"], by=near)
    found, _moved = extend(world.street, world.clerk)
    assert list(Notice.objects.values_list("user", "title", "text", "key")) == [
        (filler.pk, "7月月报延到 8月5日 18:00", "社区换届", f"monthly.extension.{found.pk}"),
    ]


def test_the_history_names_the_reason(reports, world):
    extend(world.own.unit, world.clerk)
    event = reports["槐荫社区"].events.order_by("-pgh_id").select_related("pgh_context").first()
    assert event.pgh_context.metadata["reason"] == "延期：社区换届"


# closed months ---------------------------------------------------------------------------------------------
def test_a_report_closed_without_having_been_accepted_is_opened_again(reports, filler, world):
    hand_in(reports["南苑社区"], by=filler)
    MonthlyReport.objects.filter(unit=world.far.unit).update(state="accepted")
    assert lock_due(today=date(2024, 8, 15)) == 3
    with time_machine.travel(at(2024, 8, 16, 9)):
        _found, moved = extend(world.district, world.clerk, date(2024, 8, 20))
        now = {r.unit.name: (r.state, r.locked_at is None) for r in MonthlyReport.objects.select_related("unit")}
    assert moved == 2
    assert now == {"槐荫社区": ("draft", True), "南苑社区": ("submitted", True), "桥北社区": ("locked", False)}


def test_what_was_accepted_and_closed_is_not_opened_by_an_extension(reports, world):
    MonthlyReport.objects.filter(unit=world.own.unit).update(state="accepted")
    lock_due(today=date(2024, 8, 15))
    with pytest.raises(Refused) as refused:
        extend(world.own.unit, world.clerk)
    assert refused.value.message == "槐荫社区 2024年7月月报已通过并关账，延期不再有用。要改数，请提更正。"
    assert Extension.objects.count() == 0


def test_an_extension_that_would_be_over_at_once_is_told(reports, world):
    lock_due(today=date(2024, 8, 15))
    with time_machine.travel(at(2024, 9, 20, 9)), pytest.raises(Invalid) as invalid:
        extend(world.own.unit, world.clerk, date(2024, 8, 5))
    assert invalid.value.fields == {"day": "延到 2024-08-05，这个月在 2024-08-19 就关账，已经过了。请选晚一些的日子。"}


def test_revoked_after_the_months_closing_day_it_closes_at_once(reports, world):
    lock_due(today=date(2024, 8, 15))
    with time_machine.travel(at(2024, 8, 16, 9)):
        found, _moved = extend(world.own.unit, world.clerk, date(2024, 8, 20))
        assert MonthlyReport.objects.get(unit=world.own.unit).is_open is True
        revoke(extension=found, by=world.clerk)
        closed = MonthlyReport.objects.get(unit=world.own.unit)
        assert (closed.locked_at is None, closed.lock_on, closed.state) == (False, date(2024, 8, 15), "draft")


# cost ------------------------------------------------------------------------------------------------------
def test_the_statements_do_not_grow_with_the_units(world):
    def statements(period):
        period = Period.parse(period)
        counts = []
        for verb in (
            lambda: open_month(period=period, by=system_user(), scope=Scope.whole()),
            lambda: extend(world.street, world.clerk, deadlines.due_day(period) + timedelta(days=88), period),
            lambda: revoke(extension=Extension.objects.get(period=period.text), by=world.clerk),
        ):
            with CaptureQueriesContext(connection) as seen:
                verb()
            counts.append(len(seen))
        return counts

    statements("2024-04")
    few = statements("2024-05")
    for number in range(27):
        UnitFactory(parent=world.street, name=f"新{number}社区")
    assert (statements("2024-06"), MonthlyReport.objects.filter(period="2024-06").count()) == (few, 30)
