"""How far what people brought forward has come: settled matters get their whole way, open ones stand somewhere on it.

南苑社区, which drifts, lets a few run over their day; elsewhere what is open is still in time.
"""

from datetime import timedelta

from orgwork.kit.demo.story import DRIFTING
from orgwork.kit.demo.world import weighted

from ..enums import SOLVED, ServiceStatus, Way
from . import texts

FRESH_DAYS = 2
IN_TIME_DAYS = 9
KNOWN_DAYS = 75
AT_ONCE_DAYS = 1
USUAL = {ServiceStatus.COLLECTED: 2, ServiceStatus.CLASSIFIED: 3, ServiceStatus.ASSIGNED: 5}
WAITING = {ServiceStatus.COLLECTED: 2, ServiceStatus.CLASSIFIED: 3}
LEFT = {ServiceStatus.COLLECTED: 8, ServiceStatus.CLASSIFIED: 4, ServiceStatus.ASSIGNED: 8}


def put_on_course(world, record, due_by):
    """Fill in what each stage of `record` writes; `due_by(day)` is the usual time. A stream of its own keeps all else as it is."""
    rng = world.rng("course", record.id)
    if record.status in SOLVED:
        settled(world, rng, record, due_by)
    else:
        standing(world, rng, record, due_by)


def settled(world, rng, record, due_by):
    days = (record.solved_on - record.date).days
    record.result = rng.choice(results(record))
    if days <= AT_ONCE_DAYS:
        record.way = Way.AT_ONCE
    else:
        hand_over(world, rng, record, due_by, latest=record.solved_on)
    if record.status == ServiceStatus.ANSWERED:
        record.answered_on = min(record.solved_on + timedelta(days=rng.randint(0, 3)), world.options.today)
        record.satisfied = rng.choices((True, False, None), (80, 6, 14))[0]


def standing(world, rng, record, due_by):
    record.status = stage(world, rng, record)
    if record.status == ServiceStatus.ASSIGNED:
        hand_over(world, rng, record, due_by, latest=world.options.today)
    elif record.status == ServiceStatus.CLASSIFIED:
        classify(rng, record, latest=world.options.today)


def stage(world, rng, record):
    age = (world.options.today - record.date).days
    if age <= FRESH_DAYS or age > KNOWN_DAYS:
        return ServiceStatus.COLLECTED
    if record.unit.code.startswith(DRIFTING):
        return weighted(rng, LEFT)
    return weighted(rng, USUAL if age <= IN_TIME_DAYS else WAITING)


def classify(rng, record, *, latest):
    record.category = record.category or rng.choice(texts.CATEGORIES[record.kind])
    record.classified_on = min(record.date + timedelta(days=rng.randint(0, 2)), latest)
    record.way = record.way or (Way.CAMPAIGN if rng.random() < 0.2 else "")


def hand_over(world, rng, record, due_by, *, latest):
    classify(rng, record, latest=latest)
    record.assigned_on = min(record.classified_on + timedelta(days=rng.randint(0, 2)), latest)
    keeper = world.keeper(record.unit).name
    record.owner = keeper if rng.random() < 0.35 else record.branch.secretary or keeper
    record.due_on = due_by(record.assigned_on)


def results(record):
    return texts.RESULTS.get(record.category) or texts.SETTLED[record.kind]
