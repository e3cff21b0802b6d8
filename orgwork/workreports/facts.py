"""What the text needs besides numbers: the report's own facts, and the names that are settings of the district."""

from django.utils import timezone

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.kit import params
from orgwork.kit.periods import Period
from orgwork.workreports import slots, spans, wording


def prose(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def cut_off(report):
    """The last day the report speaks of: the end of its period, or the day it was drawn up where that is earlier."""
    return min(Period.parse(report.period).end, timezone.localdate(report.revised_at))


def district_name(unit) -> str:
    return Unit.everything.get(path=unit.path[: paths.WIDTH]).name


SETTINGS = {slots.DISTRICT_NAME: district_name}
_places = {}


def place(name):
    """Decorator: `find(scope=, unit=, period=)` gives the Unit below `unit` that the blanks of `name` speak of, or None."""

    def register(find):
        _places[name] = find
        return find

    return register


class Places:
    """The places and names that one report speaks of, each looked up once."""

    def __init__(self, question, steps=wording.STEPS):
        self.question, self.steps = question, steps
        self._units, self._names = {}, {}

    def unit(self, name):
        """The Unit that `name` stands for in this report, or None where nothing in the records says so."""
        if name not in self._units:
            find, asked = _places.get(name), self.question
            self._units[name] = find(scope=asked.scope, unit=asked.unit, period=asked.period) if find else None
        return self._units[name]

    def setting(self, name) -> str:
        if name not in SETTINGS:
            found = self.unit(name)
            return found.name if found else ""
        if name not in self._names:
            self._names[name] = SETTINGS[name](self.question.unit)
        return self._names[name]

    def period(self, slot) -> Period:
        return spans.span(slot.rule, self.question.period, campaign_from=self.question.campaign_from)


def steps(report) -> wording.Steps:
    """How coarse 余, 约 and 以上 are on the day the report speaks of."""
    with params.remembered():
        return wording.steps_on(cut_off(report))


def context(report) -> dict:
    year = str(Period.parse(report.period).end.year)
    return dict(zip(slots.CONTEXT, (year, prose(cut_off(report)), report.unit.name), strict=True))
