"""The bell and the progress line: both may fail without harm to the work."""

import logging

from celery import current_app
from django.db import DatabaseError, connections
from kombu.exceptions import OperationalError as BrokerDown
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
TASK = "orgwork.jobs.run"
# Somebody waits for his page while the bell is rung: one attempt, one second (kombu would try for six, the worker's socket for five).
HASTE = {"max_retries": 0, "socket_timeout": 1, "socket_connect_timeout": 1}


def ring(job_id):
    """Tell a worker that the job waits. With the broker down nothing is lost: the sweeper rings again."""
    try:
        with _connection() as connection:
            current_app.send_task(TASK, args=[job_id], retry=False, connection=connection)
    except (BrokerDown, RedisError, OSError, RuntimeError) as error:
        log.warning("job %s: bell not heard (%s)", job_id, type(error).__name__)


def _connection():
    """Of its own: one from the pool may have died with the broker since."""
    options = current_app.conf.broker_transport_options
    return current_app.connection_for_write(transport_options={**options, **HASTE})


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
