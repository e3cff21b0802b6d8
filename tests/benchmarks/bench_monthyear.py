"""The test year of the monthly report: opened, filled in, accepted and reported for every community."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest
from django.db.models import Sum
from django.utils import timezone

from orgwork.accounts.models import Unit, system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.monthly.enums import ReportState
from orgwork.monthly.figures import code_of, figure_key
from orgwork.monthly.items import NUMBERS
from orgwork.monthly.models import MonthlyReport, MonthlyValue
from orgwork.monthly.services.opening import open_month
from orgwork.monthly.services.reviewing import accept_many
from tests.factories import person
from tests.factories.monthly import submitted
from tests.faults.databases import occupied, rows

from . import months, scale
from .measuring import median, statements, take_turns, taken

COMMUNITIES, COUNT = scale.YEAR
MONTHS = months.of_year(2024, COUNT)
YEAR = Period.year(2024)
BARE = """
SELECT path, code, sum(value) FROM monthly_monthlyvalue
WHERE first_day BETWEEN %s AND %s AND value IS NOT NULL GROUP BY path, code
"""
DONE = f"{COMMUNITIES} communities, {COUNT} months"


@dataclass
class People:
    """`filler` fills the first community's reports by hand, `clerk` accepts them all."""

    filler: object
    clerk: object


@pytest.fixture(scope="module")
def people(base, django_db_blocker):
    with django_db_blocker.unblock(), occupied(base):
        months.populated(COMMUNITIES, MONTHS)
        first, top = Unit.objects.filter(level="community").order_by("path")[0], Unit.objects.get(parent=None)
        return People(person(Role.SECRETARY, first), person(Role.CLERK, top))


def counted(work, *args, **kwargs):
    """(seconds, statements) of `work`."""
    with statements() as seen:
        seconds = taken(partial(work, *args, **kwargs))[0]
    return seconds, len(seen)


def of_month(month):
    return MonthlyReport.objects.filter(period=month.text).order_by("path")


def test_the_year_is_opened(people, book):
    found = [counted(open_month, period=month, by=system_user(), scope=Scope.whole()) for month in MONTHS]
    assert len({count for _seconds, count in found}) == 1
    assert MonthlyReport.objects.count() == COMMUNITIES * COUNT
    book.add(
        "year_open", sum(seconds for seconds, _count in found), "", None, n=MonthlyValue.objects.count(),
        note=f"M1, {DONE}; {found[0][1]} statements a month",
    )  # fmt: skip


def test_the_year_is_filled_in(people, book):
    """One community by the services, the others by one UPDATE a month; then the clerk accepts them all."""
    MonthlyReport.objects.update(fill_until=timezone.now() + timedelta(days=1))
    by_hand, at_once, accepting = [], [], []
    for month in MONTHS:
        first, *others = of_month(month)
        by_hand.append(counted(submitted, first, people.filler))
        at_once.append(counted(months.typed, month, system_user()))
        handed_in(others)
        accepting.append(counted(accept_many, reports=list(of_month(month)), by=people.clerk))
    assert MonthlyReport.objects.filter(state=ReportState.ACCEPTED).count() == COMMUNITIES * COUNT
    assert len({count for _seconds, count in accepting}) == 1
    tell(book, by_hand, at_once, accepting)


def handed_in(reports):
    now, by = timezone.now(), system_user()
    rows = MonthlyReport.objects.filter(pk__in=[report.pk for report in reports])
    rows.update(state=ReportState.SUBMITTED, received_at=now, submitted_at=now, submitted_by=by)


def tell(book, by_hand, at_once, accepting):
    total = COMMUNITIES * COUNT
    book.add(
        "year_fill_by_services", median([s for s, _count in by_hand]), "", None, n=COUNT,
        note=f"M1, one community's month: records read, blanks filled, handed in; at most {max(q for _s, q in by_hand)} statements",
    )  # fmt: skip
    book.add("year_fill", sum(s for s, _count in at_once), "", None, n=total, note=f"M1, {DONE}; one UPDATE a month with its history")
    book.add(
        "year_accept", sum(s for s, _count in accepting), "", None, n=total,
        note=f"M1, {DONE}; a month of all communities at once, {accepting[0][1]} statements",
    )  # fmt: skip


def test_the_year_is_reported(people, book):
    """Every number of the form for every community, beside one bare GROUP BY over the same cells."""
    rows("VACUUM ANALYZE monthly_monthlyvalue")
    district = Unit.objects.get(parent=None)
    asks = [figures.Ask(figure_key(item.code), district, YEAR) for item in NUMBERS]
    with statements() as seen:
        found = figures.by_unit_of(asks, scope=Scope.whole(), level="community")
    same_as_counted_by_hand(asks, found)
    times = take_turns(
        scale.PAIRS,
        ours=lambda: figures.by_unit_of(asks, scope=Scope.whole(), level="community"),
        bare=lambda: rows(BARE, YEAR.start, YEAR.end),
    )
    book.add(
        "year_report", median(times["ours"]), "one bare GROUP BY path, code", median(times["bare"]), n=COMMUNITIES * len(asks),
        note=f"M1, {len(asks)} figures for {COMMUNITIES} communities by {len(seen)} statements, {scale.PAIRS} pairs",
    )  # fmt: skip


def same_as_counted_by_hand(asks, found):
    """The sums and what stood last, by statements of another kind."""
    filled = MonthlyValue.objects.order_by()
    newest = filled.filter(first_day=MONTHS[-1].start)
    sums, states = (dict(cells.values_list("code").annotate(total=Sum("value"))) for cells in (filled, newest))
    for ask in asks:
        known = {"sum": sums, "last": states}.get(figures.get(ask.key).aggregate)
        assert known is None or sum(found[ask].values()) == (known[code_of(ask.key)] or 0), ask.key
