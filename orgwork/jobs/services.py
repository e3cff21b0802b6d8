"""Verbs of background work."""

import logging

from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone

from orgwork.audit.context import acting

from . import bell, leases
from .models import Job, State
from .registry import Refused, handler_of

log = logging.getLogger(__name__)
SORRY = "没有做完，数据没有改动。请稍后再试；若还是这样，请把任务编号 {} 告诉系统管理员。"


def start(kind, *, key, payload, by, title, unit=None, ring=True):
    """The job with the effect `key`: a new one, or the one that is there (a failed one is queued again).

    The row is written in the caller's transaction; the bell rings after it commits and may fail without harm: the sweeper rings again.
    """
    fields = {
        "kind": kind,
        "payload": payload,
        "by": by,
        "title": title,
        "unit": unit,
        "path": unit.path if unit else "",
    }
    with transaction.atomic():
        job, made = Job.objects.get_or_create(key=key, defaults=fields)
        if not made and job.state == State.FAILED:
            Job.objects.filter(pk=job.pk).update(
                state=State.QUEUED, attempts=0, error="", text="", finished_at=None, **fields
            )
            job.refresh_from_db()
        if ring and job.state == State.QUEUED:
            transaction.on_commit(lambda: bell.ring(job.pk))
    return job


def progress_of(job):
    """A function `progress(done, total, text)` that writes the job's progress on its own, outside the work's transaction."""

    def progress(done, total, text=""):
        bell.report(job.pk, done, total, text)

    return progress


def run(job_id):
    """Do the job if it is free. Returns the job as it is afterwards, or None when there was nothing to do."""
    job = leases.claim(job_id)
    if job is None:
        return None
    with leases.heartbeat(job), acting(by=job.by, request_id=f"job-{job.pk}"):
        _work(job)
    job.refresh_from_db()
    return job


def _work(job):
    try:
        result = handler_of(job.kind)(job, progress_of(job))
    except Refused as refusal:
        leases.release(job, State.FAILED, error=refusal.args[0][:500])
    except OperationalError:
        log.exception("job %s: database went away", job.pk)
        leases.requeue(job)
    except (DatabaseError, ArithmeticError, LookupError, TypeError, ValueError, OSError, AttributeError):
        log.exception("job %s failed", job.pk)
        leases.release(job, State.FAILED, error=SORRY.format(job.pk))
    else:
        leases.release(job, State.DONE, result=result or {}, done=max(job.total, 1), total=max(job.total, 1))


def run_here(job):
    """Do `job` in this process (commands): the same code as the worker's. Returns the finished job."""
    run(job.pk)
    job.refresh_from_db()
    return job


def sweep():
    """Ring for every job that nobody is doing. Returns their ids."""
    found = leases.waiting()
    for job_id in found:
        bell.ring(job_id)
    return found


def seconds(job):
    """How long the job has taken so far, or took."""
    end = job.finished_at or timezone.now()
    return (end - job.started_at).total_seconds() if job.started_at else 0
