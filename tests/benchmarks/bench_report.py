"""R1 of the performance goals: a report of 100 figures over the accepted facts of a district's year."""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import OperationalError

from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.monthly.enums import Aggregate
from orgwork.monthly.figures import figure_key, made_figures
from orgwork.monthly.models import FormItem, MonthlyValue
from tests.faults.databases import occupied, rows

from . import crowd, months, scale
from .measuring import median, statements, take_turns, taken

COMMUNITIES, COUNT, ITEMS = scale.FACTS
YEAR = Period.year(2024)
BARE = """
SELECT code, sum(value) FROM monthly_monthlyvalue
WHERE path >= %s AND path < %s AND first_day BETWEEN %s AND %s AND code = ANY(%s) GROUP BY code
"""
STATES = 3  # every third item of the form that comes with the portal is the state at the end of a month
PATIENCE = 25  # seconds; shorter than the form is remembered


@dataclass
class Facts:
    district: Unit
    codes: list
    count: int

    @property
    def asks(self):
        return [figures.Ask(figure_key(code), self.district, YEAR) for code in self.codes]

    def report(self):
        return figures.values_of(self.asks, scope=Scope.whole())

    def bare(self):
        path = self.district.path
        return dict(rows(BARE, path, path + "~", YEAR.start, YEAR.end, self.codes))

    def singly(self):
        return [figures.value(a.key, scope=Scope.whole(), unit=a.unit, period=a.period) for a in self.asks]

    def behind(self, at=0):
        """The records of one figure, all of them."""
        ask = self.asks[at]
        return figures.record_ids([ask], scope=Scope.whole())[ask]


@pytest.fixture(scope="module")
def facts(base, django_db_blocker):
    with django_db_blocker.unblock(), occupied(base):
        crowd.district(COMMUNITIES, names=False)
        codes = months.facts(months.of_year(2024, COUNT), ITEMS)
        made_figures.forget()
        yield Facts(Unit.objects.get(parent=None), codes, MonthlyValue.objects.count())
        made_figures.forget()


def counted(facts):
    """(the report, its statements), the form read anew as at the beginning of a request."""
    made_figures.forget()
    with statements() as seen:
        found = facts.report()
    assert len(seen) <= 3, seen
    return found, len(seen)


def test_r1_sums(facts, book):
    found, count = counted(facts)
    assert {ask.key: number for ask, number in found.items()} == {figure_key(code): number for code, number in facts.bare().items()}
    times = take_turns(scale.PAIRS, report=facts.report, bare=facts.bare, behind=facts.behind)
    report, bare, behind = (median(times[name]) for name in ("report", "bare", "behind"))
    book.add(
        "report_statements", count, "", None, ratio=count, goal="<= 3", limit=3, n=facts.count,
        note=f"R1, statements, not seconds: {len(facts.codes)} figures",
    )  # fmt: skip
    book.add(
        "report", report, "one bare GROUP BY code", bare, goal="<= 1.3", limit=1.3, n=facts.count,
        note=f"R1, {len(facts.codes)} sums over {COMMUNITIES} communities and {COUNT} months, {scale.PAIRS} pairs",
    )  # fmt: skip
    book.add(
        "report_drill_down", behind, "the report", report, goal="<= 0.4", limit=0.4, n=facts.count,
        note=f"R1, all {len(facts.behind())} records behind one figure, {scale.PAIRS} pairs",
    )  # fmt: skip
    singly = taken(facts.singly)[0]
    book.add(
        "report_against_singles", report, f"{len(facts.codes)} figures asked one by one", singly, goal=">= 30x", limit=30, faster=True,
        n=facts.count, note="R1, peer once",
    )  # fmt: skip


@contextmanager
def broken_off(seconds):
    """A statement that takes longer is broken off; gives a list that then holds the reason."""
    why = []
    rows("SELECT set_config('statement_timeout', %s, false)", f"{seconds}s")
    try:
        yield why
    except OperationalError as error:
        why.append(str(error).strip())
    finally:
        rows("SET statement_timeout = 0")


def test_r1_the_forms_own_mixture(facts, book):
    """A third of the items are what stood at the end: of each community the newest fact only."""
    states = facts.codes[::STATES]
    FormItem.objects.filter(code__in=states).update(aggregate=Aggregate.LAST)
    said = f"R1, {len(states)} of {len(facts.codes)} are states at the end"
    goal = {"goal": "<= 1.3", "limit": 1.3, "n": facts.count}
    with broken_off(PATIENCE) as why:
        found, count = counted(facts)
    if why:
        bare = taken(facts.bare)[0]
        book.add("report_mixed", PATIENCE, "one bare GROUP BY code", bare, **goal, note=f"{said}; broken off, it takes longer than this")
        return
    newest = MonthlyValue.objects.filter(code=states[0]).order_by("-first_day").values_list("value", flat=True)[:COMMUNITIES]
    assert found[facts.asks[0]] == sum(newest)
    times = take_turns(scale.PAIRS, report=facts.report, bare=facts.bare)
    book.add(
        "report_mixed", median(times["report"]), "one bare GROUP BY code", median(times["bare"]), **goal,
        note=f"{said}, {count} statements, {scale.PAIRS} pairs",
    )  # fmt: skip
