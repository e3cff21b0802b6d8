"""A job begun twice has its effect once (security.md G15)."""

from orgwork.jobs import bell
from orgwork.jobs.models import Job

from . import roster
from .workers import until

TIMES = 5


def at_the_gate_then(team, ground, meanwhile):
    """A worker with two processes stands in mid-import while `meanwhile(job)` happens; then all is over."""
    team.worker.start()
    with roster.gate("row", roster.PEOPLE // 2):
        job = roster.request(ground.upload)
        roster.wait_at_gate()
        meanwhile(job)
    until(lambda: roster.state_of(job)[0] == "done", "the import")
    return job


def test_asking_again_gives_the_same_job(team, ground):
    team.worker.start()
    first, second = roster.request(ground.upload), roster.request(ground.upload)
    assert (first.pk, Job.objects.count()) == (second.pk, 1)
    until(lambda: roster.state_of(first) == ("done", 1), "the import")
    assert roster.written() == ground.clean


def test_rung_again_in_mid_work_nobody_else_begins(team, ground):
    def ring_again(job):
        for _ in range(TIMES):
            bell.ring(job.pk)
        until(lambda: team.broker.unheard() == 1, "the bells to be heard")

    job = at_the_gate_then(team, ground, ring_again)
    assert roster.state_of(job) == ("done", 1)
    assert roster.written() == ground.clean


def test_taken_over_from_one_who_is_only_slow(team, ground):
    """His lease ran out though he lives: the second waits for the first one's transaction and finds the work done."""

    def take_over(job):
        roster.lease_runs_out()
        bell.ring(job.pk)
        until(lambda: roster.state_of(job) == ("running", 2), "the second to begin")

    job = at_the_gate_then(team, ground, take_over)
    assert roster.state_of(job) == ("done", 2)
    assert roster.written() == ground.clean


def test_rung_after_the_end_nothing_happens(team, ground):
    job = at_the_gate_then(team, ground, lambda job: None)
    bell.ring(job.pk)
    until(lambda: team.broker.unheard() == 0, "the bell to be heard")
    assert roster.state_of(job) == ("done", 1)
    assert roster.written() == ground.clean
