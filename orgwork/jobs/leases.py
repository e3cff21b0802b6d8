"""Who holds a job: a lease of 30 s, renewed by a heartbeat on its own connection; a dead worker's lease runs out by itself."""

import logging
import threading
import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from .models import OPEN, Job, State

LEASE = timedelta(seconds=30)
BEAT_SECONDS = 7
MAX_ATTEMPTS = 5

log = logging.getLogger(__name__)


def claim(job_id):
    """Take the job if it is free or its holder's lease has run out; None when somebody else has it or it is over."""
    now = timezone.now()
    free = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=now)
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(free, pk=job_id).first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            return _give_up(job)
        job.state, job.attempts, job.lease_owner = State.RUNNING, job.attempts + 1, uuid.uuid4().hex
        job.lease_until, job.started_at = now + LEASE, job.started_at or now
        job.save(update_fields=["state", "attempts", "lease_owner", "lease_until", "started_at"])
    return job


def _give_up(job):
    job.state, job.finished_at = State.FAILED, timezone.now()
    job.error = f"连续 {MAX_ATTEMPTS} 次没有做完，已停下。请把任务编号 {job.pk} 告诉系统管理员。"
    job.save(update_fields=["state", "finished_at", "error"])


def renew(job):
    """Prolong the lease; False when the job is no longer ours."""
    held = Job.objects.filter(pk=job.pk, lease_owner=job.lease_owner, state=State.RUNNING)
    return bool(held.update(lease_until=timezone.now() + LEASE))


@contextmanager
def heartbeat(job):
    """Renew the lease every 7 s while the body runs, from a thread with a connection of its own."""
    stop = threading.Event()

    def beat():
        while not stop.wait(BEAT_SECONDS):
            try:
                renew(job)
            except DatabaseError:
                log.warning("job %s: heartbeat missed", job.pk)
            finally:
                connection.close()

    thread = threading.Thread(target=beat, name=f"job-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)


def release(job, state, **changes):
    """End the job: only its holder may, and only once."""
    held = Job.objects.filter(pk=job.pk, lease_owner=job.lease_owner, state=State.RUNNING)
    return bool(held.update(state=state, finished_at=timezone.now(), lease_until=None, **changes))


def requeue(job):
    """Give a job back after a passing fault; the sweeper rings it again."""
    held = Job.objects.filter(pk=job.pk, lease_owner=job.lease_owner, state=State.RUNNING)
    held.update(state=State.QUEUED, lease_until=None, lease_owner="", attempts=F("attempts"))


def waiting():
    """Ids of jobs that nobody is doing: queued, or running under a lease that ran out."""
    now = timezone.now()
    stale = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=now)
    return list(Job.objects.filter(stale, state__in=OPEN).order_by("id").values_list("pk", flat=True)[:200])
