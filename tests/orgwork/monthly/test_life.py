"""A report's life at random: ten thousand acts by random people at random moments reach no state that the model does not know."""

from collections import Counter
from copy import deepcopy
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit.models import Param
from orgwork.kit.periods import Period
from orgwork.monthly.models import Correction, Extension, FormItem, ItemRule, MonthlyReport, MonthlyValue
from orgwork.monthly.services import amending, correcting, extending, locking, opening, reviewing, saving, submitting
from orgwork.monthly.services.errors import Invalid, Refused
from tests.factories import make_world, person

from .life import CELLS, DUE_DAY, Life, No, moment

EXAMPLES, STEPS = 260, 60
JULY = Period.parse("2024-07")
START = moment(date(2024, 7, 20), 9)
FILLERS = ("shuji", "fushuji", "both", "jiedao")
REVIEWERS = {"jiedao": "street", "keyuan": "district", "kezhang": "district", "both": "district"}
CALENDAR_DATES = ("due", "until", "lock")
fillers, reviewers = st.sampled_from(FILLERS), st.sampled_from(sorted(REVIEWERS))
cells, numbers = st.sampled_from(CELLS), st.sampled_from([0, 1, 2, None])


class Stage:
    """The report on the stage, the people, the clock; made once, put back after each example."""

    def __init__(self):
        world = make_world()
        ItemRule.objects.all().delete()
        FormItem.objects.all().delete()
        since = date(2020, 1, 1)
        for order, code in enumerate(CELLS):
            FormItem.objects.create(code=code, name=code, group="一组", order=order, levels=["community"], active_from=since)
        self.people = {
            "shuji": person(Role.SECRETARY, world.own.unit), "fushuji": person(Role.DEPUTY, world.own.unit),
            "jiedao": person(Role.STREET_CLERK, world.street), "both": person(Role.SECRETARY, world.own.unit),
            "keyuan": world.clerk, "kezhang": person(Role.CLERK, world.district),
        }  # fmt: skip
        self.people["both"].posts.create(unit=world.district, role=Role.CLERK, starts_on=since)
        self.by_pk = {user.pk: name for name, user in self.people.items()}
        self.unit, self.system, self.switch = world.own.unit, system_user(), Param.objects.create(
            key="monthly.street_first", value=0, effective_from=since
        )
        self.now = START
        with mock.patch.object(timezone, "now", lambda: self.now):
            opening.open_month(period=JULY, by=self.system, scope=Scope.of([self.unit.path]))
        self.report = MonthlyReport.objects.get()


