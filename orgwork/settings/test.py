"""The suite: own database per TEST_DB, jobs rung by hand, passwords hashed cheaply."""

import os
import tempfile
import zlib
from pathlib import Path

from .base import *  # noqa: F403
from .base import BASE_DIR, DATABASES, env

SECRET_KEY = "for-tests-only-for-tests-only-for-tests-only-for-tests"  # noqa: S105
DATABASES["default"]["TEST"] = {"NAME": "test_orgwork_" + os.environ.get("TEST_DB", "main")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
_CHECKOUT = zlib.crc32(str(BASE_DIR).encode())  # two checkouts on one machine share no keys and no files
_TMP = Path(tempfile.gettempdir()) / f"orgwork-test-{os.getuid()}-{os.environ.get('TEST_DB', 'main')}-{_CHECKOUT:08x}"
MEDIA_ROOT = _TMP / "media"
KEYS_DIR = Path(env.str("ORGWORK_KEYS", default=str(_TMP / "keys")))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
