"""I1–I4 of the performance goals: a roster of members, read to committed."""

import zipfile
from dataclasses import dataclass, field

import pytest
from django.db import connection

from tests.faults.databases import occupied, rows

from . import bigroster, peers, scale, sides
from .measuring import Cpu, exponent, median, peak_mib, say, statements, taken

PEERS = {
    "stock": (scale.STOCK, lambda path: peers.by_resource(peers.Stock, path), "stock django-import-export, dry run + import", 60),
    "tuned": (scale.TUNED, lambda path: peers.by_resource(peers.Tuned, path), "tuned django-import-export, dry run + import", 20),
    "bulk": (scale.BULK, peers.by_bulk_create, "bulk_create(update_conflicts)", 4),
}

HEADINGS = 10  # an administrator's file may have 300,000 filled rows (contract.md 3), its headings included


@dataclass
class Found:
    limit: list = field(default_factory=list)
    first: list = field(default_factory=list)
    again: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    statements: list = field(default_factory=list)
    written_again: list = field(default_factory=list)
    peers: dict = field(default_factory=lambda: {name: [] for name in PEERS})


def roster(folder, count):
    path = folder / f"{count}.xlsx"
    return path if path.exists() else bigroster.write(path, count)


def same_rows(folder, count):
    """A file of other bytes with the same rows: the very same file is refused before it is read."""
    path = folder / f"{count}-again.xlsx"
    if not path.exists():
        path.write_bytes(roster(folder, count).read_bytes())
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = b"saved again"
    return path


@pytest.fixture(scope="module")
def found(base, folder, django_db_blocker):
    """All sides, one after the other, again and again."""
    result = Found()
    with django_db_blocker.unblock(), occupied(base):
        sides.ground()
        for number in range(1, scale.ROUNDS + 1):
            one_round(result, folder)
            say(told(result, number))
    return result


def told(result, number):
    """The seconds of a round, for whoever waits."""
    sides = {"limit": result.limit, "ours": result.first, "again": result.again, **result.peers}
    return f"  import, round {number}: " + ", ".join(f"{name} {seconds[-1]:.3g} s" for name, seconds in sides.items())


def one_round(result, folder):
    path = roster(folder, scale.MEMBERS)
    sides.clear()
    result.limit.append(taken(sides.limit, path)[0])
    there, cpu = sides.who_and_where(), Cpu()
    with statements() as seen:
        seconds, upload = taken(sides.ours, path, *there)
    assert (upload.counts["create"], upload.counts["rejected"]) == (scale.MEMBERS, 0)
    result.first.append(seconds)
    result.cpu.append(cpu.used())
    result.statements.append(len(seen))
    import_again(result, folder)
    for name, (count, work, _peer, _goal) in PEERS.items():
        sides.clear()
        result.peers[name].append(taken(work, roster(folder, count))[0])
        assert rows("SELECT count(*) FROM members_member") == [(count,)]


def import_again(result, folder):
    before = rows("SELECT txid_current()")[0][0]
    seconds, upload = taken(sides.ours, same_rows(folder, scale.MEMBERS), *sides.who_and_where())
    assert upload.counts["unchanged"] == scale.MEMBERS
    result.again.append(seconds)
    touched = " + ".join(
        f"(SELECT count(*) FROM {table} WHERE xmin::text::bigint >= {before})"
        for table in ("members_member", "members_memberevent", "imports_beforeimage")
    )
    result.written_again.append(rows(f"SELECT {touched}")[0][0])


def test_i1_import_against_the_limit(found, book):
    book.add(
        f"import_{scale.MEMBERS // 1000}k", median(found.first), "calamine iter_rows + COPY, bare table", median(found.limit),
        goal="<= 2.5", limit=2.5, n=scale.MEMBERS, note=f"I1, {scale.ROUNDS} pairs",
    )  # fmt: skip


@pytest.mark.parametrize("name", PEERS)
def test_i2_import_against_the_usual_libraries(found, book, name):
    count, _work, peer, goal = PEERS[name]
    scaled = median(found.peers[name]) * scale.MEMBERS / count
    book.add(
        f"import_against_{name}", median(found.first), peer, scaled, goal=f">= {goal}x", limit=goal, faster=True,
        n=scale.MEMBERS, note=f"I2, {scale.ROUNDS} pairs; peer measured at {count} rows and scaled",
    )  # fmt: skip


def test_i3_growth(found, book, folder):
    """CPU of the import at a tenth and at three times the rows; statements whatever the rows."""
    measured = {}
    for count in (scale.MEMBERS // 10, 3 * scale.MEMBERS - HEADINGS):
        times = []
        for _ in range(scale.ROUNDS if count < scale.MEMBERS else 1):
            sides.clear()
            there, cpu = sides.who_and_where(), Cpu()
            with statements() as seen:
                taken(sides.ours, roster(folder, count), *there)
            times.append(cpu.used())
            found.statements.append(len(seen))
        measured[count] = median(times)
    small, large = sorted(measured.items())
    power = exponent(small, large)
    seen = "CPU with the server's" if cpu.server else "CPU without the server's"
    book.add(
        "import_growth", large[1], f"the same at {small[0]} rows", small[1], ratio=power, goal="<= 1.05", limit=1.05,
        n=large[0], note=f"I3, exponent of {seen}",
    )  # fmt: skip
    most = max(found.statements)
    assert most <= 15
    book.add(
        "import_statements", most, "", None, ratio=most, goal="<= 15", limit=15, n=large[0],
        note=f"I3, statements, not seconds; the most at {small[0]}, {scale.MEMBERS} and {large[0]} rows (fewest {min(found.statements)})",
    )  # fmt: skip


def test_i4_the_same_rows_again(found, book, folder):
    assert set(found.written_again) == {0}
    book.add(
        "import_again", median(found.again), "calamine iter_rows + COPY, bare table", median(found.limit), goal="<= 2.5",
        limit=2.5, n=scale.MEMBERS, note=f"I4, {scale.ROUNDS} pairs; 0 rows written",
    )  # fmt: skip


def test_i4_memory(found, book, folder):
    path = roster(folder, scale.MEMBERS)
    sides.clear()
    connection.close()
    ours, limit = peak_mib("ours", path), peak_mib("limit", path)
    book.add(
        "import_memory", ours, "MiB of the limit's process", limit, goal="<= 1.25", limit=1.25, n=scale.MEMBERS, peak_mib=ours,
        note="I4, MiB, not seconds; the reading child included",
    )  # fmt: skip
