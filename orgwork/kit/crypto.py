"""Sealed columns: AES-256-GCM with the row as additional data, and a keyed blind index (design/security.md 1).

A sealed text is `v1:<kid>:<base64 of nonce + ciphertext>`. The additional data `table|column|pk` makes a ciphertext that is moved to
another row unreadable. The blind index is HMAC-SHA-256 under a second key derived per column: equal numbers meet, nothing is revealed.
"""

import base64
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from orgwork.secretfile import made_once

NONCE = 12


class Unreadable(ValueError):
    """A sealed text does not open: altered, moved to another row, or sealed under a key that is not here."""


def ensure_keys(folder):
    """Make the two keys of a new installation; existing ones are never touched. Returns the folder."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("seal-k1.key", "blind.key"):
        made_once(folder / name, lambda: secrets.token_bytes(32), mode=0o400)
    return folder


@lru_cache(maxsize=4)
def _keys(folder):
    """({kid: AESGCM}, newest kid, blind key). Two sealing keys may live side by side for a rotation."""
    folder = ensure_keys(folder)
    files = sorted(folder.glob("seal-*.key"))
    ciphers = {f.stem.removeprefix("seal-"): AESGCM(f.read_bytes()) for f in files}
    return ciphers, max(ciphers), (folder / "blind.key").read_bytes()


@lru_cache(maxsize=64)
def _blind_key(folder, column):
    master = _keys(folder)[2]
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"blind|{column}".encode()).derive(master)


def aad(table, column, pk):
    """Additional data that ties a sealed value to its place."""
    return f"{table}|{column}|{pk}"


def seal(plain, *, aad):
    """`plain` sealed for the place `aad`."""
    ciphers, kid, _blind = _keys(str(settings.KEYS_DIR))
    nonce = os.urandom(NONCE)
    sealed = ciphers[kid].encrypt(nonce, plain.encode(), aad.encode())
    return f"v1:{kid}:{base64.b64encode(nonce + sealed).decode()}"


def open_sealed(token, *, aad):
    """The plain text of `token`. Raises Unreadable when it was altered, moved, or its key is missing."""
    try:
        version, kid, body = token.split(":", 2)
        raw = base64.b64decode(body, validate=True)
        cipher = _keys(str(settings.KEYS_DIR))[0][kid]
        if version != "v1":
            raise Unreadable("version")
        return cipher.decrypt(raw[:NONCE], raw[NONCE:], aad.encode()).decode()
    except (InvalidTag, KeyError, ValueError) as error:
        raise Unreadable("sealed value") from error


def seal_bytes(plain, *, aad):
    """A file's content sealed for the place `aad`: the key's name, a line end, nonce and ciphertext."""
    ciphers, kid, _blind = _keys(str(settings.KEYS_DIR))
    nonce = os.urandom(NONCE)
    return kid.encode() + b"\n" + nonce + ciphers[kid].encrypt(nonce, plain, aad.encode())


def open_bytes(sealed, *, aad):
    """The plain bytes. Raises Unreadable when they were altered, moved, or the key is missing."""
    kid, _end, body = sealed.partition(b"\n")
    try:
        cipher = _keys(str(settings.KEYS_DIR))[0][kid.decode("ascii", "replace")]
        return cipher.decrypt(body[:NONCE], body[NONCE:], aad.encode())
    except (InvalidTag, KeyError, ValueError) as error:
        raise Unreadable("sealed file") from error


def blind(plain, *, column):
    """64 hex characters, equal for equal `plain` of one column; without the key nobody can compute or reverse it."""
    key = _blind_key(str(settings.KEYS_DIR), column)
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def mask(plain):
    """First three and last one: with district, birth date and sex known 45 candidates remain (security.md 5.8)."""
    return f"{plain[:3]}{'*' * (len(plain) - 4)}{plain[-1]}" if len(plain) > 4 else "*" * len(plain)
