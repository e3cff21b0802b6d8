"""The terminal: what is said there, and whose Ctrl-C it is.

GNU make dies by the signal that the terminal sends to its group, so `make run` could not end with status 0. As a shell
does for a job, the supervisor therefore makes itself the terminal's foreground group: Ctrl-C reaches it alone, and make
sees it end well. Without a terminal nothing is changed.
"""

import os
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path


def say(text):
    """A terminal that was closed meanwhile must not keep us from stopping what we started."""
    with suppress(OSError):
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


@contextmanager
def own_foreground():
    terminal = _terminal() if started_by_make() else None
    if terminal is None:
        yield
        return
    before = os.tcgetpgrp(terminal)
    os.setpgid(0, 0)
    _give(terminal, os.getpgrp())
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        _give(terminal, before)
        os.close(terminal)


def started_by_make():
    return _process("comm").strip() in {"make", "gmake"}


def make_was_interrupted():
    """Make catches SIGINT once; a signal sent to make alone shows in that it no longer does."""
    caught = next((line for line in _process("status").splitlines() if line.startswith("SigCgt:")), "SigCgt:0")
    return not int(caught.partition(":")[2], 16) >> (signal.SIGINT - 1) & 1


def _process(name):
    try:
        return Path(f"/proc/{os.getppid()}/{name}").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _terminal():
    """The controlling terminal, if this process is in its foreground."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
    with suppress(OSError):
        if os.tcgetpgrp(terminal) == os.getpgrp():
            return terminal
    os.close(terminal)
    return None


def _give(terminal, group):
    """A background process that changes the foreground group is stopped by SIGTTOU unless it ignores it."""
    previous = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    try:
        with suppress(OSError):
            os.tcsetpgrp(terminal, group)
    finally:
        signal.signal(signal.SIGTTOU, previous)
