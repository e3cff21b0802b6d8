"""What the text needs besides numbers: the report's own facts, and the names that are settings of the district."""

from django.utils import timezone

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.kit.periods import Period
from orgwork.workreports import slots


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


def place_of(name, question):
    """The Unit that `name` stands for in this report, or None where nothing in the records says so."""
    find = _places.get(name)
    return find(scope=question.scope, unit=question.unit, period=question.period) if find else None


def setting(name, question) -> str:
    if name in SETTINGS:
        return SETTINGS[name](question.unit)
    found = place_of(name, question)
    return found.name if found else ""


def context(report) -> dict:
    year = str(Period.parse(report.period).end.year)
    return dict(zip(slots.CONTEXT, (year, prose(cut_off(report)), report.unit.name), strict=True))
