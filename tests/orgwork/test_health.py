"""/healthz tells database, broker and worker apart, needs no log-in, and answers while something is down."""

import socket

import pytest
from django.db import DatabaseError

from orgwork import health


@pytest.fixture
def nobody_listens():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return f"redis://127.0.0.1:{port}/0"


def test_everything_answers(client, db, monkeypatch):
    monkeypatch.setattr(health, "worker_answers", lambda: True)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "checks": {"database": "ok", "broker": "ok", "worker": "ok"}}
    assert "no-store" in answer["Cache-Control"]


def test_no_worker(client, db, monkeypatch):
    monkeypatch.setattr(health.app.control, "ping", lambda **options: [])
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "fail", "checks": {"database": "ok", "broker": "ok", "worker": "fail"}}


def test_broker_down_is_no_error_page(client, db, settings, nobody_listens):
    settings.CELERY_BROKER_URL = nobody_listens
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": "ok", "broker": "fail", "worker": "fail"}


def test_database_down_is_no_error_page(client, db, monkeypatch):
    def refuse():
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(health.connection, "cursor", refuse)
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "fail"


def test_only_reading(client, db):
    assert client.post("/healthz").status_code == 405
