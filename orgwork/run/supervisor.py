"""Keeps web, worker and scheduler running until told to stop."""

import http.client
import signal
import socket
import sys
import time

from .children import Child
from .terminal import make_was_interrupted, say, started_by_make

GLANCE = 0.2
PATIENCE = 10
READY_SECONDS = 90
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked us to stop."""


def stop_on_signals():
    def stop(number, frame):
        for each in STOPS:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for number in STOPS:
        signal.signal(number, stop)


def celery(*words):
    """Celery warns root on each start; who starts `make run` as root was told by the README."""
    python = [sys.executable, "-W", "ignore:You're running the worker"]
    return [*python, "-m", "celery", "--quiet", "-A", "orgwork.celery", *words, "--loglevel", "WARNING"]


def children(host, port):
    web = [
        sys.executable, "-m", "gunicorn", "orgwork.wsgi:application", "--bind", f"{host}:{port}", "--workers", "2",
        "--threads", "8", "--preload", "--no-control-socket", "--log-level", "warning", "--graceful-timeout", "5",
    ]  # fmt: skip
    worker = celery("worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
    return [
        Child("web", web),
        Child("worker", worker, orphaned=signal.SIGQUIT),
        Child("scheduler", celery("beat", "--pidfile=")),
    ]


class Supervisor:
    def __init__(self, team, host, port):
        self.team, self.host, self.port = team, host, port
        self.under_make = started_by_make() and not make_was_interrupted()

    def run(self, when_ready):
        try:
            for child in self.team:
                child.start()
            self._wait_until_ready()
            when_ready()
            while True:
                self._glance()
        finally:
            self.end()

    def _wait_until_ready(self):
        end = time.monotonic() + READY_SECONDS
        while not self._healthy():
            if time.monotonic() > end:
                say("Not everything answers yet; the messages above say why.")
                return
            self._glance()

    def _healthy(self):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=3)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()

    def _glance(self):
        if self.under_make and make_was_interrupted():
            raise Stopped
        for child in self.team:
            child.watch()
        time.sleep(GLANCE)

    def end(self):
        say("stopping")
        for child in self.team:
            child.ask_to_end()
        deadline = time.monotonic() + PATIENCE
        for child in self.team:
            child.end(deadline)


def port_is_free(host, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
