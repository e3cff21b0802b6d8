"""Valkey stopped, or hanging: filing goes on, what was asked for waits and is done when the broker is back (security.md G14)."""

from dataclasses import dataclass

import pytest
from django.test import Client

from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.jobs.models import Job
from orgwork.monthly.models import MonthlyReport
from orgwork.workreports.models import WorkReport
from tests.factories import person
from tests.factories.monthly import fill, open_reports

from . import roster
from .workers import Broker, until

COMMUNITY = "410399001001"
WAYS = {"stopped": (Broker.stop, Broker.start), "hanging": (Broker.freeze, Broker.thaw)}
CARE = 4


@dataclass
class Month:
    """A month of one community, filled but for the cell `m_care`."""

    report: MonthlyReport
    secretary: Client
    clerk: Client


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def month(period):
    community, district = Unit.objects.get(code=COMMUNITY), Unit.objects.get(code=COMMUNITY[:6])
    secretary = person(Role.SECRETARY, community)
    report = open_reports(period)[community.name]
    fill(report, secretary, m_care=CARE - 1)
    report.refresh_from_db()
    return Month(report, client_of(secretary), client_of(person(Role.CLERK, district)))


def files_the_month(month):
    url = f"/monthly/{month.report.pk}/"
    version = month.report.values.get(code="m_care").version
    saved = month.secretary.post(f"{url}cells/m_care/", {"value": str(CARE), "version": str(version)})
    handed_in = month.secretary.post(f"{url}submit/")
    return saved.status_code, handed_in.status_code


def asks_for_a_report(month):
    unit = Unit.objects.get(code=COMMUNITY[:6])
    asked = {"unit": unit.pk, "period": "2024", "template": "组织工作发言提纲"}
    page = month.clerk.post("/reports/new/", asked)
    return WorkReport.objects.get(pk=int(page.url.strip("/").split("/")[1]))


def states():
    return list(Job.objects.order_by("pk").values_list("kind", "state", "attempts"))


@pytest.mark.parametrize(("way", "period"), [("stopped", "2024-06"), ("hanging", "2024-07")])
def test_work_goes_on_and_nothing_is_lost(team, ground, month, way):
    down, up = WAYS[way]
    team.worker.start()
    team.scheduler.start()
    down(team.broker)
    try:
        assert files_the_month(month) == (200, 302)
        report = asks_for_a_report(month)
        roster.request(ground.upload)
        assert states() == [("workreports.compose", "queued", 0), ("imports.commit", "queued", 0)]
    finally:
        up(team.broker)
    until(lambda: {state for _kind, state, _times in states()} == {"done"}, "both jobs after the broker is back")
    assert states() == [("workreports.compose", "done", 1), ("imports.commit", "done", 1)]
    month.report.refresh_from_db()
    report.refresh_from_db()
    assert (month.report.state, month.report.values.get(code="m_care").value) == ("submitted", CARE)
    assert (report.state, report.composed_revision) == ("draft", 1)
    assert roster.written() == ground.clean
