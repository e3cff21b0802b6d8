"""All numbers of a report by three statements, however many; records win over typed months (SRV-01)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.workreports import slots, taking
from orgwork.workreports.figures import key_of
from orgwork.workreports.slots import Slot
from tests.orgwork.workreports.conftest import service
from tests.orgwork.workreports.test_typed_months import month

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2024")
FIGURE_BACKED = [4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 20, 22, 23, 24, 48]


def wanted(unit, found):
    return [taking.Wanted(slot, unit, YEAR) for slot in found]


def many(count):
    """`count` slots over the figures there are, each a question of its own."""
    keys = [figure.key for figure in figures.all_figures()]
    return [Slot(100 + at, keys[at % len(keys)], slots.NUMBER, figure=keys[at % len(keys)]) for at in range(count)]


def statements(found, unit):
    """Statements over records; the settings are read beside them."""
    with CaptureQueriesContext(connection) as asked:
        taking.take(wanted(unit, found), scope=Scope.whole())
    return [line["sql"] for line in asked if "kit_param" not in line["sql"]]


def test_the_same_three_statements_for_the_speech_and_for_100_figures(place, records):
    speech = [slots.by_no(no) for no in FIGURE_BACKED]
    assert [len(statements(speech, place.district)), len(statements(many(100), place.district))] == [3, 3]


def test_a_slot_says_what_its_figure_says(place, records):
    found = taking.take(wanted(place.district, many(40)), scope=Scope.whole())
    for slot in many(40):
        alone = figures.value(slot.figure, scope=Scope.whole(), unit=place.district, period=YEAR)
        assert (slot.figure, found[slot.no].value) == (slot.figure, alone or None)


def test_last_year_is_asked_in_the_same_breath(place, records):
    found = taking.take(wanted(place.district, [slots.by_no(4)]), scope=Scope.whole())
    assert (found[4].value, found[4].last) == (120, 999)


def test_a_rate_keeps_the_records_above_its_line_as_a_part(place, records):
    sources = taking.take(wanted(place.district, [slots.by_no(23)]), scope=Scope.whole())[23].sources
    assert [(s.key, s.value, len(s.records), s.part) for s in sources] == [
        ("branches.community_pass_rate", Decimal("66.7"), 3, False),
        ("branches.communities_passed", 2, 2, True),
    ]


def test_the_typed_part_opens_to_exactly_its_cells(place, records):
    kept = month(place.second, date(2024, 3, 1), "m_visit_households", 11)
    month(place.first, date(2024, 3, 1), "m_visit_households", 400)
    month(place.second, date(2024, 6, 1), "m_visit_households", 500)
    key = key_of(slots.by_no(4))
    rows = figures.records(key, scope=Scope.whole(), unit=place.district, period=YEAR)
    assert (key, list(rows), figures.value(key, scope=Scope.whole(), unit=place.district, period=YEAR)) == (
        "typed.visit_households",
        [kept],
        11,
    )


def test_a_record_of_another_kind_takes_no_month_away(place, records):
    service(place.second, "opinion", 3, date(2024, 3, 9))
    month(place.second, date(2024, 3, 1), "m_visit_households", 11)
    assert taking.take(wanted(place.district, [slots.by_no(4)]), scope=Scope.whole())[4].value == 131


def test_what_waits_only_counts_where_it_would_count(place, records):
    """A submitted cell of a month that has records of its own is nothing to wait for."""
    month(place.first, date(2024, 3, 1), "m_visit_households", 400, state="submitted")
    month(place.second, date(2024, 3, 1), "m_visit_households", 11, state="submitted")
    assert taking.take(wanted(place.district, [slots.by_no(4)]), scope=Scope.whole())[4].unreviewed == 1
