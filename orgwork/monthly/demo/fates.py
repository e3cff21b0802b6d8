"""What became of each report: on time or late, accepted, returned, never received; and where the newest month stands."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from orgwork.kit.demo import story

from .. import deadlines
from ..enums import ReportState

DAYS_LEFT = 3
DAYS_TO_LOCK = 12
LATE_MONTHS = 12
LATE_OFTEN, LATE_SELDOM, MISSING_OFTEN, RETURNED_OFTEN = 0.55, 0.04, 0.15, 0.12
# The newest month: who stands where. The others are shared out by weight.
OWN_DRAFT, MISSTATED = "410399001001", "410399001003"
NEWEST = {
    OWN_DRAFT: ReportState.DRAFT,
    story.JUMPING: ReportState.SUBMITTED,
    story.DRIFTING: ReportState.SUBMITTED,
    story.LATE: ReportState.DRAFT,
    MISSTATED: ReportState.RETURNED,
}
OTHERS = {ReportState.SUBMITTED: 5, ReportState.ACCEPTED: 3, ReportState.DRAFT: 2}
UNMENDED = "走访记录和本格的数不一致，请核对后重新提交。"


@dataclass
class Fate:
    """The life of one report, as its columns hold it."""

    state: str
    due_at: datetime
    lock_on: object
    received_at: datetime | None = None
    submitted_at: datetime | None = None
    reviewed_at: datetime | None = None
    locked_at: datetime | None = None
    returned_reason: str = ""
    fill_until: datetime | None = None

    def __post_init__(self):
        self.fill_until = self.fill_until or at(self.lock_on, 0) - timedelta(seconds=1)


def at(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def dates(period):
    """(due, closing day) of the month, as the settings have it."""
    return deadlines.due_at(period), deadlines.lock_on(period)


def closed(rng, unit, ago, due, lock):
    """The fate of a report of a month that is over and closed."""
    slow = unit.code == story.LATE and ago <= LATE_MONTHS
    if slow and rng.random() < MISSING_OFTEN:
        return Fate(ReportState.DRAFT, due, lock, locked_at=at(lock, 0, 10))
    received = _received(rng, due, late=rng.random() < (LATE_OFTEN if slow else LATE_SELDOM))
    fate = Fate(
        ReportState.LOCKED,
        due,
        lock,
        received,
        received,
        received + timedelta(hours=rng.randint(12, 70)),
        at(lock, 0, 10),
    )
    if slow and rng.random() < RETURNED_OFTEN:
        fate.state, fate.returned_reason = ReportState.RETURNED, UNMENDED
    return fate


def _received(rng, due, *, late):
    if late:
        return due + timedelta(minutes=rng.randint(6 * 60, 6 * 24 * 60))
    return due - timedelta(minutes=rng.randint(20, 3 * 24 * 60))


def newest(rng, unit, today, due, lock):
    """The fate of a report of the month that is being reported: its dates have been put off so that there is something to do."""
    due = max(due, at(today + timedelta(days=DAYS_LEFT), 18))
    fate = Fate(state_of(rng, unit), due, max(lock, today + timedelta(days=DAYS_TO_LOCK)))
    if fate.state != ReportState.DRAFT:
        fate.received_at = fate.submitted_at = at(today - timedelta(days=1), rng.randint(8, 17), rng.randint(0, 59))
    if fate.state in (ReportState.ACCEPTED, ReportState.RETURNED):
        fate.reviewed_at = at(today, 8, rng.randint(5, 55))
    return fate


def state_of(rng, unit):
    return NEWEST.get(unit.code) or rng.choices(list(OTHERS), list(OTHERS.values()))[0]
