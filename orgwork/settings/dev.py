"""`make run`: one machine, plain http, a secret key kept under var/."""

import secrets

from orgwork.secretfile import made_once

from .base import *  # noqa: F403
from .base import SECRET_KEY, VAR_DIR


def _kept_secret():
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    return made_once(VAR_DIR / "secret_key", lambda: secrets.token_urlsafe(48).encode()).decode().strip()


SECRET_KEY = SECRET_KEY or _kept_secret()
