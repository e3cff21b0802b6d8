"""The Job row is the truth: taken once, given back, swept, tried five times at most, its effect named by its key."""

from contextlib import nullcontext
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, OperationalError, connections, transaction
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.jobs import bell, leases, queries, registry, services
from orgwork.jobs.models import Job
from orgwork.jobs.registry import Refused
from orgwork.jobs.tasks import run as run_task
from orgwork.jobs.tasks import sweep as sweep_task
from orgwork.kit.views.history import event_model
from tests.factories import MemberFactory, make_world, person

PAST = timedelta(seconds=1)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def rung(monkeypatch):
    """Ids for which the bell was rung."""
    found = []
    monkeypatch.setattr(bell, "ring", found.append)
    return found


@pytest.fixture
def handle(monkeypatch):
    """Registers a handler for the kind `tests.work` for this test alone."""
    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))

    def register(function):
        registry._handlers["tests.work"] = function
        return function

    return register


def job_for(world, key="one", **more):
    given = {"payload": {"n": 1}, "by": world.clerk, "title": "试算", "ring": False}
    return services.start("tests.work", key=key, **given | more)


def state_of(job):
    job.refresh_from_db()
    return job.state


# start -------------------------------------------------------------------------------------------------------
def test_an_effect_is_made_by_one_job(world, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        one = job_for(world, ring=True)
        assert rung == []
    two = job_for(world)
    assert (one.pk, Job.objects.count(), rung) == (two.pk, 1, [one.pk])


def test_a_failed_job_is_queued_again_by_the_same_key(world, handle):
    @handle
    def fails(job, progress):
        raise Refused("名册空了。")

    job = services.run_here(job_for(world))
    assert (job.state, job.error, job.attempts) == ("failed", "名册空了。", 1)
    again = job_for(world, payload={"n": 2})
    assert (again.pk, again.state, again.error, again.attempts, again.payload) == (job.pk, "queued", "", 0, {"n": 2})


def test_a_finished_job_is_not_started_again(world, handle):
    handle(lambda job, progress: {"text": "好了"})
    job = services.run_here(job_for(world))
    assert (job.state, job.result, job.percent) == ("done", {"text": "好了"}, 100)
    assert (job_for(world).state, services.run(job.pk)) == ("done", None)


def test_a_job_of_an_undone_transaction_is_not_there(world, rung):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        job_for(world, ring=True)
        raise ZeroDivisionError
    assert (Job.objects.count(), rung) == (0, [])


@pytest.mark.parametrize("fault", [BrokerDown("x"), OSError("x"), RuntimeError("x")])
def test_a_broker_that_is_down_loses_nothing(world, monkeypatch, fault, handle, django_capture_on_commit_callbacks):
    class Silent:
        conf = SimpleNamespace(broker_transport_options={})

        @staticmethod
        def connection_for_write(**_options):
            return nullcontext()

        @staticmethod
        def send_task(*args, **kwargs):
            raise fault

    monkeypatch.setattr(bell, "current_app", Silent)
    handle(lambda job, progress: None)
    with django_capture_on_commit_callbacks(execute=True):
        job = job_for(world, ring=True)
    assert (job.state, leases.waiting()) == ("queued", [job.pk])
    assert services.run(job.pk).state == "done"


# leases --------------------------------------------------------------------------------------------------------
def test_a_job_is_taken_once(world):
    job = job_for(world)
    held = leases.claim(job.pk)
    assert (held.state, held.attempts, leases.claim(job.pk)) == ("running", 1, None)
    assert held.lease_until > timezone.now()


def test_a_lease_that_ran_out_is_free_and_its_holder_has_no_say(world):
    job = job_for(world)
    dead = leases.claim(job.pk)
    Job.objects.update(lease_until=timezone.now() - PAST)
    assert leases.waiting() == [job.pk]
    alive = leases.claim(job.pk)
    assert (alive.attempts, alive.lease_owner == dead.lease_owner) == (2, False)
    assert (leases.renew(dead), leases.release(dead, "failed", error="过时")) == (False, False)
    assert (leases.renew(alive), leases.release(alive, "done"), leases.release(alive, "done")) == (True, True, False)
    assert state_of(job) == "done"


def test_a_live_lease_is_not_swept(world, rung):
    job, other = job_for(world), job_for(world, "two")
    leases.claim(job.pk)
    assert (services.sweep(), rung) == ([other.pk], [other.pk])


def test_after_five_attempts_it_is_given_up_in_chinese(world):
    job = job_for(world)
    for _attempt in range(leases.MAX_ATTEMPTS):
        assert leases.claim(job.pk) is not None
        Job.objects.update(lease_until=timezone.now() - PAST)
    assert (leases.claim(job.pk), state_of(job)) == (None, "failed")
    assert job.error == f"连续 5 次没有做完，已停下。请把任务编号 {job.pk} 告诉系统管理员。"
    assert leases.waiting() == []


def test_a_requeued_job_is_free_at_once(world):
    job = leases.claim(job_for(world).pk)
    leases.requeue(job)
    assert (state_of(job), job.lease_until, leases.claim(job.pk).attempts) == ("queued", None, 2)


# work ------------------------------------------------------------------------------------------------------------
def test_the_handler_gets_the_job_and_writes_as_its_owner(world, handle):
    member = MemberFactory(branch=world.own.branch)

    @handle
    def work(job, progress):
        member.remark = f"第{job.payload['n']}号"
        member.save()
        return {"text": member.remark}

    job = services.run_here(job_for(world))
    last = event_model(type(member)).objects.filter(pgh_obj_id=member.pk).order_by("pgh_id").last()
    assert (job.result["text"], last.remark) == ("第1号", "第1号")
    assert (last.pgh_context.metadata["user"], last.pgh_context.metadata["request_id"]) == (str(world.clerk.pk), f"job-{job.pk}")


@pytest.mark.parametrize("fault", [ValueError, KeyError, TypeError, ZeroDivisionError, OSError, AttributeError, DatabaseError])
def test_a_fault_is_said_in_chinese_without_its_words(world, handle, fault):
    @handle
    def work(job, progress):
        raise fault("/work/secret.py line 3")

    job = services.run_here(job_for(world))
    assert (job.state, job.error) == ("failed", services.SORRY.format(job.pk))


def test_a_database_that_goes_away_gives_the_job_back(world, handle):
    @handle
    def work(job, progress):
        raise OperationalError("server closed the connection")

    job = services.run_here(job_for(world))
    assert (job.state, job.error, job.attempts, leases.waiting()) == ("queued", "", 1, [job.pk])


def test_an_unknown_kind_fails_and_says_so(world):
    job = services.run_here(services.start("tests.nothing", key="x", payload={}, by=world.clerk, title="无", ring=False))
    assert (job.state, job.error) == ("failed", services.SORRY.format(job.pk))


def test_two_handlers_for_one_kind_are_a_mistake():
    with pytest.raises(ValueError, match="two handlers"):
        registry.handler("imports.commit")(lambda job, progress: None)


def test_celerys_tasks_only_call_the_services(world, handle, rung):
    handle(lambda job, progress: None)
    job = job_for(world)
    sweep_task()
    run_task(job.pk)
    assert (rung, state_of(job)) == ([job.pk], "done")


@pytest.mark.django_db(transaction=True)
def test_progress_shows_while_the_work_is_still_open(handle):
    """From another connection, before the work's transaction ends."""
    world, seen = make_world(), []

    def look():
        line = connections.create_connection("default")
        with line.cursor() as cursor:
            cursor.execute("SELECT done, total, text, state FROM jobs_job")
            found = cursor.fetchone()
        line.close()
        return found

    @handle
    def work(job, progress):
        with transaction.atomic():
            MemberFactory(branch=world.own.branch)
            progress(3, 10, "正在核对")
            seen.append(look())

    job = services.run_here(job_for(world))
    assert (seen, job.state) == ([(3, 10, "正在核对", "running")], "done")


# who sees it ---------------------------------------------------------------------------------------------------
@pytest.fixture
def secretary(world):
    return person(Role.SECRETARY, world.own.unit)


def test_own_jobs_and_those_of_ones_units_are_seen(world, secretary):
    mine = job_for(world, "mine", by=secretary)
    here, there = job_for(world, "here", unit=world.own.unit), job_for(world, "there", unit=world.far.unit)
    bare = job_for(world, "bare")
    assert set(queries.visible(secretary, Scope.of([world.own.unit.path]))) == {mine, here}
    assert set(queries.visible(secretary, Scope.none())) == {mine}
    assert set(queries.visible(world.clerk, Scope.none())) == {here, there, bare}


def test_somebody_elses_job_is_not_there(world, secretary):
    client = Client()
    client.force_login(secretary)
    here, there = job_for(world, "here", unit=world.own.unit), job_for(world, "there", unit=world.far.unit)
    page = client.get("/jobs/").content.decode()
    assert (f"/jobs/{here.pk}/" in page, f"/jobs/{there.pk}/" in page) == (True, False)
    one, two, three = (client.get(f"/jobs/{pk}/") for pk in (there.pk, 99_999_999, 10**30))
    assert (one.status_code, one.content, one.content) == (404, two.content, three.content)
    assert client.get(f"/jobs/{here.pk}/").status_code == 200
    part = client.get(f"/jobs/{here.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in part, 'id="job"' in part) == (False, True)


def test_the_list_costs_the_same_for_one_and_three_jobs(world, secretary, django_assert_num_queries):
    client = Client()
    client.force_login(secretary)
    for number in range(3):
        job_for(world, f"k{number}", unit=world.own.unit)
        with django_assert_num_queries(4):
            client.get("/jobs/")
