"""M1 and M2 of the performance goals: a month is opened for all communities, and fifty secretaries fill it in at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from orgwork.accounts.models import Unit, system_user
from orgwork.accounts.scope import Scope
from orgwork.monthly.models import FormItem, MonthlyReport
from orgwork.monthly.services.opening import open_month
from tests.faults.databases import occupied

from . import months, scale, serving, typists
from .measuring import exponent, median, p95, statements, taken

MONTHS = months.of_year(2024, 8)
SECRETARIES = 50
ALONE = 5


@pytest.fixture(scope="module")
def place(base, django_db_blocker):
    with django_db_blocker.unblock(), occupied(base):
        months.populated(scale.MONTH_COMMUNITIES, MONTHS)
    return base


def opened(month, scope):
    """(seconds, statements, reports)."""
    with statements() as seen:
        seconds, reports = taken(lambda: open_month(period=month, by=system_user(), scope=scope))
    return seconds, len(seen), len(reports)


def test_m1_open_a_month(place, book):
    """All communities and a tenth of them take turns, each time in another month; some are opened one by one."""
    paths = list(Unit.objects.filter(level="community").order_by("path").values_list("path", flat=True))
    tenth = len(paths) // 10
    few, many, alone = [], [], []
    for at in range(scale.ROUNDS):
        few.append(opened(MONTHS[2 * at], Scope.of(paths[:tenth])))
        many.append(opened(MONTHS[2 * at + 1], Scope.whole()))
    for path in paths[:ALONE]:
        alone.append(opened(MONTHS[6], Scope.of([path])))
    assert ({n for _s, _q, n in few}, {n for _s, _q, n in many}) == ({tenth}, {len(paths)})
    counts = {count for _seconds, count, _n in (*few, *many)}
    assert len(counts) == 1, counts
    told(book, len(paths), tenth, *([seconds for seconds, _q, _n in side] for side in (few, many, alone)), max(counts))


def told(book, count, tenth, few, many, alone, queries):
    numbers = FormItem.objects.filter(kind="number").count()
    book.add(
        "month_open_statements", queries, f"the same for {tenth} communities", queries, goal="<= 1.0", limit=1.0, n=count,
        note=f"M1, statements, not seconds: {numbers} numbers a community, records of {months.MEMBERS} members, meetings, services",
    )  # fmt: skip
    power = exponent((tenth, median(few)), (count, median(many)))
    book.add(
        "month_open", median(many), f"the same for {tenth} communities", median(few), ratio=power, goal="<= 1.1", limit=1.1, n=count,
        note=f"M1, exponent of the seconds, {scale.ROUNDS} pairs",
    )  # fmt: skip
    book.add(
        "month_open_one_by_one", median(many), "each community by itself", median(alone) * count, faster=True, n=count,
        note=f"M1, peer measured at {ALONE} communities and scaled",
    )  # fmt: skip


def test_m2_fifty_save_at_once(place, book):
    """Saving and the bare view take turns, fifty of the same kind at once; then both are mixed."""
    month = MONTHS[7]
    open_month(period=month, by=system_user(), scope=Scope.whole())
    MonthlyReport.objects.filter(period=month.text).update(fill_until=timezone.now() + timedelta(days=9))
    sessions = typists.seated(SECRETARIES, month)
    save, bare = [], []
    with serving.served(place) as port:
        team = typists.at_work(port, sessions)
        connection.close()
        typists.burst(team, "both", 1)
        for _ in range(scale.PAIRS):
            save += typists.burst(team, "save", scale.SAVES)["save"]
            bare += typists.burst(team, "bare", 2 * scale.SAVES)["bare"]
        mixed = typists.burst(team, "both", 2 * scale.SAVES)
    book.add(
        "month_save_cell", p95(save), "session, user and rights, an empty answer", p95(bare), goal="<= 3", limit=3, n=len(team),
        note=f"M2, p95 of {len(save)} saves, {len(team)} at once; peer {len(bare)} times, {len(team)} at once, in turns with them",
    )  # fmt: skip
    book.add(
        "month_save_cell_mixed", p95(mixed["save"]), "the same bare view", p95(mixed["bare"]), goal="<= 3", limit=3, n=len(team),
        note=f"M2, p95 of {len(mixed['save'])} each, under the very same load: every secretary saves and looks in turn",
    )  # fmt: skip
