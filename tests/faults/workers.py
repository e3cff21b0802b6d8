"""The portal's own processes, started for one test run: broker, worker, scheduler. Each is ended by its own number."""

import os
import signal
import subprocess
import time

import psutil
import redis
from celery import Celery

from orgwork.embedded.deathsig import dies_with_parent
from orgwork.embedded.places import Place
from orgwork.embedded.programs import programs
from orgwork.embedded.servers import Valkey, free_port
from orgwork.run.supervisor import celery

PATIENCE = 180


def until(condition, what):
    """Wait for `condition` to hold; bounded."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"{what}: not within {PATIENCE} s"
        time.sleep(0.05)


class Program:
    """A command in a process group of its own."""

    def __init__(self, command, env, log):
        self.command, self.env, self.log = command, env, log
        self.process = None

    @property
    def is_up(self):
        return self.process is not None and self.process.poll() is None

    def start(self):
        if self.is_up:
            return
        with open(self.log, "ab") as out:
            self.process = subprocess.Popen(
                self.command, env={**os.environ, **self.env}, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True, preexec_fn=dies_with_parent(signal.SIGTERM),
            )  # fmt: skip

    def kill(self):
        """kill -9 of the whole group."""
        if self.process is not None:
            family = psutil.Process(self.process.pid).children(recursive=True) if self.is_up else []
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            psutil.wait_procs(family, timeout=10)
            self.process = None

    def children(self):
        return psutil.Process(self.process.pid).children()


def worker(env, log):
    return Program(celery("worker", "--concurrency", "2", "--without-gossip", "--without-mingle"), env, log)


def scheduler(env, log):
    return Program(celery("beat", "--pidfile="), env, log)


class Broker:
    """A Valkey of our own on a free loopback port; it keeps nothing on disk, so that a restart forgets every message."""

    def __init__(self, folder):
        place = Place(folder, folder / "var", None)
        place.prepare()
        self.server = Valkey(place, programs(place), free_port())
        self.url, self.process = self.server.url, None

    def start(self):
        self.process = subprocess.Popen(
            [self.server.command()[0], "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=self.server.data, preexec_fn=dies_with_parent(signal.SIGTERM),
        )  # fmt: skip
        self.process.stdin.write(self.server.stdin().replace(b"appendonly yes", b"appendonly no"))
        self.process.stdin.close()
        until(self.server.answers, "Valkey")

    def freeze(self):
        """It takes connections and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def unheard(self):
        """How many bells wait in the queue or in the hand of somebody who has not finished."""
        with redis.Redis.from_url(self.url) as link:
            return link.llen("celery") + link.hlen("unacked")

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def client(self):
        """A Celery application with the portal's settings that rings at this broker."""
        app = Celery("faults", set_as_current=False)
        app.config_from_object("django.conf:settings", namespace="CELERY")
        app.conf.broker_url = self.url
        return app
