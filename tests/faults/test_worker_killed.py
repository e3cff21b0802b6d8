"""kill -9 of the worker in mid-import: what stands afterwards is one clean import (security.md G11)."""

import random
import signal

import pytest

from . import roster
from .workers import until

POINTS = [("row", at) for at in sorted(random.Random(2024).sample(range(1, roster.PEOPLE + 1), 5))]


def test_a_clean_import_writes_each_person_once(ground):
    clean = ground.clean
    assert [clean[key] for key in ("people", "different", "events", "images")] == [roster.PEOPLE] * 4


@pytest.mark.parametrize(("place", "at"), POINTS)
def test_the_whole_group_killed(team, ground, place, at):
    team.worker.start()
    with roster.gate(place, at):
        job = roster.request(ground.upload)
        roster.wait_at_gate()
        team.worker.kill()
    assert roster.state_of(job) == ("running", 1)
    roster.lease_runs_out()
    team.worker.start()
    until(lambda: roster.state_of(job) == ("done", 2), "the import after the restart")
    assert roster.written() == ground.clean


def test_killed_between_the_effect_and_its_report(team, ground):
    team.worker.start()
    with roster.gate("end", 1):
        job = roster.request(ground.upload)
        roster.wait_at_gate()
        assert roster.written() == ground.clean
        team.worker.kill()
        roster.session_lost()
    assert roster.state_of(job) == ("running", 1)
    roster.lease_runs_out()
    team.worker.start()
    until(lambda: roster.state_of(job) == ("done", 2), "the report after the restart")
    assert roster.written() == ground.clean


def test_only_the_child_killed_and_no_clock_turned(team, ground):
    """As the kernel does when memory runs out. The lease runs out by itself, the scheduler has the bell rung again."""
    team.worker.start()
    team.scheduler.start()
    with roster.gate("row", roster.PEOPLE // 2):
        job = roster.request(ground.upload)
        roster.wait_at_gate()
        for child in team.worker.children():
            child.send_signal(signal.SIGKILL)
    until(lambda: roster.state_of(job) == ("done", 2), "the import after the lease")
    assert roster.written() == ground.clean
