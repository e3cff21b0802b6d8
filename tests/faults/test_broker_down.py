"""Valkey stopped, or hanging: filing goes on, what was asked for waits and is done when the broker is back (security.md G14)."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.jobs.models import Job
from orgwork.kit.models import Param
from orgwork.monthly.models import MonthlyReport
from orgwork.monthly.services.reminding import remind_due
from orgwork.notices.models import Delivery, DeliveryState, Notice
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


def reviews_the_month(month, period):
    """Returned, mended, accepted; the neighbours urged and reminded. Answers with the status of each page."""
    url = f"/monthly/{month.report.pk}/"
    returned = month.clerk.post(f"{url}review/", {"act": "return", "reason": "请核对慰问人数"})
    mended = files_the_month(month)
    accepted = month.clerk.post(f"{url}review/", {"act": "accept"})
    urged = month.clerk.post("/monthly/urge/", {"period": period})
    soon = timezone.now() + timedelta(days=1)
    MonthlyReport.objects.filter(period=period).update(due_at=soon, fill_until=soon)
    remind_due(now=timezone.localtime().replace(hour=20))
    return (returned.status_code, *mended, accepted.status_code, urged.status_code)


def kinds_told():
    """What was told, each once, whatever the number of people."""
    return sorted(key.split(".")[1] for key in set(Notice.objects.values_list("key", flat=True)))


def sent():
    return Delivery.objects.filter(state=DeliveryState.SENT).count()


@pytest.mark.parametrize(("way", "period"), [("stopped", "2024-04"), ("hanging", "2024-05")])
def test_review_and_reminders_go_on_and_no_notice_is_lost(team, month, way, period):
    down, up = WAYS[way]
    Notice.objects.all().delete()
    MonthlyReport.objects.exclude(period=period).update(locked_at=timezone.now())
    Param.objects.get_or_create(key="notices.file", effective_from=date(2020, 1, 1), defaults={"value": 1})
    other = Unit.objects.filter(level="community").exclude(code=COMMUNITY).first()
    person(Role.SECRETARY, other)
    team.worker.start()
    team.scheduler.start()
    files_the_month(month)
    down(team.broker)
    try:
        assert reviews_the_month(month, period) == (302, 200, 302, 302, 302)
        assert (kinds_told(), sent()) == (["accepted", "before", "digest", "returned", "urge"], 0)
    finally:
        up(team.broker)
    until(lambda: sent() == Notice.objects.count(), "every notice sent after the broker is back")
    assert Delivery.objects.exclude(state=DeliveryState.SENT).count() == 0
    month.report.refresh_from_db()
    assert month.report.state == "accepted"
