"""Fifty at once on one report: whoever was told OK was written, nothing is lost in silence, whoever lost sees both values."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from django.db import connection

from orgwork.accounts.rules import Role
from orgwork.kit.views.history import event_model
from orgwork.monthly.models import MonthlyValue
from orgwork.monthly.services.errors import Clash, Refused
from orgwork.monthly.services.saving import Entry, save_values
from orgwork.monthly.services.submitting import submit
from tests.factories import make_world, person
from tests.factories.monthly import fill, open_reports

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, ROUNDS = 50, 4
CODES = ("m_care", "m_dues", "m_deeds", "m_cards", "m_forms")


class Told(NamedTuple):
    """What a writer heard: "ok", "clash" with what stood there, or "closed"."""

    answer: str
    code: str
    key: UUID
    value: int
    theirs: object = None


@pytest.fixture
def report(transactional_db):
    world = make_world()
    found = open_reports()["槐荫社区"]
    found.filler = person(Role.SECRETARY, world.own.unit)
    return found


def write(report, code, version, value):
    key = uuid4()
    entry = Entry(value=value, version=version, entry_key=key, explanation="同时填的")
    try:
        save_values(report=report, cells={code: entry}, by=report.filler)
    except Clash as clash:
        row, given = clash.rows[code], clash.given[code]
        return Told("clash", code, key, given.value, (row.value, row.version))
    except Refused:
        return Told("closed", code, key, value)
    return Told("ok", code, key, value)


def crowd(act, number=THREADS):
    """[what each of `number` threads heard], all of which begin at once."""
    gate = Barrier(number)

    def one(n):
        try:
            gate.wait(30)
            return act(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def written(report):
    """{entry key: (code, value, version)} of every version of every cell that an entry wrote."""
    events = event_model(MonthlyValue).objects.filter(pgh_obj__report=report, entry_key__isnull=False).order_by("pgh_id")
    found = {}
    for event in events:
        assert event.entry_key not in found, "written twice"
        found[event.entry_key] = (event.code, event.value, event.version)
    return found


def agrees(report, told):
    """Told OK is written and nothing else is; the last one written is what stands; every version has its writer."""
    kept = written(report)
    good = {t.key: t for t in told if t.answer == "ok"}
    assert set(kept) == set(good)
    assert all(kept[key][:2] == (t.code, t.value) for key, t in good.items())
    for row in report.values.filter(code__in=CODES):
        mine = sorted((version, value) for code, value, version in kept.values() if code == row.code)
        assert [version for version, _value in mine] == list(range(2, row.version + 1))
        assert not mine or mine[-1][1] == row.value
    return good


def test_fifty_on_one_cell_one_wins_and_the_others_see_both(report):
    told = crowd(lambda n: write(report, "m_care", 1, n + 1))
    good = agrees(report, told)
    assert len(good) == 1
    winner = next(iter(good.values()))
    losers = [t for t in told if t.answer == "clash"]
    assert (len(losers), {t.theirs for t in losers}) == (THREADS - 1, {(winner.value, 2)})
    assert sorted(t.value for t in told) == list(range(1, THREADS + 1))


def test_fifty_that_go_on_lose_nothing(report):
    def act(n):
        rng, heard = random.Random(n), []
        for turn in range(ROUNDS):
            code = rng.choice(CODES)
            version = report.values.values_list("version", flat=True).get(code=code)
            heard.append(write(report, code, version, 1 + n * ROUNDS + turn))
        return heard

    told = [t for heard in crowd(act) for t in heard]
    good = agrees(report, told)
    assert len(told) == THREADS * ROUNDS
    assert len(good) >= len(CODES)
    assert all(t.theirs[0] is not None and t.theirs[0] != t.value for t in told if t.answer == "clash")
    report.refresh_from_db()
    assert report.version == 1 + len(good)


def test_the_same_entry_sent_fifty_times_is_written_once(report):
    key = uuid4()
    entry = Entry(value=7, version=1, entry_key=key)
    crowd(lambda _n: save_values(report=report, cells={"m_care": entry}, by=report.filler))
    assert {k: v for k, v in written(report).items() if k == key} == {key: ("m_care", 7, 2)}
    report.refresh_from_db()
    assert report.version == 2


def test_handed_in_among_fifty_writers_what_was_told_ok_is_in_it(report):
    fill(report, report.filler)
    versions = dict(report.values.values_list("code", "version"))

    def act(n):
        if n == THREADS // 2:
            submit(report=report, by=report.filler)
            return None
        return write(report, CODES[n % len(CODES)], versions[CODES[n % len(CODES)]], n)

    told = [t for t in crowd(act) if t]
    report.refresh_from_db()
    kept = written(report)
    assert report.state == "submitted"
    assert set(kept) == {t.key for t in told if t.answer == "ok"}
    assert {t.answer for t in told} <= {"ok", "clash", "closed"}
    last = {code: value for code, value, _version in kept.values()}
    assert dict(report.values.filter(code__in=last).values_list("code", "value")) == last
