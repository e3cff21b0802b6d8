from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.accounts.services import merge_unit, move_unit
from orgwork.kit import figures, params
from orgwork.kit.models import Param
from orgwork.kit.periods import Period
from orgwork.monthly import deadlines
from orgwork.monthly.models import FormItem, MonthlyReport
from orgwork.monthly.services.errors import Invalid, Refused
from orgwork.monthly.services.locking import lock_due, lock_month
from orgwork.monthly.services.opening import open_due
from orgwork.monthly.services.reviewing import accept, reopen, return_
from orgwork.monthly.services.saving import Entry, save_values
from orgwork.monthly.services.submitting import submit, withdraw
from tests.factories import ActivityFactory, ServiceFactory, person
from tests.factories.monthly import accepted, fill, open_reports, submitted

JULY = Period.parse("2024-07")
STATES = ("draft", "submitted", "returned", "accepted", "locked")
VERBS = {
    "save": lambda r, u, c: save_values(report=r, cells={"m_care": Entry(value="3")}, by=u, version=r.version),
    "submit": lambda r, u, c: submit(report=r, by=u),
    "withdraw": lambda r, u, c: withdraw(report=r, by=u),
    "return": lambda r, u, c: return_(report=r, by=c, reason="请核对"),
    "accept": lambda r, u, c: accept(report=r, by=c),
    "reopen": lambda r, u, c: reopen(report=r, by=c, reason="数有误"),
}
LEGAL = {
    ("draft", "save"): "draft",
    ("draft", "submit"): "submitted",
    ("submitted", "withdraw"): "draft",
    ("submitted", "return"): "returned",
    ("submitted", "accept"): "accepted",
    ("returned", "save"): "returned",
    ("returned", "submit"): "submitted",
    ("accepted", "reopen"): "returned",
}


def in_state(report, state, filler, clerk):
    """The report brought to `state` by its verbs."""
    fill(report, filler)
    if state != "draft":
        submit(report=report, by=filler)
    if state == "returned":
        return_(report=report, by=clerk, reason="请核对")
    if state in ("accepted", "locked"):
        accept(report=report, by=clerk)
    if state == "locked":
        lock_month(period=JULY, by=clerk, scope=Scope.whole())
    report.refresh_from_db()
    return report


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_only_legal_transitions_happen(report, filler, world, state, verb):
    report = in_state(report, state, filler, world.clerk)
    before = report.version
    if (state, verb) in LEGAL:
        VERBS[verb](report, filler, world.clerk)
    else:
        with pytest.raises(Refused) as refused:
            VERBS[verb](report, filler, world.clerk)
        assert refused.value.message.endswith("。")
    report.refresh_from_db()
    assert report.state == LEGAL.get((state, verb), state)
    assert (report.version > before) == ((state, verb) in LEGAL)


def test_what_is_missing_blocks_and_is_named(report, filler):
    with pytest.raises(Invalid) as invalid:
        submit(report=report, by=filler)
    assert invalid.value.message == "还有 40 处要改，改好再提交。"
    assert invalid.value.fields["m_care"] == "还没有填。填上数；没有发生就点“零报告”；报不出数，写一句原因。"


def test_blank_with_a_reason_is_handed_in(report, filler):
    fill(report, filler)
    save_values(report=report, cells={"m_care": Entry(state="blank", explanation="台账丢失，补录中")}, by=filler, version=2)
    assert submit(report=report, by=filler).state == "submitted"
    assert report.values.get(code="m_care").state == "blank"


def test_typed_beside_a_figure_keeps_both_and_needs_a_sentence(report, filler, world):
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    fill(report, filler)
    report.refresh_from_db()
    save_values(report=report, cells={"m_visit_households": Entry(value="7", explanation="")}, by=filler, version=report.version)
    with pytest.raises(Invalid) as invalid:
        submit(report=report, by=filler)
    assert invalid.value.fields == {"m_visit_households": "您填 7 户，记录里是 5 户。写一句说明，或改回记录里的数。"}
    cell = report.values.get(code="m_visit_households")
    assert (cell.value, cell.computed) == (7, 5)


def test_a_part_is_not_more_than_its_whole(report, filler):
    with pytest.raises(Invalid) as invalid:
        submitted(report, filler, m_reported=3)
    assert invalid.value.fields == {"m_reported": "「已报到在职党员」3 名，不能大于「应报到在职党员」0 名。"}