class Acts(RuleBasedStateMachine):
    stage = None
    steps = 0
    seen = Counter()

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.stage.now = START
        self.clock = mock.patch.object(timezone, "now", lambda: self.stage.now)
        self.clock.start()
        self.life, self.turns = Life(REVIEWERS, "jiedao", START), 0

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    # the frame of every act --------------------------------------------------------------------------------
    def tick(self, **by):
        Acts.steps += 1
        self.turns += 1
        self.stage.now += timedelta(**(by or {"seconds": 1}))
        self.life.now = self.stage.now

    def act(self, name, verb, *told, **given):
        """Do `verb` with `given` on the portal, and `name` with `told` in the model: both do it, or both refuse."""
        self.tick()
        wanted, refused = deepcopy(self.life), False
        try:
            getattr(wanted, name)(*told)
        except No:
            refused = True
        try:
            verb(**given)
            done = True
        except (Refused, Invalid) as error:
            assert error.args[0].endswith("。"), error.args
            done = False
        assert done is not refused, (name, told, self.life)
        Acts.seen[name, done] += 1
        if done:
            self.life = wanted

    def on_report(self, name, verb, who, *told, **given):
        self.act(name, verb, who, *told, report=self.stage.report, by=self.stage.people[who], **given)

    # the filler ----------------------------------------------------------------------------------------------
    @rule(who=fillers, cell=cells, value=numbers)
    def save(self, who, cell, value):
        version = MonthlyValue.objects.values_list("version", flat=True).get(pk=self.rows[cell].pk)
        entry = saving.Entry(value=value, state="filled" if value is not None else "blank", explanation="", version=version)
        self.on_report("save", saving.save_values, who, cell, value, cells={cell: entry})

    @precondition(lambda self: self.life.state in ("draft", "returned") and not self.life.closed)
    @rule(who=fillers, care=st.integers(0, 3), dues=st.integers(0, 3))
    def fill_and_submit(self, who, care, dues):
        self.save(who, "care", care)
        self.save(who, "dues", dues)
        self.submit(who)

    @precondition(lambda self: self.life.state in ("draft", "returned") and not self.life.closed)
    @rule(care=st.integers(0, 3), by=st.sampled_from(["jiedao", "keyuan"]), close=st.sampled_from([False, False, True]))
    def the_usual_way(self, care, by, close):
        self.fill_and_submit("shuji", care, 0)
        self.accept(by)
        self.accept("kezhang")
        if close:
            self.close_by_hand()

    @precondition(lambda self: self.life.state in ("draft", "returned"))
    @rule(who=fillers)
    def submit(self, who):
        self.on_report("submit", submitting.submit, who)

    @precondition(lambda self: self.life.state == "submitted")
    @rule(who=fillers)
    def withdraw(self, who):
        self.on_report("withdraw", submitting.withdraw, who)

    @precondition(lambda self: self.life.state == "accepted")
    @rule(who=fillers)
    def amend(self, who):
        self.on_report("amend", amending.amend, who, reason="漏了一户")

    @precondition(lambda self: self.life.amended)
    @rule(who=fillers)
    def give_up(self, who):
        self.on_report("give_up", amending.give_up, who)

    # the reviewer --------------------------------------------------------------------------------------------
    @precondition(lambda self: self.life.state == "submitted")
    @rule(who=reviewers)
    def accept(self, who):
        self.on_report("accept", reviewing.accept, who)

    @precondition(lambda self: self.life.state == "submitted")
    @rule(who=reviewers, named=st.sets(cells))
    def give_back(self, who, named):
        reasons = dict.fromkeys(named, "请核对")
        self.on_report("give_back", reviewing.return_, who, named, reason="请核对", cells=reasons)

    @precondition(lambda self: self.life.state == "accepted")
    @rule(who=reviewers)
    def reopen(self, who):
        self.on_report("reopen", reviewing.reopen, who, reason="数有误")

    @rule(verb=st.sampled_from(["submit", "withdraw", "amend", "give_up", "accept", "reopen"]), who=st.sampled_from(["both", "jiedao"]))
    def out_of_turn(self, verb, who):
        """Whatever the state: by those who sit on both sides of the desk."""
        getattr(self, verb)(who)

    # the calendar --------------------------------------------------------------------------------------------
    @precondition(lambda self: not self.life.extended or self.turns % 5 == 0)
    @rule(days=st.sampled_from([0, 1, 4, 20, 60, 92, 93]))
    def extend(self, days):
        day = DUE_DAY + timedelta(days=days)
        by = self.stage.people["keyuan"]
        self.act("extend", extending.grant, day, unit=self.stage.unit, period=JULY, day=day, reason="换届", by=by)

    @precondition(lambda self: self.life.extended)
    @rule()
    def revoke(self):
        found = Extension.objects.get(revoked_at=None)
        self.act("revoke", extending.revoke, extension=found, by=self.stage.people["keyuan"])

    @rule(hours=st.sampled_from([1, 9, 24, 24 * 5, 24 * 20]))
    def time_passes(self, hours):
        self.tick(hours=hours)

    @rule(seconds=st.sampled_from([-1, 0, 1]), what=st.sampled_from(["due", "until"]))
    def to_the_second(self, seconds, what):
        """Right before, at, or right after a deadline, where it still lies ahead; the next act comes one second later."""
        ahead = getattr(self.life, what) + timedelta(seconds=seconds - 1) - self.stage.now
        if ahead > timedelta():
            self.tick(seconds=ahead.total_seconds())

    @rule()
    def beat(self):
        self.tick()
        locking.lock_due(today=self.life.today)
        self.life.close_if_due()

    @precondition(lambda self: self.life.today > DUE_DAY)
    @rule()
    def close_by_hand(self):
        self.tick()
        locking.lock_month(period=JULY, by=self.stage.people["keyuan"], scope=Scope.whole())
        self.life.close()

    @rule(on=st.booleans())
    def streets_first(self, on):
        Param.objects.filter(pk=self.stage.switch.pk).update(value=int(on))
        self.life.first = on

    # corrections ---------------------------------------------------------------------------------------------
    @precondition(lambda self: self.life.closed)
    @rule(who=fillers, cell=cells, new=st.integers(0, 2))
    def propose(self, who, cell, new):
        told = (who, cell, new)
        self.act("propose", correcting.propose, *told, value=self.rows[cell], new=str(new), reason="台账漏记", by=self.stage.people[who])

    @precondition(lambda self: self.life.asked)
    @rule(who=reviewers, yes=st.booleans())
    def decide(self, who, yes):
        found = Correction.objects.filter(state="proposed").select_related("value").first()
        verb, note = (correcting.approve, "") if yes else (correcting.refuse, "没有依据")
        self.act("decide", verb, who, found.value.code, yes, correction=found, by=self.stage.people[who], note=note)

    # what must hold ------------------------------------------------------------------------------------------
    @invariant()
    def the_portal_stands_where_the_model_stands(self):
        report = MonthlyReport.objects.get(pk=self.stage.report.pk)
        self.rows = {row.code: row for row in report.values.all()}
        life, name = self.life, self.stage.by_pk.get
        assert (report.state, report.locked_at is not None, report.received_at) == (life.state, life.closed, life.received)
        assert (report.stage if report.state == "submitted" else None) == (life.stage if life.state == "submitted" else None)
        assert (report.amended_at is not None, name(report.submitted_by_id)) == (life.amended, life.submitted_by)
        assert (report.due_at, report.fill_until, report.lock_on) == (life.due, life.until, life.lock)
        assert report.is_late == ((life.received or life.now) > life.due)
        assert {code: row.value for code, row in self.rows.items()} == life.values
        assert {code: name(row.updated_by_id) for code, row in self.rows.items()} == life.writers
        assert {code: row.accepted_value for code, row in self.rows.items()} == (life.accepted or dict.fromkeys(CELLS))
        if report.state in ("accepted", "locked"):
            assert life.accepted == life.values and None not in life.values.values()


@pytest.mark.django_db(transaction=True)
def test_no_illegal_state_is_reached():
    Acts.stage, Acts.steps = Stage(), 0
    wide = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    run_state_machine_as_test(Acts, settings=wide)
    acts = {name for name, _done in Acts.seen}
    print(f"{Acts.steps} steps: " + ", ".join(f"{a} {Acts.seen[a, True]} done {Acts.seen[a, False]} refused" for a in sorted(acts)))
    assert Acts.steps >= 10_000
    assert {name for name in acts if not Acts.seen[name, True] or not Acts.seen[name, False]} == {"revoke"}
    assert len(acts) == 12
