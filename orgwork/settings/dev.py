"""`make run`: one machine, plain http, a secret key kept under var/."""

import secrets

from .base import *  # noqa: F403
from .base import SECRET_KEY, VAR_DIR


def _kept_secret():
    file = VAR_DIR / "secret_key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(48), encoding="ascii")
        file.chmod(0o600)
    return file.read_text(encoding="ascii").strip()


SECRET_KEY = SECRET_KEY or _kept_secret()