def test_done_in_the_year_is_not_more_than_collected(world, filler):
    submitted(open_reports("2024-06")["槐荫社区"], filler, m_opinions=10, m_opinions_done=9)
    july = open_reports("2024-07")["槐荫社区"]
    with pytest.raises(Invalid) as invalid:
        submitted(july, filler, m_opinions=2, m_opinions_done=4)
    said = "本年累计办结意见 13 条，多于累计收集意见 12 条。记录里本月办结意见 0 条。"
    assert invalid.value.fields == {"m_opinions_done": said}


def test_the_record_of_the_last_minute_is_in_what_is_handed_in(report, filler, world):
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    fill(report, filler)
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 31), quantity=2)
    cell = submit(report=report, by=filler).values.get(code="m_visit_households")
    assert (cell.value, cell.computed, cell.source) == (7, 7, "branches.visit_households")


def test_zero_reported_beside_a_later_record_is_held_back(report, filler, world):
    fill(report, filler)
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 31), quantity=2)
    with pytest.raises(Invalid) as invalid:
        submit(report=report, by=filler)
    assert invalid.value.fields == {"m_visit_households": "您填 0 户，记录里是 2 户。写一句说明，或改回记录里的数。"}


def test_nobody_reviews_what_he_filled_in(report, world):
    both = person(Role.CLERK, world.district, name="又填又审")
    submitted(report, both)
    for verb in ("accept", "return"):
        with pytest.raises(Refused) as refused:
            VERBS[verb](report, both, both)
        assert refused.value.message == "这份月报有您填的内容，要由别人审核。"


def test_one_cell_is_returned_mended_and_accepted(report, filler, world):
    submitted(report, filler, m_care=4)
    return_(report=report, by=world.clerk, cells={"m_care": "台账里是 3 名。请核对，或改为 3。"})
    report.refresh_from_db()
    assert (report.state, report.returned_reason) == ("returned", "台账里是 3 名。请核对，或改为 3。")
    with pytest.raises(Invalid) as invalid:
        submit(report=report, by=filler)
    assert invalid.value.fields == {"m_care": "退回：台账里是 3 名。请核对，或改为 3。"}
    save_values(report=report, cells={"m_care": Entry(value="3")}, by=filler, version=report.version)
    assert accept(report=submit(report=report, by=filler), by=world.clerk).state == "accepted"
    assert (report.values.get(code="m_care").value, report.values.get(code="m_dues").state) == (3, "zero")


def test_a_return_needs_a_reason(report, filler, world):
    submitted(report, filler)
    for reason in ("", "  ", None):
        with pytest.raises(Invalid) as invalid:
            return_(report=report, by=world.clerk, reason=reason)
        assert invalid.value.fields == {"reason": "请写明原因，社区书记看得到。"}


def test_the_second_of_the_deadline_is_on_time_and_the_next_is_late(report, filler):
    report = submitted(report, filler)
    report.received_at = report.due_at
    assert report.is_late is False
    report.received_at = report.due_at + timedelta(microseconds=1)
    assert report.is_late is True


def test_due_and_lock_follow_the_setting_in_force(world):
    assert timezone.localtime(deadlines.due_at(JULY)).isoformat() == "2024-08-01T18:00:00+08:00"
    assert deadlines.lock_on(JULY) == date(2024, 8, 15)
    Param.objects.create(key="monthly.due_day", value=5, effective_from=date(2024, 7, 1))
    assert timezone.localtime(deadlines.due_at(JULY)).day == 5
    assert timezone.localtime(deadlines.due_at(Period.parse("2024-06"))).day == 1
    assert params.declared()["monthly.due_day"]["label"] == "月报截止日（次月几日）"


def test_received_counts_from_the_first_time_unless_withdrawn(report, filler, world):
    first = submitted(report, filler).received_at
    return_(report=report, by=world.clerk, reason="请核对")
    assert submit(report=report, by=filler).received_at == first
    assert withdraw(report=report, by=filler).received_at is None
    later = first + timedelta(seconds=1)  # whole seconds count
    assert submit(report=report, by=filler, now=later).received_at == later


