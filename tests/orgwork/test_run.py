"""The supervisor of `make run`: restarts what dies, leaves nothing behind, and lets make end well on Ctrl-C."""

import os
import pty
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from django.db import connection

from orgwork.accounts.models import Unit
from orgwork.embedded import Trouble
from orgwork.run import __main__ as run
from orgwork.run import logins, prepare, supervisor
from orgwork.run.children import LONGEST_PAUSE, Child

PROJECT = Path(__file__).resolve().parents[2]
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
PARENT = """
import sys, time
from orgwork.run.children import Child
child = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""
UNDER_MAKE = """
import sys, time
from orgwork.run.supervisor import Stopped, stop_on_signals
from orgwork.run.terminal import make_was_interrupted, own_foreground
stop_on_signals()
try:
    with own_foreground():
        print("ready", flush=True)
        while not make_was_interrupted():
            time.sleep(0.05)
        print("make was told", flush=True)
except Stopped:
    print("stopped", flush=True)
"""


def python(code):
    return [sys.executable, "-c", code]


def gone(pid, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end and psutil.pid_exists(pid):
        if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return not psutil.pid_exists(pid)


def test_a_child_that_ends_is_started_again_after_longer_and_longer_pauses(capsys, monkeypatch):
    child = Child("web", python("raise SystemExit(3)"))
    clock = [1000.0]
    monkeypatch.setattr("orgwork.run.children.time.monotonic", lambda: clock[0])
    pauses = []
    for _ in range(7):
        child.start_at = 0
        child.watch()
        child.process.wait()
        child.watch()
        assert child.process is None
        pauses.append(child.start_at - clock[0])
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]
    assert "web ended with status 3; starting it again in 1 s" in capsys.readouterr().out


def test_a_child_that_was_steady_is_started_again_at_once(monkeypatch):
    child = Child("web", python("pass"))
    child.failures = 5
    child.start()
    child.process.wait()
    child.started -= 61
    child.watch()
    assert child.failures == 1


def test_end_takes_the_whole_group_even_where_it_does_not_listen():
    code = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {STUBBORN!r}]); time.sleep(60)"
    child = Child("worker", python(code))
    child.start()
    grandchild = next_child(child.process.pid)
    child.ask_to_end()
    child.end(time.monotonic() + 0.2)
    assert gone(grandchild)
    assert gone(child.process.pid)


def test_children_end_with_a_killed_supervisor():
    parent = subprocess.Popen(python(PARENT), cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    assert gone(child)


def test_ctrl_c_in_a_terminal_ends_make_with_status_0(tmp_path):
    make, terminal = pty.fork()
    if make == 0:
        os.chdir(PROJECT)
        os.execv(shutil.which("make"), ["make", "--no-print-directory", "-f", str(makefile(tmp_path))])  # noqa: S606 - a child on a terminal
    seen = read_until(terminal, b"ready")
    os.write(terminal, b"\x03")
    seen += read_until(terminal, b"stopped")
    assert os.waitstatus_to_exitcode(os.waitpid(make, 0)[1]) == 0
    assert b"make was told" not in seen
    os.close(terminal)


def test_a_signal_to_make_alone_is_noticed(tmp_path):
    make = subprocess.Popen(
        ["make", "--no-print-directory", "-f", makefile(tmp_path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert make.stdout.readline() == "ready\n"
    make.send_signal(signal.SIGINT)
    assert make.communicate(timeout=20)[0] == "make was told\n"


def test_sigterm_to_make_reaches_the_supervisor(tmp_path):
    make = subprocess.Popen(
        ["make", "--no-print-directory", "-f", makefile(tmp_path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert make.stdout.readline() == "ready\n"
    make.terminate()
    assert make.communicate(timeout=20)[0] == "stopped\n"


def test_a_closed_terminal_does_not_keep_it_from_stopping():
    code = "from orgwork.run.terminal import say; import sys; say('a'); sys.stdin.readline(); say('b'); print('', file=sys.stderr)"
    child = subprocess.Popen(
        python(code), cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "a\n"
    child.stdout.close()
    child.stdin.close()
    assert child.stderr.read().startswith("\n")
    child.stderr.close()
    child.wait()


def test_web_worker_and_scheduler_are_what_is_run():
    team = supervisor.children("127.0.0.1", 8000)
    assert [child.name for child in team] == ["web", "worker", "scheduler"]
    assert "--no-control-socket" in team[0].command
    assert team[1].orphaned == signal.SIGQUIT


def test_a_taken_port_is_seen():
    with supervisor.socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        assert supervisor.port_is_free("127.0.0.1", holder.getsockname()[1]) is False
    assert supervisor.port_is_free("127.0.0.1", 0) is True


def test_a_second_supervisor_in_the_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "VAR", tmp_path)
    with run.only_one():
        assert (tmp_path / "orgwork.pid").read_text(encoding="ascii") == str(os.getpid())
        with pytest.raises(Trouble, match="already running here"), run.only_one():
            pass
    with run.only_one():
        pass


def test_the_demo_password_is_kept_for_later_starts_and_for_the_owner_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    first = logins.demo_password(tmp_path)
    logins.keep_password(tmp_path, first)
    assert logins.demo_password(tmp_path) == first
    assert stat.S_IMODE(logins.password_file(tmp_path).stat().st_mode) == 0o600
    assert logins.lines(tmp_path)[0] == f"演示账号，密码均为 {first}"
    monkeypatch.setenv("DEMO_PASSWORD", "chosen")
    assert logins.demo_password(tmp_path) == "chosen"


def test_no_log_ins_are_shown_without_a_demo(tmp_path):
    assert logins.lines(tmp_path) == []


def test_a_database_with_real_data_is_never_emptied(db, capsys):
    Unit._base_manager.create(code="410301", name="乙区", level="district", path="0009")
    assert prepare.empty() is False
    assert Unit._base_manager.filter(code="410301").count() == 1
    assert "it is not emptied" in capsys.readouterr().out


def test_reset_empties_a_database_that_holds_the_demo_alone(db):
    Unit._base_manager.all().delete()
    assert prepare.empty() is True
    assert connection.introspection.table_names() == []


def test_static_files_are_collected_only_after_a_change(tmp_path, settings, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    calls = []
    monkeypatch.setattr(prepare, "call_command", lambda *words, **options: calls.append(words))
    for digest in ("a", "a", "b"):
        monkeypatch.setattr(prepare, "_static_digest", lambda digest=digest: digest)
        prepare.collect()
    assert calls == [("collectstatic",), ("collectstatic",)]


def makefile(folder):
    """As the project's own rule does it: the recipe becomes the supervisor."""
    script = folder / "under_make.py"
    script.write_text(UNDER_MAKE, encoding="utf-8")
    file = folder / "Makefile"
    file.write_text(f"run:\n\t@PYTHONPATH=. exec '{sys.executable}' '{script}'\n", encoding="utf-8")
    return file


def read_until(terminal, text, seconds=30):
    seen, end = b"", time.monotonic() + seconds
    while text not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 1024)
    assert text in seen
    return seen


def next_child(pid, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = psutil.Process(pid).children()
        if found and "signal.SIG_IGN" in " ".join(found[0].cmdline()):
            return found[0].pid
        time.sleep(0.05)
    raise AssertionError("the grandchild never came up")
