import tempfile
from pathlib import Path

import pytest

from tests.faults.databases import copied, occupied

from .measuring import Book, say


def pytest_runtest_logstart(nodeid):
    """A full run takes its time: whoever waits sees what is under way, and what has ended."""
    if "tests/benchmarks/" in nodeid:
        say(f"\n{nodeid.rpartition('/')[2]} …")


def pytest_runtest_logreport(report):
    if "tests/benchmarks/" in report.nodeid and report.when != "teardown" and report.duration >= 1:
        say(f"  {'prepared' if report.when == 'setup' else 'measured'} in {report.duration:.0f} s")


@pytest.fixture(scope="package")
def book():
    """The rows of this run; shown once more at its end."""
    found = Book()
    yield found
    found.table()


@pytest.fixture(scope="package")
def folder():
    with tempfile.TemporaryDirectory(prefix="orgwork-bench-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def base(django_db_setup, django_db_blocker, request):
    """A database of the module's own; gives its name."""
    with django_db_blocker.unblock(), copied(request.module.__name__.rpartition("_")[2]) as name:
        yield name


@pytest.fixture(autouse=True)
def db(base, django_db_blocker):
    """In the place of pytest-django's `db`: what a benchmark writes stays."""
    with django_db_blocker.unblock(), occupied(base):
        yield
