"""The bell and the progress line: both may fail without harm to the work."""

import logging

from celery import current_app
from django.db import DatabaseError, connections
from kombu.exceptions import OperationalError as BrokerDown
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
TASK = "orgwork.jobs.run"


def ring(job_id):
    """Tell a worker that the job waits. With the broker down nothing is lost: the sweeper rings again."""
    try:
        current_app.send_task(TASK, args=[job_id], retry=False)
    except (BrokerDown, RedisError, OSError, RuntimeError) as error:
        log.warning("job %s: bell not heard (%s)", job_id, type(error).__name__)


def report(job_id, done, total, text):
    """Write progress over a connection of its own, so that it shows while the work's transaction is still open."""
    line = connections.create_connection("default")
    try:
        with line.cursor() as cursor:
            cursor.execute(
                "UPDATE jobs_job SET done = %s, total = %s, text = %s WHERE id = %s AND state = 'running'",
                [done, total, text[:200], job_id],
            )
    except DatabaseError:
        log.warning("job %s: progress not written", job_id)
    finally:
        line.close()
