"""Where finished reports lie: outside the web root, under a name that says nothing. A job run twice rewrites it."""

import os
import secrets
from pathlib import Path

from django.conf import settings

FOLDER = "reports"
SUFFIX = ".docx"


def new_token() -> str:
    return secrets.token_hex(24)


def path_of(token: str, revision: int) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / token[:2] / f"{token}-{revision}{SUFFIX}"


def write(token: str, revision: int, data: bytes) -> None:
    """All of the file or nothing of it."""
    target = path_of(token, revision)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_suffix(f".{secrets.token_hex(4)}")
    try:
        with open(part, "wb", opener=private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def private(path, flags):
    return os.open(path, flags, 0o600)


def read(token: str, revision: int) -> bytes:
    return path_of(token, revision).read_bytes()
