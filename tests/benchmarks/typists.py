"""Secretaries who save one cell after the other, all at once, against gunicorn."""

from dataclasses import dataclass, field
from uuid import uuid4

from orgwork.accounts.rules import Role
from orgwork.monthly.models import FormItem, MonthlyReport, MonthlyValue
from tests.factories import person
from tests.faults import wire
from tests.faults.test_deadline_rush import session_of

BARE = "/signed/"


@dataclass
class Typist:
    report: str
    person: wire.Person
    versions: dict
    saved: int = 0
    seconds: dict = field(default_factory=lambda: {"save": [], "bare": []})

    async def work(self, what, times):
        """`what` again and again: "save" a cell, look at the "bare" view, or "both" in turn."""
        for _ in range(times):
            if what in ("save", "both"):
                await self._save()
            if what in ("bare", "both"):
                self._kept("bare", await self.person.get(BARE))

    async def _save(self):
        code = list(self.versions)[self.saved % len(self.versions)]
        wish = {"value": 1 + self.saved, "version": self.versions[code], "key": uuid4()}
        self._kept("save", await self.person.post(f"/monthly/{self.report}/cells/{code}/", **wish))
        self.versions[code] += 1
        self.saved += 1

    def _kept(self, what, answer):
        assert answer.status == 200, answer.text
        self.seconds[what].append((answer.came - answer.sent).total_seconds())


def seated(count, month):
    """{report id: session key} of the secretaries of `count` communities."""
    reports = MonthlyReport.objects.filter(period=month.text).select_related("unit").order_by("path")[:count]
    return {report.pk: session_of(person(Role.SECRETARY, report.unit)) for report in reports}


def at_work(port, sessions):
    """[Typist] of `sessions`; each knows the cells that no record fills."""
    typed = FormItem.objects.filter(kind="number", figure="", computed_only=False).values("pk")
    found = MonthlyValue.objects.filter(report__in=sessions, item__in=typed).order_by("item__order")
    versions = {}
    for report, code, version in found.values_list("report_id", "code", "version"):
        versions.setdefault(report, {})[code] = version
    return [Typist(report, wire.Person(port, key), versions[report]) for report, key in sessions.items()]


def burst(typists, what, times):
    """All of them at once; {"save": [seconds], "bare": [seconds]} of this burst."""
    for typist in typists:
        typist.seconds = {"save": [], "bare": []}
    wire.at_once(typist.work(what, times) for typist in typists)
    return {name: [spent for typist in typists for spent in typist.seconds[name]] for name in ("save", "bare")}
