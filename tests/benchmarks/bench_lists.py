"""L1–L3 and P1 of the performance goals: the members' list at 10⁴ and at 10⁶ rows."""

import random
import time
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.test import Client, override_settings

from orgwork.accounts.models import Post, Unit, User
from orgwork.accounts.rules import Role
from orgwork.kit import registers
from orgwork.kit.paging import Cursor
from tests.faults.databases import copied, occupied, rows

from . import crowd, scale, serving
from .measuring import median, p95, server_time, statements, taken

SIZE = 50
DEEP = 5_000
SEARCHES = 30
REQUESTS = 160
SEQUENTIAL = ("SET LOCAL enable_indexscan = off", "SET LOCAL enable_indexonlyscan = off", "SET LOCAL enable_bitmapscan = off",
              "SET LOCAL max_parallel_workers_per_gather = 0")  # fmt: skip


@dataclass
class Place:
    """One of the two districts."""

    name: str
    count: int
    client: Client


def reader():
    user = User.objects.create_user("reader", "invented-word-77", name="区领导")
    Post.objects.create(user=user, unit=Unit.objects.get(parent=None), role=Role.LEADER, starts_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def few(base, django_db_blocker):
    with django_db_blocker.unblock(), occupied(base):
        crowd.district(scale.COMMUNITIES)
        crowd.people(1, scale.FEW)
        return Place(base, scale.FEW, reader())


@pytest.fixture(scope="module")
def many(few, django_db_blocker):
    """A copy of the small district, filled up."""
    with django_db_blocker.unblock(), occupied(few.name), copied("many") as name:
        with occupied(name):
            crowd.people(scale.FEW + 1, scale.MANY)
        yield Place(name, scale.MANY, few.client)


def get(place, path):
    answer = place.client.get(path)
    assert answer.status_code == 200, path
    return answer


def count_of(place, path):
    get(place, path)
    with statements() as seen:
        get(place, path)
    return len(seen)


def test_l1_statements(few, many, book):
    """Every register's list at 20 and 50 a page; the members' at both sizes."""
    lists = [register.base_url for register in registers.all_registers()]
    found = {}
    for place in (few, many):
        with occupied(place.name):
            for path in lists:
                found.setdefault(path, set()).update(count_of(place, f"{path}?page_size={size}") for size in (20, 50))
    most = max(max(counts) for counts in found.values())
    assert all(len(counts) == 1 for counts in found.values()), found
    book.add(
        "list_statements", most, "", None, ratio=most, goal="<= 6", limit=6, n=many.count,
        note=f"L1, statements, not seconds; {len(found)} lists, the same at 20 and 50 a page and at {few.count} and {many.count} members",
    )  # fmt: skip


def cursor_at(at, *, back=False):
    """The address of the page that begins behind row `at`, or of the one that ends before the last row."""
    order = "pinyin DESC, id DESC" if back else "pinyin, id"
    pinyin, key = rows(f"SELECT pinyin, id FROM members_member ORDER BY {order} OFFSET %s LIMIT 1", at - 1)[0]
    return f"/members/?cursor={Cursor(pinyin, str(key), scale.MANY - SIZE if back else at).encode()}"


def test_l2_deep_pages(many, book):
    with occupied(many.name):
        deep = min(DEEP, scale.MANY // SIZE // 2)
        paths = ["/members/", cursor_at(SIZE * (deep - 1)), cursor_at(SIZE + 1, back=True)]
        times = timed_in_turns(many, paths)
    for name, at, what in (("list_page_deep", 1, f"page {deep}"), ("list_page_last", 2, "the last page")):
        book.add(
            name, median(times[at]), "page 1", median(times[0]), goal="<= 1.5", limit=1.5, n=many.count,
            note=f"L2, {what}, {len(times[0])} pairs",
        )  # fmt: skip


def timed_in_turns(place, paths):
    for path in paths:
        get(place, path)
    times = [[] for _ in paths]
    for _ in range(4 * scale.PAIRS):
        for path, found in zip(paths, times, strict=True):
            found.append(taken(get, place, path)[0])
    return times


def test_l2_growth(few, many, book):
    times = {few.name: [], many.name: []}
    for _ in range(scale.PAIRS):
        for place in (few, many):
            with occupied(place.name):
                get(place, "/members/")
                times[place.name] += [taken(get, place, "/members/")[0] for _ in range(3)]
    book.add(
        "list_growth", median(times[many.name]), f"the same at {few.count} members", median(times[few.name]), goal="<= 1.5",
        limit=1.5, n=many.count, note=f"L2, page 1, {len(times[few.name])} pairs",
    )  # fmt: skip


def searches():
    """One to three characters, from frequent to unknown; beginnings of pinyin, initials; in the district or in a subtree."""
    rng, names = random.Random(5), crowd.name_list()
    frequent, rare = names[:200], names[-200:]
    codes = ["", "", *Unit.objects.filter(level="street").values_list("code", flat=True)[:3],
             *Unit.objects.filter(level="community").values_list("code", flat=True)[:3]]  # fmt: skip
    words = ["王", "伟", "张伟", "王伟", "李秀", "秀英", "欧", "国", "明"]
    words += [rng.choice(frequent) for _ in range(5)] + [rng.choice(rare) for _ in range(5)]
    words += ["w", "wang", "wangw", "zh", "zhang", "lix", "ww", "zw", "lxy", "x", "qqq"]
    return [(word, rng.choice(codes)) for word in words][:SEARCHES]


def sequential_count():
    """Seconds of one sequential count of the members."""
    rows("BEGIN")
    for setting in SEQUENTIAL:
        rows(setting)
    seconds = taken(rows, "SELECT count(*) FROM members_member")[0]
    rows("COMMIT")
    return seconds


def in_the_server(place, path):
    with server_time() as spent:
        get(place, path)
    return sum(spent)


def test_l3_searches(many, book):
    with occupied(many.name):
        asked = [f"/members/?search={word}" + (f"&unit={code}" if code else "") for word, code in searches()]
        counts, spent = [], {path: [] for path in asked}
        for _ in range(scale.PAIRS):
            counts.append(sequential_count())
            for path in asked:
                spent[path].append(in_the_server(many, path))
        slowest, seconds = max(((path, median(times)) for path, times in spent.items()), key=lambda pair: pair[1])
        rare = rare_pairs(many, counts)
    book.add(
        "search_worst", seconds, "one sequential count", median(counts), goal="<= 1.0", limit=1.0, n=many.count,
        note=f"L3, the slowest of {len(asked)} searches ({slowest}), its statements, {scale.PAIRS} pairs",
    )  # fmt: skip
    book.add(
        "search_rare", rare, "one sequential count", median(counts), goal="<= 0.02", limit=0.02, n=many.count,
        note=f"L3, rare two-character names, their search statement, {scale.PAIRS} each",
    )  # fmt: skip


def rare_pairs(place, counts):
    """Median seconds of the searches of five rare names of two characters, the statements of session and user left out."""
    known = [name for name in reversed(crowd.name_list()) if len(name) == 2][:5]
    found = []
    for name in known:
        for _ in range(scale.PAIRS):
            with server_time() as spent:
                get(place, f"/members/?search={name}")
            found.append(sum(spent[3:]))
    return median(found)


def cpu_of(place, path):
    start = time.process_time()
    get(place, path)
    return time.process_time() - start


@override_settings(ROOT_URLCONF="tests.benchmarks.pages")
def test_p1_cpu(many, book):
    found = {"/members/?page_size=50": [], "/bare/?page_size=50": []}
    with occupied(many.name):
        for path in found:
            get(many, path)
        for _ in range(8 * scale.PAIRS):
            for path, times in found.items():
                times.append(cpu_of(many, path))
    page, bare = (median(times) for times in found.values())
    book.add(
        "list_cpu", page, "the same view with the database only", bare, goal="<= 2.0", limit=2.0, n=many.count,
        note=f"P1, CPU seconds of the web process, 50 rows, {8 * scale.PAIRS} pairs",
    )  # fmt: skip


@pytest.mark.parametrize("which", ["few", "many"])
def test_p1_eight_clients(few, many, which, book):
    place = {"few": few, "many": many}[which]
    cookie = place.client.cookies["sessionid"].value
    ours, peer = [], []
    connection.close()
    with serving.served(place.name) as port:
        for _ in range(scale.PAIRS):
            ours += serving.burst(port, "/members/?page_size=50", cookie, REQUESTS // scale.PAIRS)
            peer += serving.burst(port, "/stock/", cookie, REQUESTS // scale.PAIRS)
    book.add(
        f"list_8_clients_{place.count}", p95(ours), "generic ListView, Paginator, template", p95(peer), goal=">= 10x", limit=10,
        faster=True, n=place.count, note=f"P1, p95 of {len(ours)} requests; django-tables2 is not in the lock file",
    )  # fmt: skip
