"""What the steps share: what was asked for, the places and people made so far, and one way to write rows."""

import random
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from orgwork.kit import pinyin

from .people import People
from .story import Story

BATCH = 1000


@dataclass(frozen=True)
class Options:
    """What the command was asked for. `today` is the day on which the district's story ends."""

    today: date
    communities: int = 16
    members: int = 2000
    cadres: int = 240
    months: int = 24
    seed: int = 1
    password: str = ""


@dataclass
class World:
    """`units` by code; `leaders` and `sizes` are how the step of organisations tells that of people who and how many."""

    options: Options
    by: object
    units: dict = field(default_factory=dict)
    secretaries: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    keepers: dict = field(default_factory=dict)
    logins: list = field(default_factory=list)
    organisations: list = field(default_factory=list)
    committees: dict = field(default_factory=dict)
    leaders: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)
    made: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.people = People(self.options.today)
        self.story = Story(self.options.today)

    def rng(self, *names):
        """A stream of its own for each purpose: one step more does not change what the others make."""
        return random.Random("/".join(map(str, (self.options.seed, *names))))  # noqa: S311 reproducible, not secret

    def at(self, level):
        """Units of a level, by code."""
        return [self.units[code] for code in sorted(self.units) if self.units[code].level == level]

    @property
    def communities(self):
        return self.at("community")

    @property
    def months(self):
        """First days of the months of the story, the oldest first, the month of `today` last."""
        found, day = [], self.options.today.replace(day=1)
        for _ in range(self.options.months + 1):
            found.append(day)
            day = (day - timedelta(days=1)).replace(day=1)
        return found[::-1]

    def row(self, model, rng, *, unit, by=None, **fields):
        """An unsaved record at `unit`, with what `save()` would have filled in."""
        who = by or self.by
        found = model(id=new_id(rng), unit=unit, path=unit.path, created_by=who, updated_by=who, **fields)
        return named(found) if hasattr(model, "grams") else found

    def write(self, rows):
        """Insert `rows` of one model in a few statements."""
        if not rows:
            return
        model = type(rows[0])
        model._base_manager.bulk_create(rows, batch_size=BATCH)
        self.made[str(model._meta.verbose_name)] += len(rows)

    def keeper(self, unit):
        """The account that keeps the books of `unit`: its community's secretary, else the district's clerk."""
        return next((self.keepers[path] for path in _upwards(unit.path) if path in self.keepers), self.users["quli"])


def _upwards(path):
    return (path[:end] for end in range(len(path), 0, -4))


def new_id(rng):
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def named(found):
    """`found` with the search keys of its name."""
    found.pinyin, found.initials, found.grams = pinyin.keys(found.name, person=getattr(found, "named_person", False))
    return found


def around(rng, mean, spread=0.15):
    """A whole number near `mean`, never negative."""
    return max(0, round(rng.gauss(mean, max(mean * spread, 0.6))))


def weighted(rng, table):
    """One key of {key: weight}."""
    return rng.choices(list(table), list(table.values()))[0]
