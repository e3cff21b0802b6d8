"""The users' side: find the servers running or have them started, and let go of them afterwards."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from . import locks
from .keeper import START_SECONDS, lock_file, log_file, users_file
from .places import Place, Trouble
from .servers import KINDS

CODE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Servers:
    database_url: str
    redis_url: str


@contextmanager
def ensure(root):
    """PostgreSQL and Valkey for this process and its children; see the package's text."""
    before = {kind.variable: os.environ.get(kind.variable) for kind in KINDS.values()}
    with ExitStack() as stack:
        os.environ.update(_begun(root, [kind for kind in KINDS.values() if not before[kind.variable]], stack))
        try:
            yield Servers(*(os.environ[kind.variable] for kind in KINDS.values()))
        finally:
            _restore(before)


def _begun(root, kinds, stack):
    """All are started before any is waited for."""
    if not kinds:
        return {}
    place = Place.of(root)
    try:
        place.prepare()
        uses = {kind.variable: _begin(place, kind.name, stack) for kind in kinds}
    except PermissionError as refusal:
        raise Trouble(f"No permission for {refusal.filename}: start as the user it was first started as.") from None
    return {variable: use.url() for variable, use in uses.items()}


def _begin(place, kind, stack):
    use = Use(place, kind)
    use.begin()
    stack.callback(use.leave)
    return use


class Use:
    """One process's use of one server, from asking for it to letting go."""

    def __init__(self, place, kind):
        self.place, self.kind = place, kind
        self.lock = lock_file(place, kind)
        self.keeper = None

    def begin(self):
        """Take part; whoever finds no keeper starts one. The others wait their turn and find it."""
        self.users = locks.opened(users_file(self.place, self.kind))
        locks.take(self.users, locks.SHARED)
        self.deciding = locks.opened(self.place.run / f"{self.kind}.start")
        locks.take(self.deciding, locks.SOLE)
        if not locks.is_held(self.lock):
            self.keeper = _launch_keeper(self.place, self.kind)

    def url(self):
        try:
            return self._wait()
        finally:
            os.close(self.deciding)

    def _wait(self):
        end = time.monotonic() + 2 * START_SECONDS
        while time.monotonic() < end:
            url = _announced(self.lock).get("url")
            if url and locks.is_held(self.lock):
                return url
            if self.keeper.poll() is not None if self.keeper else not locks.is_held(self.lock):
                break
            time.sleep(0.03)
        log = log_file(self.place, self.kind)
        raise Trouble(f"{self.kind} did not start. The last lines of {log}:\n{_tail(log)}")

    def leave(self):
        """The last user ends the server and waits for its end; others only let go."""
        try:
            if locks.try_take(self.users, locks.SOLE):
                self._stop()
            elif not locks.try_take(self.users, locks.SHARED):
                locks.take(self.users, locks.SHARED)
        finally:
            os.close(self.users)

    def _stop(self):
        if self.keeper and self.keeper.poll() is None:
            self.keeper.terminate()
            self.keeper.wait()
        else:
            _stop(self.place, self.kind)


def wipe(root):
    """Delete the embedded servers' data; refuses while anybody uses them."""
    place = Place.of(root)
    place.prepare()
    with ExitStack() as stack:
        for kind in KINDS:
            users = locks.opened(users_file(place, kind))
            stack.callback(os.close, users)
            if not _alone(place, kind, users):
                raise Trouble(f"{kind} is in use by another process of this folder; stop it first.")
        for folder in place.data.values():
            shutil.rmtree(folder)


def _alone(place, kind, users, patience=3):
    """A keeper whose last user was just killed needs a moment to notice."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if locks.try_take(users, locks.SOLE):
            _stop(place, kind)
            return True
        time.sleep(0.1)
    return False


def _launch_keeper(place, kind):
    with log_file(place, kind).open("ab") as out:
        return subprocess.Popen(  # noqa: S603 - this very interpreter, no shell
            [sys.executable, "-m", "orgwork.embedded", "keep", kind, str(place.root)],
            cwd=CODE,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def _stop(place, kind):
    """Tell the keeper to end and wait until it has; a keeper that is just starting has not said its number yet."""
    file = lock_file(place, kind)
    while locks.is_held(file):
        pid = _announced(file).get("pid")
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        time.sleep(0.05)


def _announced(file):
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def _tail(file, lines=15):
    return "\n".join(Path(file).read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def _restore(before):
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
