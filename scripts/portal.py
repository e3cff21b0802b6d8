"""Starts `make run` on a free port, asks for two pages, ends it by SIGTERM, and looks for what is left of it.

A command given as arguments is run in between, with {url} in it replaced by the portal's address.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 240
SUPERVISOR = ["-m", "orgwork.run"]


def main(command):
    port = free_port()
    started = time.monotonic()
    make = subprocess.Popen(["make", "run"], cwd=ROOT, env={**os.environ, "PORT": str(port)}, start_new_session=True)  # noqa: S607
    try:
        for address in ("/healthz", "/login/"):
            wait_for(f"http://127.0.0.1:{port}{address}", make)
        say(f"answers after {time.monotonic() - started:.1f} s")
        if command:
            url = f"http://localhost:{port}"
            subprocess.run([word.replace("{url}", url) for word in command], cwd=ROOT, check=True)
        family = [make.pid, *(process.pid for process in descendants(make.pid))]
        supervisor(make.pid).send_signal(signal.SIGTERM)
        status = make.wait(60)
    finally:
        if make.poll() is None:
            os.killpg(make.pid, signal.SIGKILL)
    left = [pid for pid in family if psutil.pid_exists(pid)]
    say(f"ended with status {status}, {len(family)} processes, {len(left)} left")
    sys.exit(status or len(left))


def wait_for(address, make):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and make.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own http address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    sys.exit(f"{address} did not answer 200")


def descendants(pid):
    return psutil.Process(pid).children(recursive=True)


def supervisor(pid):
    return next(process for process in descendants(pid) if process.cmdline()[1:] == SUPERVISOR)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def say(text):
    sys.stdout.write(f"portal: {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
