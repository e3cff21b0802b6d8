"""gunicorn on a database of ours, and eight clients at once."""

import http.client
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from orgwork.embedded.servers import free_port
from tests.faults.databases import url_of
from tests.faults.workers import until

CLIENTS = 8


@contextmanager
def served(name, settings="tests.benchmarks.settings"):
    """The portal over the database `name` as `make run` serves it; gives its port."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "orgwork.wsgi:application", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads",
        "8", "--preload", "--no-control-socket", "--log-level", "error",
    ]  # fmt: skip
    env = {**os.environ, "DATABASE_URL": url_of(name), "DJANGO_SETTINGS_MODULE": settings, "LOG_LEVEL": "ERROR"}
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        until(lambda: process.poll() is not None or _answers(port), "gunicorn")
        assert process.poll() is None, "gunicorn ended at once"
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port):
    try:
        return _get(port, "/login/", "")[0] == 200
    except OSError:
        return False


def _get(port, path, cookie):
    start = time.perf_counter()
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request("GET", path, headers={"Cookie": f"sessionid={cookie}"})
        answer = link.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - start
    finally:
        link.close()


def burst(port, path, cookie, requests):
    """Seconds of each of `requests` requests, eight under way at any time."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = list(pool.map(lambda _n: _get(port, path, cookie), range(requests)))
    assert {status for status, _seconds in answers} == {200}
    return [seconds for _status, seconds in answers]
