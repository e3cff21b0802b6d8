"""What Celery may run: ids in, one service call."""

from celery import shared_task
from celery.signals import worker_ready

from . import services

SWEEP_SECONDS = 15


@shared_task(name="orgwork.jobs.run")
def run(job_id):
    services.run(job_id)


@shared_task(name="orgwork.jobs.sweep")
def sweep():
    services.sweep()


@worker_ready.connect
def sweep_at_start(**_):
    services.sweep()
