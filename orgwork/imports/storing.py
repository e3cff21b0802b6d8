"""Uploaded workbooks on disk: sealed, under a random name, outside the web root. Plain only in memory while they are read."""

import hashlib
import os
import secrets
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from orgwork.kit import crypto

FOLDER = "uploads"
PIECE = 1 << 20


def sha256_of(path):
    """(hex digest, size) of a file."""
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def keep(path):
    """Store a sealed copy of the file at `path`. Returns the name it is stored under."""
    name = secrets.token_hex(24)
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealed = crypto.seal_bytes(Path(path).read_bytes(), aad=f"upload|{name}")
    file = folder / name
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(sealed)
    return name


def forget(name):
    """Erase a stored file; one that is gone already is no error."""
    if name:
        (Path(settings.MEDIA_ROOT) / FOLDER / name).unlink(missing_ok=True)


def content(name):
    """The plain bytes of a stored file. Raises crypto.Unreadable, FileNotFoundError."""
    sealed = (Path(settings.MEDIA_ROOT) / FOLDER / name).read_bytes()
    return crypto.open_bytes(sealed, aad=f"upload|{name}")


@contextmanager
def opened(name):
    """A path at which the plain content can be read meanwhile, by child processes too; it never touches the disk."""
    handle = os.memfd_create("upload", 0)
    try:
        with open(handle, "wb", closefd=False) as out:
            out.write(content(name))
        yield f"/proc/{os.getpid()}/fd/{handle}"
    finally:
        os.close(handle)
