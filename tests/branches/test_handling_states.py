"""Whatever is done in whatever order, an opinion stands where its own words bear it out (hypothesis, 3,000 steps and more)."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from branches import services
from branches.enums import ServiceStatus as Status
from branches.handling_rules import STAGES, standing
from branches.models import ServiceRecord
from branches.services import WRITES
from orgwork.accounts.rules import Role
from orgwork.kit.services import Conflict
from orgwork.kit.values.problems import Problem
from tests.factories import ServiceFactory, make_world, person

CAME_UP = date(2024, 5, 6)
DAYS = st.one_of(st.none(), st.integers(-2, 20).map(lambda n: CAME_UP + timedelta(days=n)))
WORDS = st.sampled_from(["", "物业管理", "乔主任"])
GIVEN = {Status.CLASSIFIED: ("classified_on",), Status.ASSIGNED: ("assigned_on", "owner", "due_on"), Status.DONE: ("solved_on", "result")}
STEPS = 50
RUNS = 80


class Course(RuleBasedStateMachine):
    world, by = None, None
    taken = 0

    @initialize(kind=st.sampled_from(["opinion", "dispute", "problem"]))
    def come_up(self, kind):
        self.record = ServiceFactory(unit=self.world.own.unit, kind=kind, date=CAME_UP)
        self.way = [Status.COLLECTED]
        self.version = 1

    def attempt(self, verb, stale, **said):
        """One try: either a whole step with version + 1, or nothing at all."""
        type(self).taken += 1
        kept = ServiceRecord.objects.filter(pk=self.record.pk).values().get()
        try:
            now = verb(record=self.record, by=self.by, expected=self.version - stale, **said)
        except (Problem, Conflict):
            assert ServiceRecord.objects.filter(pk=self.record.pk).values().get() == kept
            return None
        assert not stale
        self.version += 1
        return now

    @rule(category=WORDS, stale=st.booleans())
    def classify(self, category, stale):
        self.carry(self.attempt(services.classify, stale, category=category), Status.CLASSIFIED)

    @rule(owner=WORDS, due_on=DAYS, stale=st.booleans())
    def assign(self, owner, due_on, stale):
        self.carry(self.attempt(services.assign, stale, owner=owner, due_on=due_on), Status.ASSIGNED)

    @rule(result=WORDS, solved_on=DAYS)
    def solve(self, result, solved_on):
        self.carry(self.attempt(services.solve, False, result=result, solved_on=solved_on), Status.DONE)

    @rule(result=WORDS, solved_on=DAYS)
    def settle(self, result, solved_on):
        now = self.attempt(services.settle, False, result=result, solved_on=solved_on)
        if now:
            assert self.way[-1] in (Status.COLLECTED, Status.CLASSIFIED)
            self.way.append(Status.DONE)

    @rule(answered_on=DAYS, satisfied=st.sampled_from([None, True, False]))
    def answer(self, answered_on, satisfied):
        self.carry(self.attempt(services.answer, False, answered_on=answered_on, satisfied=satisfied), Status.ANSWERED)

    @rule(reason=WORDS)
    def back(self, reason):
        now = self.attempt(services.back, False, reason=reason)
        if now:
            assert reason
            left = self.way.pop()
            while self.way[-1] != now.status:  # settled from 收集 although a category stood there: back to 分类
                assert (left, now.status, self.way[-1]) == (Status.DONE, Status.CLASSIFIED, Status.COLLECTED)
                self.way.append(Status.CLASSIFIED)

    def carry(self, now, status):
        """A step leads exactly one stage on."""
        if now:
            assert STAGES.index(status) == STAGES.index(self.way[-1]) + 1
            self.way.append(status)

    @invariant()
    def stands_where_it_came_to(self):
        now = ServiceRecord.objects.get(pk=self.record.pk)
        assert (now.status, now.version) == (self.way[-1], self.version)
        said = {name: getattr(now, name) for name in ("date", "category", "owner", "due_on")}
        for _field, check, asked in standing(now.kind, now.status, **said):
            check(*asked)
        for stage in STAGES[STAGES.index(now.status) + 1 :]:
            assert {name: getattr(now, name) for name in WRITES[stage]} == WRITES[stage]
        for stage in self.way[1:]:
            assert all(getattr(now, name) for name in GIVEN.get(stage, ()) if name != "classified_on")


@pytest.mark.django_db
def test_no_order_of_steps_reaches_a_false_state():
    Course.world = make_world()
    Course.by = person(Role.SECRETARY, Course.world.own.unit)
    Course.taken = 0
    run_state_machine_as_test(
        Course,
        settings=settings(
            max_examples=RUNS, stateful_step_count=STEPS, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{Course.taken} steps")
    assert Course.taken >= 3000
