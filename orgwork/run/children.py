"""A child process in a group of its own: watched, started again after a pause that grows, ended with its group."""

import os
import signal
import subprocess
import time
from contextlib import suppress

from orgwork.embedded.deathsig import dies_with_parent

from .terminal import say

LONGEST_PAUSE = 30
STEADY_AFTER = 60


class Child:
    def __init__(self, name, command, *, orphaned=signal.SIGTERM, patience=10):
        self.name, self.command = name, command
        self.orphaned, self.patience = orphaned, patience
        self.process = None
        self.failures = 0
        self.start_at = 0

    def start(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - the portal's own commands
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=dies_with_parent(self.orphaned),
        )

    def watch(self):
        """Start it again where it ended by itself, after 1, 2, 4 … 30 seconds."""
        if self.process is None:
            if time.monotonic() >= self.start_at:
                self.start()
        elif self.process.poll() is not None:
            self._plan_restart()

    def _plan_restart(self):
        status = self.process.returncode
        self._end_group()
        lived = time.monotonic() - self.started
        self.failures = 1 if lived > STEADY_AFTER else self.failures + 1
        pause = min(2 ** (self.failures - 1), LONGEST_PAUSE)
        say(f"{self.name} ended with status {status}; starting it again in {pause} s")
        self.process, self.start_at = None, time.monotonic() + pause

    def ask_to_end(self, number=signal.SIGTERM):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def end(self, deadline):
        """Wait until the deadline, then insist; nothing of the group stays."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0, deadline - time.monotonic()))
        self._end_group()
        self.process.wait()

    def _end_group(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