def test_a_closed_month_takes_nothing_but_what_waits_may_be_accepted(world, filler):
    reports = open_reports()
    accepted(reports["槐荫社区"], filler, world.clerk)
    submitted(reports["南苑社区"], filler)
    assert lock_month(period=JULY, by=system_user(), scope=Scope.whole()) == 3
    states = {r.unit.name: r.state for r in MonthlyReport.objects.all()}
    assert states == {"槐荫社区": "locked", "南苑社区": "submitted", "桥北社区": "draft"}
    late = MonthlyReport.objects.get(pk=reports["桥北社区"].pk)
    with pytest.raises(Refused) as refused:
        save_values(report=late, cells={"m_care": Entry(value="1")}, by=filler, version=late.version)
    assert refused.value.message.endswith("），不再收改动。")
    assert accept(report=reports["南苑社区"], by=world.clerk).state == "locked"


def test_beat_opens_on_the_day_and_closes_on_the_day(world):
    def at(*day):
        return timezone.make_aware(datetime(*day, 0, 5))

    assert open_due(now=at(2024, 7, 19)) == []
    assert len(open_due(now=at(2024, 7, 20))) == 3
    assert open_due(now=at(2024, 7, 21)) == []
    assert len(open_due(now=at(2024, 9, 1))) == 3
    assert set(MonthlyReport.objects.values_list("period", flat=True)) == {"2024-07", "2024-08"}
    assert (lock_due(today=date(2024, 8, 14)), lock_due(today=date(2024, 8, 15)), lock_due(today=date(2024, 8, 15))) == (0, 3, 0)


def value(key, world, period="2024", unit=None):
    return figures.value(key, scope=Scope.whole(), unit=unit or world.district, period=Period.parse(period))


def test_only_accepted_values_feed_figures(world, filler):
    reports = open_reports()
    accepted(reports["槐荫社区"], filler, world.clerk, m_visit_households=40)
    submitted(reports["南苑社区"], filler, m_visit_households=50)
    fill(reports["桥北社区"], filler, m_visit_households=60)
    asked = {"scope": Scope.whole(), "unit": world.district, "period": Period.parse("2024")}
    assert value("monthly.visit_households", world) == 40
    assert figures.unreviewed("monthly.visit_households", **asked) == 1
    assert [r.unit.name for r in figures.records("monthly.visit_households", **asked)] == ["槐荫社区"]
    reopen(report=reports["槐荫社区"], by=world.clerk, reason="数有误")
    assert value("monthly.visit_households", world) is None


def test_sums_add_months_and_last_takes_the_newest(world, filler):
    for period, care, claims in (("2024-05", 2, 10), ("2024-06", 3, 12)):
        report = open_reports(period)["槐荫社区"]
        accepted(report, filler, world.clerk, m_care=care, m_post_claims=claims)
    assert (value("monthly.care", world), value("monthly.care", world, "2024-06")) == (5, 3)
    assert (value("monthly.post_claims", world), value("monthly.post_claims", world, "2024-05")) == (12, 10)


def test_a_rate_is_the_ratio_of_its_parts_added_up(world, filler):
    for place, entitled, present in ((world.own, 10, 9), (world.near, 90, 45)):
        ActivityFactory(branch=place.branch, kind="theme_day", date=date(2024, 7, 5), entitled=entitled, present=present)
    reports = open_reports()
    for name in ("槐荫社区", "南苑社区"):
        accepted(reports[name], filler, world.clerk)
    assert (float(value("monthly.attend_rate", world)), float(value("monthly.attend_rate", world, unit=world.own.unit))) == (54.0, 90.0)


def test_every_figure_an_item_names_is_there(db):
    keys = {figure.key for figure in figures.all_figures()}
    assert set(FormItem.objects.exclude(figure="").values_list("figure", flat=True)) <= keys


def test_a_move_carries_reports_and_values(world, report):
    move_unit(unit=world.own.unit, parent=world.far_street, by=system_user())
    report.refresh_from_db()
    assert report.path == world.own.unit.path
    assert set(report.values.values_list("path", flat=True)) == {world.own.unit.path}


def test_a_merger_leaves_both_months_to_those_who_filed_them(world, filler):
    reports = open_reports()
    for name in ("槐荫社区", "南苑社区"):
        accepted(reports[name], filler, world.clerk, m_care=2)
    world.near.community.delete()
    merge_unit(unit=world.near.unit, into=world.own.unit, on=date(2024, 8, 1), by=system_user())
    kept = MonthlyReport.objects.get(pk=reports["南苑社区"].pk)
    assert (kept.unit, kept.path) == (world.near.unit, world.own.unit.path)
    assert value("monthly.care", world, "2024-07", world.own.unit) == 4
