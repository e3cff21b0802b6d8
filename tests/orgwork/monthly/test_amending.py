"""改已通过的月报: what was accepted is kept, the change must be accepted again, an unfinished one falls back."""

import pytest

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.monthly.models import MonthlyReport
from orgwork.monthly.services.amending import amend, give_up
from orgwork.monthly.services.errors import Invalid, Refused
from orgwork.monthly.services.locking import lock_month
from orgwork.monthly.services.reviewing import accept, return_
from orgwork.monthly.services.saving import Entry, save_values
from orgwork.monthly.services.submitting import submit, withdraw
from tests.factories import person
from tests.factories.monthly import accepted
from tests.factories.review import hand_in, street_first

JULY = Period.parse("2024-07")


@pytest.fixture
def july(report, filler, world):
    """July, accepted with m_care 4."""
    return accepted(report, filler, world.clerk, m_care=4, m_highlights="修好了路灯")


def write(report, filler, **values):
    report.refresh_from_db()
    return save_values(report=report, cells={c: Entry(value=v) for c, v in values.items()}, by=filler, version=report.version)


def lock():
    return lock_month(period=JULY, by=system_user(), scope=Scope.whole())


def cell(report, code="m_care"):
    return report.values.get(code=code)


def counted(world):
    return figures.value("monthly.care", scope=Scope.whole(), unit=world.district, period=JULY)


def test_amending_opens_the_report_and_keeps_what_was_accepted(july, filler, world):
    found = amend(report=july, by=filler, reason="漏了一户")
    assert (found.state, found.amended_by, found.amend_reason, found.is_open) == ("draft", filler, "漏了一户", True)
    assert (found.received_at, found.accepted_at) == (july.received_at, july.accepted_at)
    write(july, filler, m_care="5")
    assert (cell(july).value, cell(july).accepted_value) == (5, 4)
    assert [row.code for row in july.values.changed()] == ["m_care"]
    assert counted(world) is None


def test_an_amendment_is_accepted_anew(july, filler, world):
    amend(report=july, by=filler, reason="漏了一户")
    write(july, filler, m_care="5")
    assert submit(report=july, by=filler).received_at == july.received_at
    done = accept(report=july, by=world.clerk)
    assert (done.state, done.amended_at, done.amended_by, done.amend_reason) == ("accepted", None, None, "")
    assert (cell(july).accepted_value, counted(world), july.values.changed().count()) == (5, 5, 0)


def test_the_history_tells_why(july, filler):
    amend(report=july, by=filler, reason="漏了一户")
    event = july.events.order_by("-pgh_id").select_related("pgh_context").first()
    assert (event.state, event.pgh_context.metadata["reason"]) == ("draft", "改已通过的月报：漏了一户")


@pytest.mark.parametrize("reason", ["", "  ", None])
def test_a_reason_is_required(july, filler, reason):
    with pytest.raises(Invalid) as invalid:
        amend(report=july, by=filler, reason=reason)
    assert invalid.value.fields == {"reason": "请写明为什么要改，审核人看得到。"}


def test_given_up_it_is_accepted_as_it_was(july, filler, world):
    amend(report=july, by=filler, reason="漏了一户")
    write(july, filler, m_care="0", m_highlights="改了说法")
    found = give_up(report=july, by=filler)
    assert (found.state, found.amended_at, counted(world)) == ("accepted", None, 4)
    assert (cell(july).value, cell(july).state, cell(july, "m_highlights").text) == (4, "filled", "修好了路灯")


def test_a_zero_and_a_blank_come_back_as_they_were(report, filler, world):
    july = accepted(report, filler, world.clerk, m_care=0)
    july.values.filter(code="m_dues").update(value=None, state="blank", explanation="台账丢失", accepted_value=None)
    amend(report=july, by=filler, reason="补数")
    write(july, filler, m_care="3", m_dues="7")
    give_up(report=july, by=filler)
    assert [(cell(july, c).value, cell(july, c).state) for c in ("m_care", "m_dues")] == [(0, "zero"), (None, "blank")]


def test_a_records_value_is_the_records_again(july, filler):
    row = july.values.filter(source="branches.visit_households").first() or cell(july, "m_visit_households")
    july.values.filter(pk=row.pk).update(value=5, computed=5, accepted_value=5, source="branches.visit_households", state="filled")
    amend(report=july, by=filler, reason="核对")
    july.values.filter(pk=row.pk).update(value=8, source="typed")
    give_up(report=july, by=filler)
    back = cell(july, row.code)
    assert (back.value, back.source, back.state) == (5, "branches.visit_households", "filled")


def test_withdrawn_an_amendment_still_counts_as_received(july, filler):
    amend(report=july, by=filler, reason="漏了一户")
    submit(report=july, by=filler)
    assert withdraw(report=july, by=filler).received_at == july.received_at


@pytest.mark.parametrize("how", ["draft", "returned"])
def test_unfinished_at_closing_it_is_closed_as_it_was_accepted(july, filler, world, how):
    amend(report=july, by=filler, reason="漏了一户")
    write(july, filler, m_care="5")
    if how == "returned":
        submit(report=july, by=filler)
        return_(report=july, by=world.clerk, reason="说不清")
    lock()
    july.refresh_from_db()
    assert (july.state, july.amended_at, cell(july).value, counted(world)) == ("locked", None, 4, 4)


def test_waiting_at_closing_it_may_still_be_accepted(july, filler, world):
    amend(report=july, by=filler, reason="漏了一户")
    write(july, filler, m_care="5")
    submit(report=july, by=filler)
    lock()
    assert accept(report=july, by=world.clerk).state == "locked"
    assert (cell(july).value, counted(world)) == (5, 5)


def test_waiting_at_closing_and_returned_it_falls_back(july, filler, world):
    amend(report=july, by=filler, reason="漏了一户")
    write(july, filler, m_care="5")
    submit(report=july, by=filler)
    lock()
    assert return_(report=july, by=world.clerk, reason="没有依据").state == "locked"
    assert (cell(july).value, counted(world)) == (4, 4)


def test_an_unchanged_report_goes_past_the_street(july, filler, world):
    person(Role.STREET_CLERK, world.street)
    street_first()
    amend(report=july, by=filler, reason="再看一遍")
    assert submit(report=july, by=filler).stage == "district"
    assert accept(report=july, by=world.clerk).state == "accepted"
    amend(report=july, by=filler, reason="漏了一户")
    write(july, filler, m_care="5")
    assert submit(report=july, by=filler).stage == "street"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("draft", "这份月报还在填写，可以直接修改。"), ("returned", "这份月报已经退回，可以直接修改。"),
        ("submitted", "这份月报还在审核。要改，请先撤回。"),
    ],
)
def test_only_what_was_accepted_is_amended(report, filler, state, said):
    hand_in(report, by=filler)
    MonthlyReport.objects.filter(pk=report.pk).update(state=state)
    with pytest.raises(Refused) as refused:
        amend(report=report, by=filler, reason="改")
    assert refused.value.message == said


def test_what_is_closed_is_not_amended(july, filler):
    lock()
    with pytest.raises(Refused) as refused:
        amend(report=july, by=filler, reason="改")
    assert refused.value.message.endswith("不再收改动。要改，请提更正。")


def test_nothing_is_given_up_where_nothing_was_amended(july, filler):
    with pytest.raises(Refused) as refused:
        give_up(report=july, by=filler)
    assert refused.value.message == "这份月报没有在改。"
