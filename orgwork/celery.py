"""Celery only rings the bell: the truth about a job is its row (ADR: jobs are rows)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orgwork.settings.dev")

app = Celery("orgwork")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
