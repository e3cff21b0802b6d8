"""What happens in the district, told once: every step that makes records asks here.

南苑社区 drifts: over a year its visits, meetings and answers grow fewer. 新城社区's secretary reports late, and its office is too small.
桥北社区 has four times its usual visits in the month that is being reported. The other places live their ordinary year.
"""

from dataclasses import dataclass
from datetime import date, timedelta

DRIFTING = "410399002001"
LATE = "410399002002"
CRAMPED = "410399002002"
JUMPING = "410399001002"
DRIFT_MONTHS = 12
JUMP = 4
REPORTED_FROM = 20
SEASONS = (1.15, 0.8, 1.0, 1.0, 1.05, 1.1, 1.2, 0.95, 1.0, 0.95, 1.05, 1.1)


@dataclass(frozen=True)
class Story:
    today: date

    def ago(self, month):
        """How many months before that of `today` the month beginning on `month` lies."""
        return 12 * (self.today.year - month.year) + self.today.month - month.month

    @property
    def reported(self):
        """The month whose report is being filled in and reviewed: a report opens on the 20th of its month."""
        first = self.today.replace(day=1)
        return first if self.today.day >= REPORTED_FROM else (first - timedelta(days=1)).replace(day=1)

    def drift(self, code, month):
        """0 = as ever … 1 = hardly anything is done any more."""
        if code != DRIFTING:
            return 0.0
        return min(1.0, max(0.0, (DRIFT_MONTHS - self.ago(month)) / DRIFT_MONTHS))

    def energy(self, code, month):
        """Factor on what is done in a month: the season, the drift, and the part of the month that has passed."""
        passed = self.today.day / 30 if self.ago(month) == 0 else 1
        return SEASONS[month.month - 1] * (1 - 0.8 * self.drift(code, month)) * min(passed, 1)

    def visits(self, code, month):
        """Factor on the visits of a month."""
        return self.energy(code, month) * (JUMP if code == JUMPING and month == self.reported else 1)

    def answered(self, code, month):
        """Which share of what people bring forward is settled."""
        return 0.95 - 0.8 * self.drift(code, month)

    def attendance(self, code, month):
        """Which share of those entitled comes to a meeting."""
        return 0.87 - 0.3 * self.drift(code, month)

    def held(self, code, month):
        """How likely a meeting that is due takes place."""
        return 0.98 - 0.5 * self.drift(code, month)
