"""What a report may go through, told once more and by itself: the model that the services are measured against.

No query, no ORM: dates and states as the rules are written for people.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
DUE_DAY, LOCK_DAY, GRACE, MOST = date(2024, 8, 1), date(2024, 8, 15), timedelta(days=10), 92
FILLING = ("draft", "returned")
CELLS = ("care", "dues")
STREET, DISTRICT = "street", "district"


class No(Exception):
    """The act must be refused."""


def moment(day, hour=0):
    return datetime(day.year, day.month, day.day, hour, tzinfo=HERE)


def dates(day=DUE_DAY):
    """(due, end of late reports, closing day) of a month that is due on `day`."""
    lock = LOCK_DAY + (day - DUE_DAY)
    due = moment(day, 18)
    return due, min(due + GRACE, moment(lock) - timedelta(seconds=1)), lock


@dataclass
class Life:
    """One report. `seats` says at which desk each reviewer sits; the street's reviewer is `street_clerk`."""

    seats: dict
    street_clerk: str
    now: datetime
    state: str = "draft"
    stage: str = DISTRICT
    closed: bool = False
    received: datetime | None = None
    seen_by_street: bool = False
    amended: bool = False
    submitted_by: str | None = None
    first: bool = False
    due: datetime = None
    until: datetime = None
    lock: date = None
    extended: bool = False
    values: dict = field(default_factory=lambda: dict.fromkeys(CELLS))
    accepted: dict | None = None
    writers: dict = field(default_factory=lambda: dict.fromkeys(CELLS))
    unmended: set = field(default_factory=set)
    asked: dict = field(default_factory=dict)  # cell: (who proposed, the new value)

    def __post_init__(self):
        self.due, self.until, self.lock = dates()

    @property
    def today(self):
        return self.now.astimezone(HERE).date()

    @property
    def authors(self):
        return {*self.writers.values(), self.submitted_by}

    @property
    def unchanged(self):
        return self.accepted is not None and self.accepted == self.values

    def need(self, *conditions):
        if not all(conditions):
            raise No

    # the filler ------------------------------------------------------------------------------------------
    def save(self, who, cell, value):
        self.need(self.state in FILLING, not self.closed)
        self.values[cell], self.writers[cell] = value, who
        self.unmended.discard(cell)

    def submit(self, who):
        self.need(self.state in FILLING, not self.closed, self.received is not None or self.now <= self.until)
        self.need(None not in self.values.values(), not (self.state == "returned" and self.unmended))
        self.state, self.submitted_by, self.received = "submitted", who, self.received or self.now
        self.seen_by_street = False
        self.stage = STREET if self.first and self.street_clerk not in self.authors and not self.unchanged else DISTRICT

    def withdraw(self, who):
        self.need(self.state == "submitted", not self.closed, not self.seen_by_street, self.amended or self.now <= self.until)
        self.state = "draft"
        self.received = self.received if self.amended else None

    def amend(self, who):
        self.need(self.state == "accepted", not self.closed)
        self.state, self.amended, self.unmended = "draft", True, set()

    def give_up(self, who):
        self.need(self.amended, self.state in FILLING, not self.closed)
        self.fall_back()

    def fall_back(self):
        self.values, self.amended, self.stage = dict(self.accepted), False, DISTRICT
        self.state = "locked" if self.closed else "accepted"

    # the reviewer ----------------------------------------------------------------------------------------
    def is_last(self, who):
        """Whether his acceptance is the last one. Raises No where it is not his turn."""
        if not self.first:
            return True
        if self.stage == STREET and self.seats[who] == STREET:
            return False
        self.need(self.seats[who] == DISTRICT, self.stage == DISTRICT or self.street_clerk in self.authors)
        return True

    def accept(self, who):
        self.need(self.state == "submitted", who not in self.authors)
        if not self.is_last(who):
            self.stage, self.seen_by_street = DISTRICT, True
            return
        self.state, self.stage = "locked" if self.closed else "accepted", DISTRICT
        self.accepted, self.amended = dict(self.values), False

    def give_back(self, who, cells=()):
        self.need(self.state == "submitted", who not in self.authors, not self.closed or self.amended)
        if self.closed:
            self.fall_back()
        else:
            self.state = "returned"
        self.unmended = set(cells)

    def reopen(self, who):
        self.need(self.state == "accepted", not self.closed, who not in self.authors)
        self.is_last(who)
        self.state, self.unmended = "returned", set()

    # the calendar ----------------------------------------------------------------------------------------
    def extend(self, day):
        due, until, lock = dates(day)
        self.need(DUE_DAY < day <= DUE_DAY + timedelta(days=MOST), lock > self.today, self.state != "locked", not self.extended)
        self.due, self.until, self.lock, self.extended, self.closed = due, until, lock, True, False

    def revoke(self):
        self.need(self.extended)
        self.extended = False
        if not self.closed:
            self.due, self.until, self.lock = dates()
            self.close_if_due()

    def close_if_due(self):
        if not self.closed and self.lock <= self.today:
            self.close()

    def close(self):
        if self.closed:
            return
        if self.amended and self.state in FILLING:
            self.fall_back()
        self.closed = True
        self.state = "locked" if self.state == "accepted" else self.state

    # corrections -----------------------------------------------------------------------------------------
    def propose(self, who, cell, new):
        self.need(self.state == "locked", cell not in self.asked, self.values[cell] != new)
        self.asked[cell] = (who, new)

    def decide(self, who, cell, yes):
        self.need(cell in self.asked)
        by, new = self.asked[cell]
        self.need(who != by)
        del self.asked[cell]
        if yes:
            self.values[cell] = self.accepted[cell] = new
            self.writers[cell] = by
