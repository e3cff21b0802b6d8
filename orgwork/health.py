"""`GET /healthz`: whether database, broker and a worker answer. No log-in, no details."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from .celery import app

LIMIT = 1
WORDS = {True: "ok", False: "fail"}


@require_safe
@never_cache
@login_not_required
def healthz(request):
    broker = broker_answers()
    checks = {"database": database_answers(), "broker": broker, "worker": broker and worker_answers()}
    healthy = all(checks.values())
    body = {"status": WORDS[healthy], "checks": {name: WORDS[state] for name, state in checks.items()}}
    response = JsonResponse(body, status=200 if healthy else 503)
    response._has_been_logged = True  # whoever asks is told; the log would fill while a part is down
    return response


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers():
    link = redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_connect_timeout=LIMIT, socket_timeout=LIMIT)
    try:
        return link.ping()
    except redis.RedisError:
        return False
    finally:
        link.close()


def worker_answers():
    try:
        return bool(app.control.ping(timeout=LIMIT, limit=1))
    except (OperationalError, OSError):
        return False
