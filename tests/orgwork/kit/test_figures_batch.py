"""Many figures by one statement say what each says alone: on a district with two years of records."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.figures import Ask
from orgwork.kit.periods import Period
from tests import demo_district

PERIODS = ("2024", "2024-06", "2023-09-01..2024-07-29")


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    with demo_district.standing(django_db_blocker):
        yield {unit.code: unit for unit in Unit.objects.all()}


@pytest.fixture
def reading(district, django_db_blocker):
    with django_db_blocker.unblock():
        yield district


def asks_of(district, codes, periods):
    keys = [figure.key for figure in figures.all_figures()]
    return [Ask(key, district[code], Period.parse(text)) for key in keys for code in codes for text in periods]


@pytest.mark.parametrize("text", PERIODS)
@pytest.mark.parametrize("code", ["410399", "410399001", "410399001002"])
def test_values_are_those_of_each_figure_alone(reading, code, text):
    asks = asks_of(reading, [code], [text])
    found = figures.values_of(asks, scope=Scope.whole())
    alone = {ask: figures.value(ask.key, scope=Scope.whole(), unit=ask.unit, period=ask.period) for ask in asks}
    assert {ask.key: found[ask] for ask in asks} == {ask.key: alone[ask] for ask in asks}
    assert sum(value is not None and value != 0 for value in found.values()) > 20


@pytest.mark.parametrize("level", ["street", "community"])
def test_values_by_unit_are_those_of_each_figure_alone(reading, level):
    asks = asks_of(reading, ["410399"], ["2024"]) + asks_of(reading, ["410399001"], ["2024-06"])
    found = figures.by_unit_of(asks, scope=Scope.whole(), level=level)
    for ask in asks:
        alone = figures.by_unit(ask.key, scope=Scope.whole(), unit=ask.unit, period=ask.period, level=level)
        assert (ask.key, found[ask]) == (ask.key, alone)
    assert sum(map(bool, found.values())) > 40


def test_values_by_unit_are_three_statements(reading):
    """The figures, the units, the settings."""
    with CaptureQueriesContext(connection) as asked:
        figures.by_unit_of(asks_of(reading, ["410399"], PERIODS), scope=Scope.whole(), level="community")
    assert len(asked) == 3


def test_records_are_those_the_figure_opens_to(reading):
    asks = asks_of(reading, ["410399001"], ["2024"])
    found = figures.record_ids(asks, scope=Scope.whole())
    for ask in asks:
        rows = figures.records(ask.key, scope=Scope.whole(), unit=ask.unit, period=ask.period)
        assert (ask.key, [pk for pk, _version in found[ask]]) == (ask.key, sorted(str(pk) for pk in rows.values_list("pk", flat=True)))


def test_what_waits_for_review_is_counted_as_alone(reading):
    asks = asks_of(reading, ["410399"], ["2024", "2024-07"])
    found = figures.waiting(asks, scope=Scope.whole())
    alone = {a: figures.unreviewed(a.key, scope=Scope.whole(), unit=a.unit, period=a.period) for a in asks}
    assert found == alone
    assert sum(found.values()) > 0


@pytest.mark.parametrize("ask", [figures.values_of, figures.record_ids, figures.waiting])
def test_one_statement_for_all_and_one_for_the_settings(reading, ask):
    counts = []
    for many in (asks_of(reading, ["410399"], ["2024"]), asks_of(reading, ["410399", "410399001"], PERIODS)):
        with CaptureQueriesContext(connection) as asked:
            ask(many, scope=Scope.whole())
        counts.append(len(asked))
    assert counts == [2, 2]


@pytest.mark.parametrize("ask", [figures.values_of, figures.record_ids, figures.waiting])
def test_nothing_asked_is_nothing_read(reading, ask):
    with CaptureQueriesContext(connection) as asked:
        assert ask([], scope=Scope.whole()) == {}
    assert len(asked) == 0


def test_no_scope_gives_no_numbers(reading):
    asks = asks_of(reading, ["410399"], ["2024"])
    found = figures.values_of(asks, scope=Scope.none())
    assert {value for value in found.values() if value} == set()
    assert {pk for ids in figures.record_ids(asks, scope=Scope.none()).values() for pk in ids} == set()
