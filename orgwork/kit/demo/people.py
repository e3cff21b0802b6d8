"""Invented people. Their ID numbers carry the county code of no county and a sequence that no office issues to them (below 800)."""

from dataclasses import dataclass
from datetime import date, timedelta

from orgwork.kit.values.ids import check_character

from . import names

COUNTY = "410399"
SEQUENCES = 800
MALE, FEMALE = "1", "2"


@dataclass(frozen=True)
class Person:
    name: str
    sex: str
    birth: date
    id_card: str
    mobile: str

    def years(self, on):
        """Full years of age on the day `on`."""
        return on.year - self.birth.year - ((on.month, on.day) < (self.birth.month, self.birth.day))


class People:
    """Makes people; no ID number and no telephone number twice."""

    def __init__(self, today):
        self.today, self.used, self.calls = today, set(), 0

    def person(self, rng, *, ages=(22, 88), sex=None):
        """Somebody whose age in years lies in `ages`."""
        sex = sex or (FEMALE if rng.random() < 0.36 else MALE)
        birth = self.today - timedelta(days=rng.randint(ages[0] * 366, ages[1] * 365))
        self.calls += 1
        name = names.name(rng, male=sex == MALE, born=birth.year)
        return Person(name, sex, birth, self._number(rng, birth, sex), f"19900{self.calls % 1_000_000:06}")

    def _number(self, rng, birth, sex):
        while True:
            sequence = 2 * rng.randrange(SEQUENCES // 2) + (sex == MALE)
            seventeen = f"{COUNTY}{birth:%Y%m%d}{sequence:03}"
            if seventeen not in self.used:
                self.used.add(seventeen)
                return seventeen + check_character(seventeen)
