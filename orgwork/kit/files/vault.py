"""Sealed bytes on disk, under random names outside the web root. Plain only in memory while they are read."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from .. import crypto


def _path(folder, token):
    return Path(settings.MEDIA_ROOT) / folder / token


def _aad(folder, token):
    return f"{folder}|{token}"


def keep(data, *, folder):
    """Seal `data` (bytes) into `folder`. Returns the token it is found by."""
    token = secrets.token_hex(24)
    target = _path(folder, token)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(crypto.seal_bytes(data, aad=_aad(folder, token)))
    return token


def content(token, *, folder):
    """The plain bytes. Raises crypto.Unreadable, FileNotFoundError."""
    return crypto.open_bytes(_path(folder, token).read_bytes(), aad=_aad(folder, token))


def forget(token, *, folder):
    """Erase a stored file; one that is gone already is no error."""
    if token:
        _path(folder, token).unlink(missing_ok=True)
