"""From nothing to a running portal: servers, database, demo district, then web, worker and scheduler until Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from orgwork.embedded import Trouble, ensure, locks, wipe
from orgwork.embedded.deathsig import die_with_parent, dies_with_parent

from .logins import lines
from .supervisor import Stopped, Supervisor, children, port_is_free, stop_on_signals
from .terminal import own_foreground, say, started_by_make

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"


def main():
    stop_on_signals()
    if started_by_make():
        die_with_parent()
    try:
        with own_foreground(), only_one():
            return run()
    except Stopped:
        return 0
    except Trouble as trouble:
        say(str(trouble))
        return 1


def run():
    started = time.monotonic()
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    reset = os.environ.get("RESET") == "1"
    if not port_is_free(host, port):
        raise Trouble(f"Port {port} is in use. Choose another: PORT={port + 1} make run")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orgwork.settings.dev")
    if reset and not os.environ.get("DATABASE_URL"):
        wipe(ROOT)
        shutil.rmtree(VAR / "media", ignore_errors=True)
    with ensure(ROOT):
        prepare(reset)
        Supervisor(children(host, port), host, port).run(lambda: welcome(port, time.monotonic() - started))


def prepare(reset):
    """In a process of its own, so that the supervisor stays small and holds no database connection."""
    command = [sys.executable, "-m", "orgwork.run.prepare", *(["--reset"] if reset else [])]
    child = subprocess.Popen(command, cwd=ROOT, preexec_fn=dies_with_parent(signal.SIGTERM))  # noqa: S603
    try:
        if child.wait():
            raise Trouble("The portal was not started; the message above says why.")
    finally:
        child.terminate()
        child.wait()


def welcome(port, seconds):
    say(f"\n组织工作平台已启动（{seconds:.1f} 秒）：http://localhost:{port}/")
    for line in lines(VAR):
        say(line)
    say("按 Ctrl-C 停止。\n")


@contextmanager
def only_one():
    """Two supervisors in one folder would ring every bell twice; the file also names the process to signal."""
    VAR.mkdir(exist_ok=True)
    file = VAR / "orgwork.pid"
    descriptor = locks.opened(file)
    try:
        if not locks.try_take(descriptor, locks.SOLE):
            raise Trouble(f"The portal is already running here (process {file.read_text(encoding='ascii')}).")
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    sys.exit(main())
