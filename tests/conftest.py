"""What every test shares."""

import os

import pytest

# The browser tests ask the database from the thread that also runs Playwright's loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest.register_assert_rewrite("tests.contracts", "tests.e2e.browser", "tests.faults.workers")
