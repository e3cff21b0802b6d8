"""A cell counts while its report is accepted or closed; the database keeps that, whoever changes the state."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from orgwork.accounts.rules import Role
from orgwork.kit.views.history import event_model
from orgwork.monthly.enums import COUNTED, ReportState
from orgwork.monthly.models import MonthlyReport, MonthlyValue
from tests.factories import make_world, person
from tests.factories.monthly import accepted, open_reports


def marks():
    return set(MonthlyValue.objects.values_list("report__state", "counted").distinct())


class AnyPath(TestCase):
    """Whatever states reports pass through, by the ORM or by SQL, one at a time or all at once."""

    def setUp(self):
        make_world()
        self.reports = list(open_reports().values())

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ReportState.values), st.booleans()), max_size=6))
    def test_the_mark_is_that_of_the_state(self, steps):
        for at, state, every in steps:
            rows = MonthlyReport.objects.all() if every else MonthlyReport.objects.filter(pk=self.reports[at].pk)
            rows.update(state=state)
            assert {(s, s in COUNTED) for s, _mark in marks()} == marks()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE monthly_monthlyreport SET state = 'locked'")
        assert marks() == {("locked", True)}


@pytest.mark.django_db
def test_a_cell_that_comes_into_an_accepted_report_counts_at_once():
    make_world()
    report = open_reports()["槐荫社区"]
    MonthlyReport.objects.filter(pk=report.pk).update(state="accepted")
    row = report.values.first()
    row.pk, row.code, row.counted = None, "m_added", False
    row.save()
    assert MonthlyValue.objects.get(code="m_added").counted is True


@pytest.mark.django_db
def test_the_mark_leaves_no_history():
    world = make_world()
    report = accepted(open_reports()["槐荫社区"], person(Role.SECRETARY, world.own.unit), world.clerk)
    before = event_model(MonthlyValue).objects.count()
    MonthlyReport.objects.filter(pk=report.pk).update(state="returned")
    assert (marks() >= {("returned", False)}, event_model(MonthlyValue).objects.count()) == (True, before)
