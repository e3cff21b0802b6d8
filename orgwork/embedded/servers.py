"""The two servers: how each is prepared, started and asked whether it answers. No password is ever an argument."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile

import psycopg2
import psycopg2.sql

from .places import Trouble

HOST = "127.0.0.1"
TAKEN = {5432, 6379}
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "Asia/Shanghai"}


class Postgres:
    name = "postgres"
    variable = "DATABASE_URL"
    stop_signal = signal.SIGINT
    refusal = ""

    def __init__(self, place, programs, port):
        self.place, self.programs, self.port = place, programs, port
        self.data = place.data[self.name]
        self.url = f"postgres://orgwork:{place.password()}@{HOST}:{port}/orgwork"

    def prepare(self):
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._forget_stale_owner()

    def command(self):
        settings = {
            "listen_addresses": HOST,
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 100,
            "shared_buffers": "128MB",
            "dynamic_shared_memory_type": "mmap" if _small_shared_memory() else "posix",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(self.programs.postgres), "-D", str(self.data), *options]

    def stdin(self):
        return None

    def answers(self):
        try:
            with _connection(self.url):
                return True
        except psycopg2.OperationalError:
            return self._create_database()

    def _create_database(self):
        """The portal works under a role of its own, which is no superuser."""
        try:
            connection = _connection(self.url.replace("//orgwork:", "//postgres:").replace("/orgwork", "/postgres"))
        except psycopg2.OperationalError as error:
            self.refusal = " ".join(str(error).split())
            return False
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                self._create(cursor)
        finally:
            connection.close()
        return True

    def _create(self, cursor):
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'orgwork'")
        if not cursor.fetchone():
            cursor.execute("CREATE ROLE orgwork LOGIN CREATEDB PASSWORD %s", [self.place.password()])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'orgwork'")
        if not cursor.fetchone():
            cursor.execute("CREATE DATABASE orgwork OWNER orgwork")

    def _initialise(self):
        """Made beside its place and moved there whole: an interrupted initdb leaves nothing like a database."""
        fresh = self.data.with_name("pg.new")
        shutil.rmtree(fresh, ignore_errors=True)
        self.place.own(fresh)
        with tempfile.NamedTemporaryFile("w", dir=self.data.parent, prefix="pg-init-") as secret:
            secret.write(self.place.password())
            secret.flush()
            if self.place.account:
                os.chown(secret.name, self.place.account.pw_uid, self.place.account.pw_gid)
            self._initdb(fresh, secret.name)
        fresh.rename(self.data)

    def _initdb(self, folder, secret):
        options = [
            "--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--set=log_timezone=Asia/Shanghai",
        ]  # fmt: skip
        done = subprocess.run(  # noqa: S603 - the wheel's program, no shell
            [str(self.programs.initdb), "-D", str(folder), *options],
            env=ENVIRONMENT, cwd=folder, capture_output=True, check=False, **self.place.as_account(),
        )  # fmt: skip
        if done.returncode:
            raise Trouble("initdb failed: " + done.stderr.decode(errors="replace").strip())

    def _forget_stale_owner(self):
        """After a crash the pid in postmaster.pid may be another program's by now: PostgreSQL would refuse to start."""
        file = self.data / "postmaster.pid"
        if not file.exists():
            return
        first = (file.read_text(encoding="utf-8", errors="replace").splitlines() or [""])[0]
        if not _is_program(first, self.programs.postgres.name):
            file.unlink()


class Valkey:
    name = "valkey"
    variable = "REDIS_URL"
    stop_signal = signal.SIGTERM
    refusal = ""

    def __init__(self, place, programs, port):
        self.place, self.programs, self.port = place, programs, port
        self.data = place.data[self.name]
        self.url = f"redis://:{place.password()}@{HOST}:{port}/0"

    def prepare(self):
        pass

    def command(self):
        return [str(self.programs.valkey), "-"]

    def stdin(self):
        """The settings, password included, arrive by standard input; the folder is the working directory."""
        lines = [
            f"port {self.port}", f"bind {HOST}", f"requirepass {self.place.password()}", "appendonly yes", 'save ""',
            "maxmemory-policy noeviction", 'logfile ""', "daemonize no", "dir .",
        ]  # fmt: skip
        return "\n".join(lines).encode() + b"\n"

    def answers(self):
        try:
            with socket.create_connection((HOST, self.port), timeout=2) as link:
                link.sendall(f"AUTH {self.place.password()}\r\nPING\r\n".encode())
                return _reads(link, b"+OK\r\n+PONG\r\n")
        except OSError as error:
            self.refusal = str(error)
            return False


KINDS = {kind.name: kind for kind in (Postgres, Valkey)}


def free_port():
    while True:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        if port not in TAKEN:
            return port


def reachable(port):
    """Whether anything listens on the port as seen from here."""
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False


def _connection(url):
    return psycopg2.connect(url, connect_timeout=3)


def _reads(link, expected):
    got = b""
    while len(got) < len(expected):
        part = link.recv(64)
        if not part:
            return False
        got += part
    return got == expected


def _small_shared_memory():
    """A container's /dev/shm is often 64 MB, too little for parallel queries."""
    try:
        state = os.statvfs("/dev/shm")  # noqa: S108 - asked for its size only
    except OSError:
        return True
    return state.f_blocks * state.f_frsize < 256 * 1024 * 1024


def _is_program(pid, name):
    try:
        with open(f"/proc/{int(pid)}/comm", encoding="utf-8") as stream:
            return stream.read().strip() == name
    except (OSError, ValueError):
        return False
