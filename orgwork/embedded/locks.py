"""File locks: the kernel lets go of them when a process dies, however it dies."""

import fcntl
import os
from contextlib import contextmanager

SHARED, SOLE = fcntl.LOCK_SH, fcntl.LOCK_EX


def opened(path):
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def take(descriptor, kind):
    fcntl.flock(descriptor, kind)


def try_take(descriptor, kind):
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def held(path, kind=SOLE):
    descriptor = opened(path)
    try:
        take(descriptor, kind)
        yield descriptor
    finally:
        os.close(descriptor)


def is_held(path):
    """Whether a living process holds the file's sole lock."""
    descriptor = opened(path)
    try:
        return not try_take(descriptor, SHARED)
    finally:
        os.close(descriptor)
