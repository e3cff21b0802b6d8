"""The embedded servers, really started: shared, ended with the last user, and back after every kind of kill."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from orgwork.embedded import Place, Trouble, ensure, keeper, locks, places, servers, wipe
from orgwork.embedded.keeper import Keeper, lock_file, log_file, users_file

PROJECT = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0
USER = """
import sys
from orgwork.embedded import ensure
with ensure(sys.argv[1]) as found:
    print(found.database_url, found.redis_url, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


@pytest.fixture(scope="module")
def root():
    """A project folder that the servers' account can reach, with a space and Chinese in its name."""
    base = Path(tempfile.mkdtemp(prefix="orgwork "))
    base.chmod(0o755)
    folder = base / "组织 工作"
    folder.mkdir()
    yield folder
    shutil.rmtree(base)


@contextmanager
def another_user(root):
    """Another process that uses the servers until it is told to end."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(root)], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        process.urls = process.stdout.readline().split()
        yield process
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def query(url, sql):
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def keeper_of(root, kind="postgres"):
    command = ["-m", "orgwork.embedded", "keep", kind, str(Place.of(root).root)]
    return next(process for process in psutil.process_iter() if _arguments(process)[1:] == command)


def server_of(root, kind="postgres"):
    return keeper_of(root, kind).children()[0]


def running(root):
    """Keepers and servers of this folder."""
    place = Place.of(root)
    lines = [_arguments(process) for process in psutil.process_iter()]
    return [words for words in lines if {str(place.root), str(place.data["postgres"])} & set(words)]


def _arguments(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(psycopg2.OperationalError, redis.RedisError):
            if condition():
                return True
        time.sleep(0.1)
    return False


def test_both_answer_and_end_with_their_only_user(root):
    with ensure(root) as found:
        assert os.environ["DATABASE_URL"] == found.database_url
        assert os.environ["REDIS_URL"] == found.redis_url
        assert query(found.database_url, "SHOW server_encoding") == [("UTF8",)]
        assert query(found.database_url, "SELECT lower('Ä'), '党员' COLLATE \"C\" < '支部'") == [("ä", True)]
        assert redis.Redis.from_url(found.redis_url).ping() is True
        assert len(running(root)) > 0
    assert running(root) == []
    assert "DATABASE_URL" not in os.environ
    assert "REDIS_URL" not in os.environ


def test_the_portals_role_is_no_superuser_and_makes_databases(root):
    with ensure(root) as found:
        assert query(found.database_url, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user") == [
            (False, True)
        ]


def test_only_the_owner_reads_password_and_data(root):
    with ensure(root) as found:
        place = Place.of(root)
        closed = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (*place.data.values(), place.run)}
        assert closed == {"pg": 0o700, "valkey": 0o700, "run": 0o700}
        assert stat.S_IMODE((place.run / "password").stat().st_mode) == 0o600
        for url, wrong in ((found.database_url, ":x@"), (found.redis_url, ":x@")):
            bad = url.replace(":" + place.password() + "@", wrong)
            with pytest.raises((psycopg2.OperationalError, redis.AuthenticationError)):
                query(bad, "SELECT 1") if bad.startswith("postgres") else redis.Redis.from_url(bad).ping()


def test_ports_are_free_ones_on_this_machine_only(root):
    with ensure(root) as found:
        ports = {int(url.rpartition(":")[2].partition("/")[0]) for url in (found.database_url, found.redis_url)}
        assert len(ports) == 2
        assert ports & servers.TAKEN == set()
        pairs = [link for kind in servers.KINDS for link in server_of(root, kind).net_connections(kind="inet")]
        assert {link.laddr for link in pairs if link.status == psutil.CONN_LISTEN} == {
            (servers.HOST, port) for port in ports
        }


def test_a_second_user_shares_them_and_leaves_them_running(root):
    with another_user(root) as first:
        with ensure(root) as found:
            assert [found.database_url, found.redis_url] == first.urls
        assert query(first.urls[0], "SELECT 1") == [(1,)]
    assert until(lambda: running(root) == [])


def test_they_outlive_the_user_that_started_them_while_another_is_there(root):
    with another_user(root) as starter:
        second = ensure(root)
        found = second.__enter__()
        starter.kill()
        starter.wait()
    assert query(found.database_url, "SELECT 1") == [(1,)]
    second.__exit__(None, None, None)
    assert running(root) == []


def test_two_at_once_start_one_server(root):
    with another_user(root) as first, another_user(root) as second:
        assert first.urls == second.urls
        assert len(first.urls) == 2


def test_a_killed_user_leaves_no_server_and_no_loss(root):
    with another_user(root) as user:
        query(user.urls[0], "DROP TABLE IF EXISTS kept")
        query(user.urls[0], "CREATE TABLE kept AS SELECT 7 AS n")
        user.send_signal(signal.SIGKILL)
        user.wait()
        assert until(lambda: running(root) == [])
    with ensure(root) as found:
        assert query(found.database_url, "SELECT n FROM kept") == [(7,)]


def test_a_killed_server_is_started_again_at_the_same_address(root):
    with ensure(root) as found:
        for kind in servers.KINDS:
            server_of(root, kind).kill()
        assert until(lambda: query(found.database_url, "SELECT 1") == [(1,)])
        assert until(lambda: redis.Redis.from_url(found.redis_url).ping())


def test_a_killed_keeper_takes_its_server_along_and_the_next_start_recovers(root):
    with ensure(root) as found:
        query(found.database_url, "CREATE TABLE IF NOT EXISTS survived AS SELECT 1 AS n")
        for kind in servers.KINDS:
            keeper_of(root, kind).kill()
        assert until(lambda: running(root) == [])
    with ensure(root) as found:
        assert query(found.database_url, "SELECT count(*) FROM survived") == [(1,)]


def test_a_stale_pid_that_is_now_another_program_is_no_obstacle(root):
    with ensure(root):
        place = Place.of(root)
        keeper_of(root).kill()
        assert until(lambda: not locks.is_held(lock_file(place, "postgres")))
        assert until(lambda: not (place.data["postgres"] / "postmaster.pid").exists())
    stale = place.data["postgres"] / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{place.data['postgres']}\n", encoding="utf-8")
    with ensure(root) as found:
        assert query(found.database_url, "SELECT 1") == [(1,)]


def test_queue_survives_a_restart(root):
    with ensure(root) as found:
        redis.Redis.from_url(found.redis_url).set("k", "v")
    with ensure(root) as found:
        assert redis.Redis.from_url(found.redis_url).get("k") == b"v"


def test_given_addresses_are_left_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/db")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    with ensure(tmp_path) as found:
        assert (found.database_url, found.redis_url) == ("postgres://elsewhere/db", "redis://elsewhere/0")
    assert list(tmp_path.iterdir()) == []
    assert os.environ["DATABASE_URL"] == "postgres://elsewhere/db"


def test_only_what_is_not_given_is_started(monkeypatch, root):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/db")
    with ensure(root) as found:
        assert found.database_url == "postgres://elsewhere/db"
        assert redis.Redis.from_url(found.redis_url).ping() is True
        assert not locks.is_held(lock_file(Place.of(root), "postgres"))


def test_wipe_refuses_while_they_are_used_and_empties_them_after(root):
    with another_user(root) as user:
        query(user.urls[0], "CREATE TABLE IF NOT EXISTS gone AS SELECT 1 AS n")
        with pytest.raises(Trouble, match="in use by another process"):
            wipe(root)
    wipe(root)
    with ensure(root) as found:
        assert query(found.database_url, "SELECT to_regclass('gone')") == [(None,)]


def test_a_server_that_cannot_start_says_so_and_leaves_nothing(tmp_path, monkeypatch):
    place = Place.of(tmp_path)
    place.prepare()
    version = place.data["postgres"] / "PG_VERSION"
    version.write_text("9\n", encoding="ascii")
    with pytest.raises(Trouble, match="postgres did not start"), ensure(tmp_path):
        pass
    assert until(lambda: running(tmp_path) == [])
    shutil.rmtree(place.home)


def test_folder_closed_to_the_servers_account_is_not_loosened(tmp_path):
    """Root's data then lies under /var/lib; an ordinary user's own servers need no other account."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    project = closed / "orgwork"
    project.mkdir()
    place = Place.of(project)
    try:
        assert place.home == (places.outside_home(project) if AS_ROOT else project / "var")
        with ensure(project) as found:
            assert query(found.database_url, "SELECT 1") == [(1,)]
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert Place.of(project).home == place.home
    finally:
        shutil.rmtree(place.home)


def test_servers_never_run_as_root(root):
    with ensure(root):
        assert server_of(root).username() == (places.ACCOUNT if AS_ROOT else pwd.getpwuid(os.geteuid()).pw_name)


def test_a_command_runs_beside_them_and_its_status_is_passed_on():
    script = 'test -n "$DATABASE_URL" && exit 7'
    command = [sys.executable, "-m", "orgwork.embedded", "exec", "--", "sh", "-c", script]
    given = {**os.environ, "DATABASE_URL": "postgres://elsewhere/db", "REDIS_URL": "redis://elsewhere/0"}
    assert subprocess.run(command, cwd=PROJECT, env=given).returncode == 7


def test_a_dump_is_made_by_the_servers_own_version(root):
    with ensure(root) as found:
        given = {**os.environ, "DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url}
        script = 'pg_dump --schema-only "$DATABASE_URL"'
        command = [sys.executable, "-m", "orgwork.embedded", "exec", "--", "sh", "-c", script]
        done = subprocess.run(command, cwd=PROJECT, env=given, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "PostgreSQL database dump complete" in done.stdout


def test_the_users_lock_is_all_that_holds_them(root):
    """The keeper asks the kernel, not a counter that a killed process would leave wrong."""
    with ensure(root):
        assert locks.is_held(users_file(Place.of(root), "postgres")) is False
        descriptor = locks.opened(users_file(Place.of(root), "postgres"))
        assert locks.try_take(descriptor, locks.SOLE) is False
        os.close(descriptor)


def test_a_try_at_a_port_out_of_reach_is_followed_by_another_port(root, monkeypatch):
    """Seen once: a port that was free and bound, yet could not be reached from the same machine."""
    place = Place.of(root)
    place.prepare()
    made = Keeper(place, "valkey")
    ports = iter([20_001, 20_002])
    monkeypatch.setattr(keeper, "free_port", lambda: next(ports))
    monkeypatch.setattr(Keeper, "_launch", lambda self: None)
    monkeypatch.setattr(Keeper, "_end", lambda self: None)
    monkeypatch.setattr(Keeper, "_announce", lambda self, state: None)
    monkeypatch.setattr(Keeper, "_answers_in_time", lambda self: self.server.port == 20_002)
    made._start()
    assert made.server.port == 20_002
    assert "no answer at port 20001" in log_file(place, "valkey").read_text(encoding="utf-8")
