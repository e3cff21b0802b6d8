"""kill -9 of the worker while a report is composed: what stands afterwards is one clean composition."""

import pytest

from orgwork.accounts.models import Unit, system_user
from orgwork.accounts.scope import scope_for
from orgwork.workreports.models import SlotSource, SlotValue, TemplateVersion, WorkReport
from orgwork.workreports.services import composing, drafting
from orgwork.workreports.templates import builtins

from . import roster
from .workers import until

BLANKS = 49


@pytest.fixture
def asked():
    """A report of the district and its job, rung for; and what composing it undisturbed gives."""
    builtins.ensure()
    unit, version = Unit.objects.get(code="410399"), TemplateVersion.objects.get(template__builtin="speech", number=1)
    given = {"unit": unit, "period": "2024", "version": version, "by": system_user()}

    def start():
        return drafting.start_report(**given)

    calm, job = drafting.start_report(**given, ring=False)
    job.delete()
    scope = scope_for(system_user(), "view", "figures")
    done = composing.compose(report=calm, scope=scope, revision=1, progress=lambda *_steps: None)
    return start, done.freeze_digest


def stands(report):
    """(state, digest, blanks, sources that hang on nothing) of what the report holds now."""
    found = WorkReport.objects.get(pk=report.pk)
    blanks = SlotValue.objects.filter(report=found, in_text=True).count()
    return found.state, found.freeze_digest, blanks, SlotSource.objects.filter(slot=None).count()


@pytest.mark.parametrize(("place", "at", "state"), [("slot", BLANKS // 2, "composing"), ("end", 1, "draft")])
def test_killed_in_the_middle_and_before_its_word(team, ground, asked, place, at, state):
    start, digest = asked
    team.worker.start()
    with roster.gate(place, at):
        report, job = start()
        roster.wait_at_gate()
        assert stands(report)[0] == state
        team.worker.kill()
        roster.session_lost()
    assert roster.state_of(job) == ("running", 1)
    roster.lease_runs_out()
    team.worker.start()
    until(lambda: roster.state_of(job) == ("done", 2), "the composition after the restart")
    assert stands(report) == ("draft", digest, BLANKS, 0)
