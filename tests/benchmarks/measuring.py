"""What a benchmark measures with: time, CPU, statements, peak memory; always of sides that take turns."""

import gc
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import psutil
from django.conf import settings
from django.db import connection
from psycopg2.extensions import cursor as plain_cursor

from tests.faults.databases import url_of


@dataclass
class Row:
    """One line of var/bench.json (contract.md 7). `ratio` is what the goal speaks of; `note` says how it was measured.

    Where no goal was set, `goal` is empty and `met` null.
    """

    name: str
    median_s: float
    peer: str
    peer_median_s: float | None
    ratio: float | None
    goal: str
    met: bool | None
    n: int
    peak_mib: float | None = None
    note: str = ""


HEAD = f"{'':30}{'ours':>10}{'peer':>10}{'ratio':>9}  {'goal':10}{'':5}{'n':>8}  peer; note"


class Book:
    """The rows of this run: each is told and kept as soon as it is known, for a run may be broken off."""

    def __init__(self):
        self.rows = []

    def add(self, name, ours, peer, peers, *, goal="", limit=None, faster=False, ratio=None, **more):
        """`limit` bounds ours ÷ peer from above; with `faster` it bounds peer ÷ ours from below; without one there is no goal."""
        if ratio is None and peers:
            ratio = peers / ours if faster else ours / peers
        met = None if limit is None else ratio >= limit if faster else ratio <= limit
        row = Row(name, _short(ours), peer, _short(peers), _short(ratio), goal, met, **more)
        self.rows.append(row)
        self._keep()
        say(_line(row))

    def _keep(self):
        file = settings.VAR_DIR / "bench.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps([asdict(row) for row in self.rows], ensure_ascii=False, indent=1) + "\n", "utf-8")

    def table(self):
        """All rows once more, together."""
        say("\n".join(["", HEAD, *map(_line, self.rows)]))


def say(text):
    """At once, though the output is a file or a pipe."""
    print(text, flush=True)


def _line(row):
    peer, ratio = ("" if number is None else f"{number:g}" for number in (row.peer_median_s, row.ratio))
    met = {True: "met", False: "MISS", None: ""}[row.met]
    memory = f"; peak {row.peak_mib:g} MiB" if row.peak_mib else ""
    said = "; ".join(word for word in (row.peer, row.note) if word)
    return f"{row.name:30}{row.median_s:>10g}{peer:>10}{ratio:>9}  {row.goal:10}{met:5}{row.n:>8}  {said}{memory}"


def _short(number):
    return None if number is None else float(f"{number:.4g}")


def median(numbers):
    return statistics.median(numbers)


def p95(numbers):
    return sorted(numbers)[math.ceil(0.95 * len(numbers)) - 1]


def taken(work, *args):
    """(wall seconds, what `work` returned); garbage of the side before is not its burden."""
    gc.collect()
    start = time.perf_counter()
    result = work(*args)
    return time.perf_counter() - start, result


def take_turns(times, **sides):
    """{name: [seconds]}: each side once, then each again; a side is a callable, its result is thrown away."""
    found = {name: [] for name in sides}
    for _ in range(times):
        for name, work in sides.items():
            found[name].append(taken(work)[0])
    return found


class Cpu:
    """CPU seconds of this process, of the children it has waited for and, where it can be seen, of its database session."""

    def __init__(self):
        connection.ensure_connection()
        self.server = _process_of(connection.connection.get_backend_pid())
        self.before = self._now()

    def _now(self):
        ours, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        found = ours.ru_utime + ours.ru_stime + children.ru_utime + children.ru_stime
        if self.server:
            times = self.server.cpu_times()
            found += times.user + times.system
        return found

    def used(self):
        return self._now() - self.before


def _process_of(pid):
    try:
        found = psutil.Process(pid)
        return found if found.name().startswith("postgres") else None
    except psutil.Error:
        return None


@contextmanager
def statements():
    """Gives a list that fills with every statement sent over this process's connection, COPY included, the marks of
    transactions not."""
    seen = []

    class Counting(plain_cursor):
        def execute(self, query, values=None):
            if not str(query).startswith(("SAVEPOINT", "RELEASE")):
                seen.append(query)
            return super().execute(query, values)

        def copy_expert(self, sql, *args, **kwargs):
            seen.append(sql)
            return super().copy_expert(sql, *args, **kwargs)

    connection.ensure_connection()
    connection.connection.cursor_factory = Counting
    try:
        yield seen
    finally:
        connection.connection.cursor_factory = plain_cursor


@contextmanager
def server_time():
    """Gives a list that fills with the seconds each statement took."""
    spent = []

    def timed(execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - start)

    with connection.execute_wrapper(timed):
        yield spent


def peak_mib(side, path):
    """Peak memory (shared pages counted once) of a fresh process that runs `side` of tests.benchmarks.sides, children included."""
    env = {**os.environ, "DATABASE_URL": url_of(connection.settings_dict["NAME"])}
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.sides", side, str(path)], env=env)
    root, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        peak = max(peak, _memory(root))
        time.sleep(0.02)
    assert process.returncode == 0, side
    return round(peak / 2**20, 1)


def _memory(root):
    found = 0
    for process in [root]:
        try:
            found += sum(p.memory_full_info().pss for p in [process, *process.children(recursive=True)])
        except psutil.Error:
            continue
    return found


def exponent(small, large):
    """The power of n by which the cost grows, between (n, cost) and (n, cost)."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])
