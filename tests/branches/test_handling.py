"""收集→分类→交办→落实→反馈: each verb, each guard, one step back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from branches import services
from branches.enums import ServiceStatus as Status
from branches.handling_rules import before, days_over, due_by
from branches.models import ServiceRecord
from orgwork.accounts.rules import Role
from orgwork.kit.models import Param, SpecialDay
from orgwork.kit.services import Conflict
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.history import event_model
from tests.factories import ServiceFactory, make_world, person

MONDAY = date(2024, 9, 2)
TOMORROW = timedelta(days=1)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def by(world):
    return person(Role.SECRETARY, world.own.unit)


@pytest.fixture
def opinion(world):
    return ServiceFactory(unit=world.own.unit, kind="opinion", text="楼道灯坏了", date=MONDAY)


def at(record, **fields):
    """The record as if it had come to this status."""
    ServiceRecord.objects.filter(pk=record.pk).update(**fields)
    record.refresh_from_db()
    return record


def assigned(record):
    said = {"category": "物业管理", "owner": "乔主任", "due_on": date(2024, 9, 13)}
    return at(record, status=Status.ASSIGNED, classified_on=MONDAY, assigned_on=MONDAY, **said)


def refused(verb, record, by, **said):
    """The code with which the verb refuses; nothing is written."""
    kept = ServiceRecord.objects.filter(pk=record.pk).values().get()
    with pytest.raises(Problem) as told:
        verb(record=record, by=by, expected=record.version, **said)
    assert ServiceRecord.objects.filter(pk=record.pk).values().get() == kept
    return told.value.code


# the way ----------------------------------------------------------------------------------------------
def test_the_whole_way(opinion, by):
    one = services.classify(record=opinion, by=by, expected=1, category="物业管理", way="campaign")
    assert (one.status, one.category, one.way, one.classified_on, one.version) == (
        "classified", "物业管理", "campaign", timezone.localdate(), 2,
    )  # fmt: skip
    two = services.assign(record=one, by=by, expected=2, owner="乔主任", due_on=date(2024, 9, 13))
    assert (two.status, two.owner, two.due_on, two.assigned_on) == ("assigned", "乔主任", date(2024, 9, 13), timezone.localdate())
    three = services.solve(record=two, by=by, expected=3, result="换了声控灯", solved_on=date(2024, 9, 10))
    assert (three.status, three.result, three.solved_on) == ("done", "换了声控灯", date(2024, 9, 10))
    four = services.answer(record=three, by=by, expected=4, answered_on=date(2024, 9, 11), satisfied=True)
    assert (four.status, four.answered_on, four.satisfied, four.version) == ("answered", date(2024, 9, 11), True, 5)


def test_each_step_says_in_the_history_who_and_why(opinion, by):
    now = services.classify(record=opinion, by=by, expected=1, category="物业管理")
    now = services.assign(record=now, by=by, expected=2, owner="乔主任", due_on=MONDAY)
    services.back(record=now, by=by, expected=3, reason="交错了人")
    events = event_model(ServiceRecord).objects.filter(pgh_obj_id=opinion.pk).select_related("pgh_context").order_by("pgh_id")
    told = [(e.status, e.pgh_context.metadata["reason"], e.pgh_context.metadata["user"]) for e in events if e.pgh_context]
    me = str(by.pk)
    assert told == [("classified", "分类：物业管理", me), ("assigned", "交办：乔主任", me), ("classified", "退回一步：交错了人", me)]


def test_what_is_settled_at_once_is_not_handed_over(opinion, by):
    now = services.settle(record=opinion, by=by, expected=1, result="当场换了灯泡", solved_on=MONDAY)
    assert (now.status, now.way, now.owner, now.solved_on, now.result) == ("done", "at_once", "", MONDAY, "当场换了灯泡")
    assert before(now) == Status.COLLECTED


def test_a_dispute_and_a_difficulty_go_the_same_way(world, by):
    for kind in ("dispute", "problem"):
        record = ServiceFactory(unit=world.own.unit, kind=kind, date=MONDAY)
        assert services.classify(record=record, by=by, expected=1, category="邻里").status == "classified"


# guards -----------------------------------------------------------------------------------------------
def test_a_visit_is_not_handled(world, by):
    visit = ServiceFactory(unit=world.own.unit, kind="visit")
    assert refused(services.classify, visit, by, category="物业管理") == "kind.not_handled"


def test_to_classify_names_a_category(opinion, by):
    assert refused(services.classify, opinion, by, category="") == "category.empty"


def test_to_assign_names_an_owner(opinion, by):
    assert refused(services.assign, at(opinion, status="classified"), by, owner="", due_on=MONDAY) == "owner.empty"


def test_to_assign_sets_a_day(opinion, by):
    assert refused(services.assign, at(opinion, status="classified"), by, owner="乔主任", due_on=None) == "due_on.empty"


def test_the_day_is_not_before_the_matter(opinion, by):
    early = MONDAY - TOMORROW
    assert refused(services.assign, at(opinion, status="classified"), by, owner="乔主任", due_on=early) == "date.order"


def test_to_solve_says_what_was_done(opinion, by):
    assert refused(services.solve, assigned(opinion), by, result="", solved_on=MONDAY) == "result.empty"


def test_to_solve_has_a_day(opinion, by):
    assert refused(services.solve, assigned(opinion), by, result="修好", solved_on=None) == "solved_on.empty"


def test_nothing_is_solved_before_it_came_up(opinion, by):
    assert refused(services.solve, assigned(opinion), by, result="修好", solved_on=MONDAY - TOMORROW) == "date.order"


def test_nothing_is_solved_tomorrow(opinion, by):
    assert refused(services.solve, assigned(opinion), by, result="修好", solved_on=timezone.localdate() + TOMORROW) == "date.future"


def test_to_settle_at_once_says_what_was_done(opinion, by):
    assert refused(services.settle, opinion, by, result="", solved_on=MONDAY) == "result.empty"


def test_what_is_handed_over_is_not_settled_at_once(opinion, by):
    assert refused(services.settle, assigned(opinion), by, result="修好", solved_on=MONDAY) == "status.moved"


def test_to_answer_has_a_day(opinion, by):
    assert refused(services.answer, at(opinion, status="done", solved_on=MONDAY), by, answered_on=None) == "answered_on.empty"


def test_nobody_is_answered_before_it_is_solved(opinion, by):
    done = at(opinion, status="done", solved_on=MONDAY)
    assert refused(services.answer, done, by, answered_on=MONDAY - TOMORROW) == "date.order"


def test_nobody_is_answered_tomorrow(opinion, by):
    done = at(opinion, status="done", solved_on=MONDAY)
    assert refused(services.answer, done, by, answered_on=timezone.localdate() + TOMORROW) == "date.future"


def test_back_needs_a_reason(opinion, by):
    assert refused(services.back, assigned(opinion), by, reason="") == "reason.empty"


def test_before_the_beginning_there_is_nothing(opinion, by):
    assert refused(services.back, opinion, by, reason="试") == "status.first"


SAID = {
    services.classify: {"category": "物业管理"},
    services.assign: {"owner": "乔主任", "due_on": date(2024, 9, 13)},
    services.solve: {"result": "修好", "solved_on": MONDAY},
    services.answer: {"answered_on": MONDAY},
}
FROM = {services.classify: "collected", services.assign: "classified", services.solve: "assigned", services.answer: "done"}


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("verb", SAID)
def test_no_step_is_skipped(opinion, by, verb, status):
    record = at(assigned(opinion), status=status, solved_on=MONDAY)
    if status == FROM[verb]:
        assert verb(record=record, by=by, expected=record.version, **SAID[verb]).version == record.version + 1
    else:
        assert refused(verb, record, by, **SAID[verb]) == "status.moved"


@pytest.mark.parametrize("verb", [*SAID, services.back])
def test_a_stale_version_writes_nothing(opinion, by, verb):
    said = SAID.get(verb, {"reason": "试"})
    kept = ServiceRecord.objects.filter(pk=opinion.pk).values().get()
    for stale in (0, 2, None):
        with pytest.raises(Conflict):
            verb(record=opinion, by=by, expected=stale, **said)
    assert ServiceRecord.objects.filter(pk=opinion.pk).values().get() == kept


def test_a_deleted_record_takes_no_step(opinion, by):
    ServiceRecord.objects.filter(pk=opinion.pk).update(is_deleted=True)
    with pytest.raises(Conflict):
        services.classify(record=opinion, by=by, expected=1, category="物业管理")


# back ---------------------------------------------------------------------------------------------------
def test_back_empties_what_the_step_had_written(opinion, by):
    done = at(assigned(opinion), status="answered", solved_on=MONDAY, result="修好", answered_on=MONDAY, satisfied=False, way="campaign")
    seen = []
    for _step in range(4):
        done = services.back(record=done, by=by, expected=done.version, reason="重办")
        seen.append((done.status, done.answered_on, done.satisfied, done.solved_on, done.result, done.owner, done.due_on, done.way))
    due = date(2024, 9, 13)
    assert seen == [
        ("done", None, None, MONDAY, "修好", "乔主任", due, "campaign"),
        ("assigned", None, None, None, "", "乔主任", due, "campaign"),
        ("classified", None, None, None, "", "", None, "campaign"),
        ("collected", None, None, None, "", "", None, ""),
    ]
    assert (done.assigned_on, done.classified_on, done.category) == (None, None, "物业管理")


def test_what_was_entered_as_solved_steps_back_to_what_it_bears_out(opinion):
    cases = [
        ({"category": ""}, Status.COLLECTED),
        ({"category": "物业管理"}, Status.CLASSIFIED),
        ({"category": "物业管理", "owner": "乔主任", "due_on": MONDAY}, Status.ASSIGNED),
        ({"category": "", "owner": "乔主任", "due_on": MONDAY}, Status.COLLECTED),
    ]
    for fields, target in cases:
        assert before(at(opinion, status="done", solved_on=MONDAY, **fields)) == target


# days -----------------------------------------------------------------------------------------------------
def test_the_usual_time_is_a_setting_in_workdays(db):
    assert due_by(MONDAY) == date(2024, 9, 14)  # ten workdays, the shifted Saturday of the public calendar among them
    SpecialDay.objects.create(day=date(2024, 9, 14), is_workday=False)
    assert due_by(MONDAY) == date(2024, 9, 18)
    Param.objects.create(key="branches.opinion_days", value=3, effective_from=date(2024, 9, 3))
    assert (due_by(MONDAY), due_by(date(2024, 9, 3))) == (date(2024, 9, 18), date(2024, 9, 6))


def test_a_day_is_over_when_it_is_past():
    assert [days_over(day, MONDAY) for day in (None, MONDAY, MONDAY + TOMORROW, MONDAY - 3 * TOMORROW)] == [0, 0, 0, 3]
