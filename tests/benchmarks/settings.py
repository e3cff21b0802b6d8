"""The portal served by gunicorn with the comparison pages beside its own."""

from orgwork.settings.test import *  # noqa: F403
from orgwork.settings.test import DATABASES

ROOT_URLCONF = "tests.benchmarks.pages"
DATABASES["default"]["CONN_MAX_AGE"] = 60
