"""The keeper, one small process per server: starts it, starts it again if it dies, and ends it with its last user."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

from . import locks
from .deathsig import dies_with_parent
from .places import Place, Trouble
from .programs import programs
from .servers import ENVIRONMENT, KINDS, free_port, reachable

START_SECONDS = 60
REACH_SECONDS = 12
STOP_SECONDS = 30
GLANCE = 0.25
LOG_LIMIT = 8 * 1024 * 1024
TRIES = 3


class Keeper:
    def __init__(self, place, kind):
        self.place = place
        self.kind = kind
        self.process = self.server = None
        self.told_to_stop = False

    def keep(self):
        self.lock = locks.opened(lock_file(self.place, self.kind))
        if not locks.try_take(self.lock, locks.SOLE):
            return
        self._announce({"pid": os.getpid()})
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop_asked)
        self.users = locks.opened(users_file(self.place, self.kind))
        try:
            self._start()
            self._watch()
        finally:
            self._announce({})
            self._end()

    def _watch(self):
        while not self.told_to_stop and not locks.try_take(self.users, locks.SOLE):
            if self.process.poll() is not None:
                self._announce({"pid": os.getpid()})
                self._start()
            time.sleep(GLANCE)

    def _start(self):
        """A server that died comes back at its address; a try that failed is followed by one at another port."""
        for _ in range(TRIES):
            self.server = self.server or KINDS[self.kind](self.place, programs(self.place), free_port())
            self._launch()
            if self._answers_in_time():
                self._announce({"url": self.server.url, "pid": os.getpid()})
                return
            self._end()
            self._note(self.server)
            self.server = None
        raise Trouble(f"{self.kind} does not start; see {log_file(self.place, self.kind)}")

    def _note(self, server):
        """Into the server's log, for whoever has to find out why."""
        with log_file(self.place, self.kind).open("a", encoding="utf-8") as out:
            out.write(f"keeper: no answer at port {server.port}; {server.refusal or 'the program ended'}\n")

    def _launch(self):
        self.server.prepare()
        log = log_file(self.place, self.kind)
        text = self.server.stdin()
        with log.open("ab") as out:
            self.process = subprocess.Popen(  # noqa: S603 - the wheel's program, no shell
                self.server.command(),
                stdin=subprocess.PIPE if text else subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=ENVIRONMENT,
                cwd=self.server.data,
                preexec_fn=dies_with_parent(self.server.stop_signal),
                **self.place.as_account(),
            )
        if text:
            self.process.stdin.write(text)
            self.process.stdin.close()

    def _answers_in_time(self):
        """A server that recovers after a crash is given its time; one that cannot even be reached is not."""
        begun, reached = time.monotonic(), False
        while self.process.poll() is None:
            if self.server.answers():
                return True
            reached = reached or reachable(self.server.port)
            if time.monotonic() > begun + (START_SECONDS if reached else REACH_SECONDS):
                return False
            time.sleep(0.05)
        return False

    def _end(self):
        if self.process is None or self.process.poll() is not None:
            return
        for number in (self.server.stop_signal, signal.SIGKILL):
            self.process.send_signal(number)
            try:
                self.process.wait(STOP_SECONDS)
                return
            except subprocess.TimeoutExpired:
                continue

    def _announce(self, state):
        os.ftruncate(self.lock, 0)
        if state:
            os.pwrite(self.lock, json.dumps(state).encode(), 0)

    def _stop_asked(self, number, frame):
        self.told_to_stop = True


def keep(root, kind):
    place = Place.of(root)
    place.prepare()
    log = log_file(place, kind)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    Keeper(place, kind).keep()


def lock_file(place, kind):
    return place.run / f"{kind}.keeper"


def users_file(place, kind):
    return place.run / f"{kind}.users"


def log_file(place, kind):
    return Path(place.logs / f"{kind}.log")
