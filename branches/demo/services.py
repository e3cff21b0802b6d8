"""Step: what was done for residents, month by month: visits, opinions and their answers, disputes, problems, good deeds, cards, forms."""

from datetime import timedelta
from functools import cache

from orgwork.kit import demo
from orgwork.kit.demo.story import DRIFTING
from orgwork.kit.demo.world import around

from ..enums import ServiceKind, ServiceStatus
from ..handling_rules import due_by
from ..models import ServiceRecord
from . import texts
from .courses import put_on_course

# Records a month of an ordinary community, and how much one record counts.
USUAL = {
    ServiceKind.VISIT: (10, (4, 13)),
    ServiceKind.OPINION: (9, (1, 2)),
    ServiceKind.DISPUTE: (2.6, (1, 1)),
    ServiceKind.PROBLEM: (4.4, (1, 1)),
    ServiceKind.DEED: (4, (1, 2)),
    ServiceKind.CARD: (1.0, (40, 150)),
    ServiceKind.FORM: (0.6, (30, 90)),
}
SETTLED = (ServiceKind.OPINION, ServiceKind.DISPUTE, ServiceKind.PROBLEM)
TEXTS = {
    ServiceKind.VISIT: texts.VISITS,
    ServiceKind.DISPUTE: texts.DISPUTES,
    ServiceKind.PROBLEM: texts.PROBLEMS,
    ServiceKind.DEED: texts.DEEDS,
    ServiceKind.CARD: texts.CARDS,
    ServiceKind.FORM: texts.FORMS,
}
CAMPAIGN = "主题教育"
CAMPAIGN_MONTHS = 9
CAMPAIGN_SHARE = 0.6
ANSWER_DAYS, DRIFTING_ANSWER_DAYS = 14, 75  # what is settled longer ago has been answered
DAYS_TO_SETTLE = {ServiceKind.OPINION: (1, 16), ServiceKind.DISPUTE: (0, 6), ServiceKind.PROBLEM: (0, 8)}


@demo.step(50)
def serve(world):
    usual = cache(due_by)
    for unit in world.communities:
        size = world.rng("services", unit.code).uniform(0.75, 1.3)
        rows = [row for month in world.months for row in a_month(world, unit, month, size)]
        for row in rows:
            if row.kind in SETTLED:
                put_on_course(world, row, usual)
        world.write(rows)


def a_month(world, unit, month, size):
    rng = world.rng("services", unit.code, month)
    story = world.story
    branches = [b for b in world.organisations if b.parent_id == world.committees[unit.pk].pk and b.scope == "grid"]
    days = last_day(world, month)
    for kind, (usual, counts) in USUAL.items():
        energy = story.visits(unit.code, month) if kind == ServiceKind.VISIT else effort(story, kind, unit.code, month)
        for _ in range(around(rng, usual * size * energy)):
            branch = rng.choice(branches)
            day = month + timedelta(days=rng.randrange(days))
            yield entry(world, rng, unit, branch, kind, day, rng.randint(*counts))


def effort(story, kind, code, month):
    """People go on bringing things forward where the secretary no longer calls on them."""
    if kind in SETTLED:
        return 1 if story.ago(month) else story.energy(code, month)
    return story.energy(code, month)


def last_day(world, month):
    """How many days of `month` there are up to today."""
    following = (month + timedelta(days=31)).replace(day=1)
    return (min(following, world.options.today + timedelta(days=1)) - month).days


def entry(world, rng, unit, branch, kind, day, quantity):
    category, text = wording(rng, kind)
    status, solved_on = outcome(world, rng, unit.code, kind, day)
    in_campaign = world.story.ago(day) < CAMPAIGN_MONTHS and rng.random() < CAMPAIGN_SHARE
    keeper = world.keeper(unit)
    return world.row(
        ServiceRecord, rng, unit=branch.unit, by=keeper, branch=branch, kind=kind, date=day, quantity=quantity, category=category,
        text=text, status=status, solved_on=solved_on, campaign=CAMPAIGN if in_campaign else "",
        persons=keeper.name if rng.random() < 0.3 else branch.secretary,
        household_ref=f"{rng.randint(1, 24)}-{rng.randint(1, 4)}-{rng.randint(1, 6)}0{rng.randint(1, 3)}" if quantity == 1 else "",
    )  # fmt: skip


def wording(rng, kind):
    if kind == ServiceKind.OPINION:
        category = rng.choice(list(texts.OPINIONS))
        return category, rng.choice(texts.OPINIONS[category])
    return "", rng.choice(TEXTS[kind])


def outcome(world, rng, code, kind, day):
    """(status, day of settling). A deed is done when it is entered; the rest takes days, and sometimes nobody settles it."""
    if kind == ServiceKind.DEED:
        return ServiceStatus.DONE, day
    if kind not in SETTLED:
        return ServiceStatus.COLLECTED, None
    settled = day + timedelta(days=rng.randint(*DAYS_TO_SETTLE[kind]))
    longest = DRIFTING_ANSWER_DAYS if code.startswith(DRIFTING) else ANSWER_DAYS
    answered = rng.random() < 0.7 or (world.options.today - settled).days > longest
    if settled > world.options.today or rng.random() > world.story.answered(code, day):
        return ServiceStatus.COLLECTED, None
    return (ServiceStatus.ANSWERED if answered else ServiceStatus.DONE), settled
