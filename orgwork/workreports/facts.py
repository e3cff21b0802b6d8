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


def setting(name, unit) -> str:
    return SETTINGS[name](unit) if name in SETTINGS else ""


def context(report) -> dict:
    year = str(Period.parse(report.period).end.year)
    return dict(zip(slots.CONTEXT, (year, prose(cut_off(report)), report.unit.name), strict=True))
