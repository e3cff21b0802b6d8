"""Step: the meetings of every branch (三会一课) and the other activities, month by month."""

from datetime import timedelta

from orgwork.kit import demo

from ..enums import ActivityKind as Kind
from ..models import Activity
from . import texts
from .services import last_day

COMMITTEE_SIZE = 4
QUARTER_MONTHS = (1, 4, 7, 10)
LECTURE_MONTHS = (3, 6, 9, 12)
LIFE_MONTH = 1
MINUTES = {Kind.THEME_DAY: 120, Kind.LECTURE: 90, Kind.GENERAL_MEETING: 90, Kind.VOLUNTEERING: 150}


@demo.step(52)
def meet(world):
    holding = [b for b in world.organisations if world.sizes.get(b.pk)]
    for month in world.months:
        world.write([row for branch in holding for row in a_month(world, branch, month)])


def a_month(world, branch, month):
    rng = world.rng("activities", branch.code, month)
    code = branch.unit.code[:12]
    likely, share = world.story.held(code, month), world.story.attendance(code, month)
    days = last_day(world, month)
    for kind, title, entitled, group in due(world, rng, branch, month):
        day = min(rng.randint(*held_on(kind)), 28)
        if day <= days and rng.random() < likely:
            present = sum(rng.random() < share for _ in range(entitled))
            yield meeting(world, rng, branch, kind, title, month + timedelta(days=day - 1), entitled, present, group)


def held_on(kind):
    """From which to which day of the month: the committee first, the theme day in the middle."""
    return {Kind.COMMITTEE_MEETING: (2, 8), Kind.THEME_DAY: (10, 18), Kind.GROUP_MEETING: (8, 24)}.get(kind, (5, 27))


def due(world, rng, branch, month):
    """(kind, title, entitled, group) of what the branch should hold in `month` (LIF-01..05)."""
    size, groups = world.sizes[branch.pk], world.groups[branch.pk]
    seats = len([leader for leader in world.leaders[branch.pk] if not leader.group])
    yield Kind.THEME_DAY, texts.THEMES[month.month - 1], size, ""
    if seats >= COMMITTEE_SIZE:
        yield Kind.COMMITTEE_MEETING, rng.choice(texts.COMMITTEE), seats, ""
    for group in groups:
        yield Kind.GROUP_MEETING, rng.choice(texts.GROUP_MEETINGS), max(size // len(groups), 1), group
    if month.month in QUARTER_MONTHS:
        yield Kind.GENERAL_MEETING, rng.choice(texts.GENERAL), size, ""
    if month.month in LECTURE_MONTHS:
        yield Kind.LECTURE, rng.choice(texts.LECTURES), size, ""
    if month.month == LIFE_MONTH:
        yield Kind.LIFE_MEETING, texts.LIFE[0], size, ""
        yield Kind.REVIEW, texts.LIFE[1], size, ""
    if branch.scope == "grid" and rng.random() < 0.3:
        yield Kind.VOLUNTEERING, rng.choice(texts.VOLUNTEERING), max(size // 3, 1), ""
    if branch.scope == "grid" and rng.random() < 0.12:
        yield Kind.JOINT_ACTIVITY, rng.choice(texts.JOINT), max(size // 4, 1), ""


def meeting(world, rng, branch, kind, title, day, entitled, present, group):
    recorder = world.leaders[branch.pk][-1].person.name
    return world.row(
        Activity, rng, unit=branch.unit, by=world.keeper(branch.unit), branch=branch, kind=kind, title=title, date=day, group=group,
        minutes=MINUTES.get(kind, 60) + 10 * rng.randint(-2, 2), location=rng.choice(texts.PLACES), host=branch.secretary,
        recorder=recorder, lecturer=branch.secretary if kind == Kind.LECTURE else "", entitled=entitled, present=present,
    )  # fmt: skip
