"""Where the servers' data lies and which account runs them.

PostgreSQL refuses to run as root. Started by root, the servers therefore run as the unprivileged account `nobody`,
which must be able to reach their data and their programs. Permissions of parent folders are never loosened: where the
project folder is closed to that account (below /root, say), data and a copy of the programs lie in
/var/lib/orgwork-<hash of the project's path>.
"""

import hashlib
import os
import pwd
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path

from orgwork.secretfile import made_once

SYSTEM_STATE = Path("/var/lib")
ACCOUNT = "nobody"
TEST = "/usr/bin/test"


class Trouble(Exception):
    """The embedded servers cannot run; the text says what to do."""


@dataclass(frozen=True)
class Place:
    root: Path
    home: Path
    account: pwd.struct_passwd | None

    @classmethod
    def of(cls, root):
        root = Path(root).resolve()
        if os.geteuid() != 0:
            return cls._own(root)
        return cls._for_root(root)

    @classmethod
    def _own(cls, root):
        place = cls(root, root / "var", None)
        place._refuse_foreign_data()
        return place

    @classmethod
    def _for_root(cls, root):
        account = _account()
        inside = cls(root, root / "var", account)
        outside = cls(root, outside_home(root), account)
        if outside.has_data():
            return outside
        inside.home.mkdir(parents=True, exist_ok=True)
        if reachable(inside.home, account):
            return inside
        if inside.has_data():
            raise Trouble(
                f"{inside.home}/pg holds data, but {ACCOUNT!r}, which runs PostgreSQL for root, cannot reach it. "
                f"Make the folder traversable, or move pg and valkey to {outside.home}."
            )
        return outside

    @property
    def data(self):
        return {"postgres": self.home / "pg", "valkey": self.home / "valkey"}

    @property
    def run(self):
        return self.home / "run"

    @property
    def logs(self):
        return self.home / "log"

    def has_data(self):
        return (self.home / "pg" / "PG_VERSION").exists()

    def prepare(self):
        """Make the folders; only what is ours is created or changed."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.home.parent == SYSTEM_STATE:
            self.home.chmod(0o755)
        for folder in (self.run, self.logs):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o700)
        for folder in self.data.values():
            self.own(folder)

    def own(self, folder):
        """A folder for the servers' account alone."""
        folder.mkdir(exist_ok=True)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        folder.chmod(0o700)

    def password(self):
        return made_once(self.run / "password", lambda: secrets.token_hex(24).encode()).decode()

    def as_account(self):
        """Arguments of subprocess that make a child run as the servers' account."""
        if not self.account:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _refuse_foreign_data(self):
        for folder in self.data.values():
            if folder.exists() and folder.stat().st_uid != os.geteuid():
                owner = _name(folder.stat().st_uid)
                raise Trouble(
                    f"{folder} belongs to {owner}: the portal was started here by root before. Start it as root again, "
                    f"or remove {folder.parent} (this deletes its data), or set DATABASE_URL and REDIS_URL."
                )


def outside_home(root):
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return SYSTEM_STATE / f"orgwork-{digest}"


def reachable(path, account, flag="-x"):
    """Whether the account itself could open the path: asked of the kernel, by a child that runs as it."""
    check = subprocess.run(  # noqa: S603 - fixed program, no shell
        [TEST, flag, str(path)], user=account.pw_uid, group=account.pw_gid, extra_groups=[], cwd="/", check=False
    )
    return check.returncode == 0


def _account():
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise Trouble(f"No account {ACCOUNT!r} to run PostgreSQL as. Set DATABASE_URL and REDIS_URL.") from None


def _name(uid):
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
