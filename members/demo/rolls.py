"""Step: the members of every branch: its leaders first, then the others, some of whom came or went during the story."""

from datetime import timedelta
from decimal import Decimal

from branches.demo.planning import Leader
from branches.enums import OrgScope, PartyPost
from orgwork.kit import demo
from orgwork.kit.demo.world import weighted

from ..enums import JoinKind, LeaveKind, LostReason, ManageClass, MemberType, NewStratum, PartyStatus
from ..models import Member
from .lives import life_of

MANAGED = {
    ManageClass.SELF: 50,
    ManageClass.INSERVICE: 38,
    ManageClass.FLOATING_OUT: 5,
    ManageClass.FLOATING_IN: 4,
    ManageClass.JOINT: 3,
}
RETIRED_MANAGED = {ManageClass.SELF: 94, ManageClass.FLOATING_OUT: 3, ManageClass.FLOATING_IN: 3}
CAME = {JoinKind.FROM_PROVINCE: 6, JoinKind.FROM_OUTSIDE: 2, JoinKind.FROM_SYSTEM: 3}
WENT = {LeaveKind.MOVED: 7, LeaveKind.DEAD: 3, LeaveKind.REMOVED: 0.3}
AFTER = {LeaveKind.MOVED: PartyStatus.MOVED, LeaveKind.DEAD: PartyStatus.DEAD, LeaveKind.REMOVED: PartyStatus.LEFT}
STRATA = {NewStratum.MANAGER: 5, NewStratum.AGENT: 2, NewStratum.FREELANCE: 3, NewStratum.MEDIA: 1}
# Share of members to whom it happened during the story.
CAME_SHARE, WENT_SHARE, SUSPENDED_SHARE, LOST_SHARE, NO_NUMBER_SHARE = 0.05, 0.025, 0.003, 0.006, 0.008
AGE_BANDS = {(21, 30): 12, (31, 45): 27, (46, 60): 28, (61, 75): 23, (76, 92): 10}
MONTH_PRECISION = 0.2


@demo.step(40)
def enrol(world):
    for branch in [b for b in world.organisations if world.sizes.get(b.pk)]:
        rng = world.rng("members", branch.code)
        world.write([member(world, rng, branch, leader) for leader in roll(world, rng, branch)])


def roll(world, rng, branch):
    """Leaders, and then so many others that the branch has its planned size; everybody is in a group where there are groups."""
    size, groups = world.sizes[branch.pk], world.groups[branch.pk]
    found = world.leaders[branch.pk][:size]
    while len(found) < size:
        person = world.people.person(rng, ages=weighted(rng, AGE_BANDS))
        found.append(Leader(person, PartyPost.NONE))
    return [grouped(leader, groups, number) for number, leader in enumerate(found)]


def grouped(leader, groups, number):
    return leader if leader.group or not groups else leader._replace(group=groups[number % len(groups)])


def member(world, rng, branch, leader):
    person, today = leader.person, world.options.today
    life = life_of(rng, person, today, place_name(world, branch))
    found = world.row(
        Member, rng, unit=branch.unit, by=world.keeper(branch.unit), branch=branch, group=leader.group, name=person.name, sex=person.sex,
        party_post=leader.post, birth=person.birth, birth_prec="d", mobile=person.mobile, work_on_prec="m", joined_on_prec="d",
        member_type=MemberType.FORMAL if life.formal_on else MemberType.PROBATIONARY, formal_on_prec="d" if life.formal_on else "",
        dues_paid_to=today.replace(day=1), dues_paid_to_prec="m", dues_base=Decimal(rng.randint(2, 60)), **life._asdict(),
    )  # fmt: skip
    if leader.post == PartyPost.SECRETARY and branch.scope == OrgScope.GRID:
        found.unit_post = f"{place_name(world, branch)}党务工作者"
    if rng.random() >= NO_NUMBER_SHARE or leader.post != PartyPost.NONE:
        found.set_id_card(person.id_card)
    describe(world, rng, found, person, leader)
    return found


def place_name(world, branch):
    """The community that `branch` lies in, or its own unit."""
    code = branch.unit.code[:12]
    return world.units[code].name if code in world.units else branch.unit.name


def describe(world, rng, found, person, leader):
    """Flags, coarse dates, and what happened lately."""
    age = person.years(world.options.today)
    found.manage_class = weighted(rng, RETIRED_MANAGED if age >= 60 else MANAGED)
    found.floating = found.manage_class in (ManageClass.FLOATING_IN, ManageClass.FLOATING_OUT)
    found.veteran, found.hardship, found.migrant = rng.random() < 0.07, rng.random() < 0.03, rng.random() < 0.02
    found.new_stratum = weighted(rng, STRATA) if rng.random() < 0.05 else ""
    if rng.random() < MONTH_PRECISION:
        found.birth, found.birth_prec = found.birth.replace(day=1), "m"
    if leader.post == PartyPost.NONE:
        happen(world, rng, found)


def happen(world, rng, found):
    """Newly admitted, transferred in or out, dead, suspended, lost: at most one of these."""
    today = world.options.today
    days = max((today - world.months[0]).days, 2)
    day = today - timedelta(days=rng.randrange(1, days))
    chance = rng.random()
    if found.joined_on >= world.months[0]:
        found.in_on, found.in_kind = found.joined_on, JoinKind.NEW
    elif chance < CAME_SHARE:
        found.in_on, found.in_kind = max(day, found.joined_on), weighted(rng, CAME)
    elif chance < CAME_SHARE + WENT_SHARE:
        leave(found, day, weighted(rng, WENT))
    elif chance < CAME_SHARE + WENT_SHARE + SUSPENDED_SHARE:
        found.party_status = PartyStatus.SUSPENDED
    elif chance < CAME_SHARE + WENT_SHARE + SUSPENDED_SHARE + LOST_SHARE:
        found.lost, found.lost_on, found.lost_reason = True, day - timedelta(days=200), rng.choice(LostReason.values)


def leave(found, day, kind):
    found.out_on, found.out_kind, found.party_status = day, kind, AFTER[kind]
    found.out_doc = f"甲组转〔{day.year}〕{day.timetuple().tm_yday}号" if kind == LeaveKind.MOVED else ""
