"""One database, one broker and one worker for the whole folder; each test begins with the roster staged and no job."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from orgwork.jobs import bell

from . import roster, workers
from .databases import copied, occupied, url_of


@dataclass
class Ground:
    """The database, the staged upload in it, and what one undisturbed import of it writes."""

    name: str
    upload: int
    clean: dict


@dataclass
class Team:
    broker: workers.Broker
    worker: workers.Program
    scheduler: workers.Program


@pytest.fixture(scope="package")
def ground(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), copied("faults") as name:
        with occupied(name):
            upload = roster.stage()
            found = Ground(name, upload, roster.undisturbed(upload))
        yield found


@pytest.fixture(scope="package")
def team(ground):
    with tempfile.TemporaryDirectory(prefix="orgwork-faults-") as folder:
        folder = Path(folder)
        broker = workers.Broker(folder)
        env, log = {"DATABASE_URL": url_of(ground.name), "REDIS_URL": broker.url}, folder / "log"
        found = Team(broker, workers.worker(env, log), workers.scheduler(env, log))
        broker.start()
        try:
            yield found
        finally:
            for program in (found.scheduler, found.worker):
                program.kill()
            broker.stop()


@pytest.fixture(autouse=True)
def db(team, ground, django_db_blocker, monkeypatch):
    """In the place of pytest-django's `db`: the test and the portal's code it calls are at home in the folder's database
    and ring at its broker. What they write stays, for the worker to see."""
    monkeypatch.setattr(bell, "current_app", team.broker.client())
    with django_db_blocker.unblock(), occupied(ground.name):
        roster.take_back(ground.upload)
        yield
