"""A child that ends with its parent, even when the parent is killed: prctl(PR_SET_PDEATHSIG), Linux only."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with_parent(number=signal.SIGTERM):
    """A `preexec_fn`. It runs after the change of account, which would clear the setting."""
    parent = os.getpid()

    def tie():
        die_with_parent(number)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def die_with_parent(number=signal.SIGTERM):
    if _libc:
        _libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
