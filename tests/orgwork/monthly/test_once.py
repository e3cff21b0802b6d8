"""An entry with a key is written once, however often it is sent; what somebody else wrote meanwhile is never overwritten."""

from uuid import uuid4

import pytest

from orgwork.accounts.rules import Role
from orgwork.kit.views.history import event_model
from orgwork.monthly.models import MonthlyValue
from orgwork.monthly.services.errors import Clash, Invalid
from orgwork.monthly.services.saving import Entry, save_values
from orgwork.monthly.services.submitting import submit
from tests.factories import person
from tests.factories.monthly import fill


def cell(report, code="m_care"):
    return report.values.get(code=code)


def events(report, code="m_care"):
    return event_model(MonthlyValue).objects.filter(pgh_obj=cell(report, code).pk).count()


def save(report, by, **cells):
    return save_values(report=report, cells=cells, by=by)


def test_the_same_key_is_the_same_entry(report, filler):
    entry = Entry(value="4", version=1, entry_key=uuid4())
    first = save(report, filler, m_care=entry)
    before = events(report)
    again = save(report, filler, m_care=entry)
    assert (cell(report).value, cell(report).version, again.version, events(report)) == (4, 2, first.version, before)


def test_a_key_is_known_though_the_cell_was_written_again(report, filler, world):
    lost = Entry(value="4", version=1, entry_key=uuid4())
    save(report, filler, m_care=lost)
    save(report, person(Role.DEPUTY, world.own.unit), m_care=Entry(value="9", version=2, entry_key=uuid4()))
    save(report, filler, m_care=lost)
    assert (cell(report).value, cell(report).version) == (9, 3)


def test_a_key_is_known_though_the_report_was_handed_in(report, filler):
    entry = Entry(value="4", version=1, entry_key=uuid4())
    save(report, filler, m_care=entry)
    submit(report=fill(report, filler), by=filler)
    assert save(report, filler, m_care=entry).state == "submitted"


def test_a_key_is_that_of_one_cell(report, filler):
    key = uuid4()
    save(report, filler, m_care=Entry(value="4", version=1, entry_key=key))
    save(report, filler, m_dues=Entry(value="5", version=1, entry_key=key))
    assert (cell(report).value, cell(report, "m_dues").value) == (4, 5)


def test_some_of_several_were_written_before(report, filler):
    known = Entry(value="4", version=1, entry_key=uuid4())
    save(report, filler, m_care=known)
    save(report, filler, m_care=known, m_dues=Entry(value="5", version=1, entry_key=uuid4()))
    assert (cell(report).version, cell(report, "m_dues").value) == (2, 5)


def test_another_key_on_an_old_version_is_a_conflict(report, filler):
    save(report, filler, m_care=Entry(value="4", version=1, entry_key=uuid4()))
    with pytest.raises(Clash) as clash:
        save(report, filler, m_care=Entry(value="5", version=1, entry_key=uuid4()))
    assert (clash.value.rows["m_care"].value, clash.value.given["m_care"].value, cell(report).value) == (4, "5", 4)


def test_what_was_not_taken_may_be_sent_again(report, filler):
    key = uuid4()
    with pytest.raises(Invalid):
        save(report, filler, m_care=Entry(value="x", version=1, entry_key=key))
    save(report, filler, m_care=Entry(value="4", version=1, entry_key=key))
    assert cell(report).value == 4


def test_the_whole_report_by_its_version_is_known_too(report, filler):
    entry = Entry(value="4", entry_key=uuid4())
    save_values(report=report, cells={"m_care": entry}, by=filler, version=1)
    assert save_values(report=report, cells={"m_care": entry}, by=filler, version=1).version == 2


def test_a_key_costs_one_statement_and_only_where_the_version_is_old(report, filler, django_assert_num_queries):
    with django_assert_num_queries(6) as plain:
        save(report, filler, m_care=Entry(value="4", version=1))
    with django_assert_num_queries(len(plain)):
        save(report, filler, m_dues=Entry(value="4", version=1, entry_key=uuid4()))
