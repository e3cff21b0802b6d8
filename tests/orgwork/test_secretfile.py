"""Secrets are made once: the database's password, the keys that seal ID numbers, the key that signs sessions."""

import secrets
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from orgwork.embedded.places import Place
from orgwork.kit import crypto
from orgwork.secretfile import made_once


def test_whoever_asks_in_the_middle_sees_all_or_nothing(tmp_path):
    """Somebody else makes it while we are at it: his stays, and ours is thrown away."""
    file = tmp_path / "secret"
    inner = []

    def slow():
        inner.append(made_once(file, lambda: b"his"))
        return b"ours"

    assert made_once(file, slow) == b"his"
    assert (inner, [path.name for path in tmp_path.iterdir()]) == ([b"his"], ["secret"])


def test_many_at_once_read_the_same(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _n: made_once(tmp_path / "secret", lambda: secrets.token_bytes(32)), range(64)))
    assert [len(one) for one in found] == [32]


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_only_its_owner_reads_it(tmp_path, mode):
    made_once(tmp_path / "secret", lambda: b"x", mode=mode)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == mode


def test_two_servers_that_start_together_get_one_password(tmp_path, monkeypatch):
    """They once did not: the second read the file before the first had written into it, and the queue had no password."""
    place = Place(tmp_path, tmp_path / "var", None)
    place.prepare()
    inner, token = [], secrets.token_hex

    def slow(count):
        monkeypatch.setattr(secrets, "token_hex", token)
        inner.append(place.password())
        return token(count)

    monkeypatch.setattr(secrets, "token_hex", slow)
    outer = place.password()
    assert (inner, len(outer)) == ([outer], 48)


def test_two_processes_that_start_together_get_the_same_keys(tmp_path, monkeypatch):
    inner, token = [], secrets.token_bytes

    def keys():
        return {file.name: file.read_bytes() for file in crypto.ensure_keys(tmp_path / "keys").iterdir() if file.suffix == ".key"}

    def slow(count):
        monkeypatch.setattr(secrets, "token_bytes", token)
        inner.append(keys())
        return token(count)

    monkeypatch.setattr(secrets, "token_bytes", slow)
    outer = keys()
    assert (inner, {len(key) for key in outer.values()}) == ([outer], {32})
