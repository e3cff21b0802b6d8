"""Fifty secretaries at the deadline: what each of them sends, and what he was told."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from orgwork.monthly.deadlines import second

from .wire import Answer, Person

CODES = ("m_care", "m_petitions")
LAST = "m_honours"
LATE_SAID = "本次记为迟报"


@dataclass(frozen=True)
class Wish:
    """A value for a cell, and whether the portal said that it stands there."""

    code: str
    value: int
    key: str
    taken: bool


@dataclass(frozen=True)
class HandedIn:
    """What one submission was answered: taken or refused, and if taken whether it is late; `sent` and `came` bound the moment."""

    taken: bool
    late: bool
    sent: datetime
    came: datetime


@dataclass
class Secretary:
    number: int
    report: str
    person: Person
    versions: dict
    wishes: list = field(default_factory=list)
    handed: list = field(default_factory=list)
    answers: list = field(default_factory=list)

    async def fill(self):
        """Two cells; the first one again, with the value that he means."""
        for turn, code in enumerate((*CODES, CODES[0]), 1):
            await self.save(code, 1000 * turn + self.number)

    async def save(self, code, value):
        """One wish. Some press twice, some lose the connection and ask again; the key stays the same."""
        wish = {"value": value, "version": self.versions[code], "key": str(uuid4())}
        address = f"/monthly/{self.report}/cells/{code}/"
        manner = self.number // 3 % 3
        if manner == 0:
            found = await asyncio.gather(self.post(address, **wish), self.post(address, **wish))
        else:
            if manner == 1:
                await self.person.post_and_leave(address, **wish)
            found = [await self.post(address, **wish)]
        taken = any(answer.status == 200 for answer in found)
        self.versions[code] += taken
        self.wishes.append(Wish(code, value, wish["key"], taken))

    async def post(self, address, **fields):
        answer = await self.person.post(address, **fields)
        self.answers.append(answer)
        return answer

    async def submit(self, at=None):
        """Hand in at the moment `at`, some twice; one more cell is on its way meanwhile."""
        if at is not None:
            await asyncio.sleep((at - timezone.now()).total_seconds())
        verbs = [self._by_page if self.number % 2 else self._by_api] * (1 + (self.number % 5 < 2))
        await asyncio.gather(*(verb() for verb in verbs), self.save(LAST, 7000 + self.number))

    async def _by_api(self):
        answer = await self.post(f"/api/v1/monthly-reports/{self.report}/submit/")
        taken = answer.status == 200
        self._told(answer, taken, late=taken and answer.json()["late"])

    async def _by_page(self):
        """As a browser does: the page after the redirect tells."""
        answer = await self.post(f"/monthly/{self.report}/submit/")
        page = await self.person.get(f"/monthly/{self.report}/")
        self.answers.append(page)
        self._told(answer, "已提交 " in page.text, late=LATE_SAID in page.text)

    def _told(self, answer: Answer, taken, late):
        self.handed.append(HandedIn(taken, late, answer.sent, answer.came))

    def said_yes(self):
        """The submission that was taken, or None."""
        return next((one for one in self.handed if one.taken), None)

    def was_asking(self, moment):
        """Whether a submission of his was under way in the second `moment`."""
        return any(second(one.sent) <= moment <= one.came for one in self.handed)

    def expected(self, code):
        """The value of the last wish for the cell that was taken; 0 as the month was prepared where there was none."""
        return next((wish.value for wish in reversed(self.wishes) if wish.code == code and wish.taken), 0)
