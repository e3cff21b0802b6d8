"""The portal served by gunicorn with the comparison pages beside its own."""

from orgwork.settings.test import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.pages"
