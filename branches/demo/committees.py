"""Step: who sits in the committees, the part-time members of community committees among them (ORG-14)."""

from orgwork.kit import demo

from ..enums import OrgKind, OrgScope, PartyPost
from ..models import CommitteeSeat
from .planning import Leader

WHOLE = (
    PartyPost.DEPUTY, PartyPost.ORGANISATION, PartyPost.PUBLICITY, PartyPost.DISCIPLINE, PartyPost.UNITED_FRONT, PartyPost.MASSES,
)  # fmt: skip
PART_TIME = (
    "业主委员会主任",
    "物业服务项目经理",
    "驻区学校副校长",
    "辖区派出所社区民警",
    "社区卫生服务站站长",
    "驻区企业工会主席",
)
AGES = (30, 60)


@demo.step(32)
def seat_committees(world):
    rng = world.rng("committees")
    rows = []
    for branch in world.organisations:
        if branch.kind == OrgKind.GROUP:
            continue
        if branch.kind in (OrgKind.COMMITTEE, OrgKind.WORK_COMMITTEE, OrgKind.LEADING_GROUP):
            elect_whole(world, rng, branch)
        seated = [leader for leader in world.leaders[branch.pk] if not leader.group]
        rows += [seat(world, rng, branch, leader, rank) for rank, leader in enumerate(seated, 1)]
        if branch.scope == OrgScope.COMMUNITY:
            rows += part_time(world, rng, branch, len(seated))
    world.write(rows)


def elect_whole(world, rng, branch):
    """A committee of five to seven."""
    for post in WHOLE[: rng.randint(4, 6)]:
        world.leaders[branch.pk].append(Leader(world.people.person(rng, ages=AGES), post))


def seat(world, rng, branch, leader, rank):
    return world.row(
        CommitteeSeat, rng, unit=branch.unit, branch=branch, name=leader.person.name, party_post=leader.post, rank_no=rank,
        starts_on=branch.elected_on,
    )  # fmt: skip


def part_time(world, rng, branch, after):
    found = []
    for rank, work in enumerate(rng.sample(PART_TIME, rng.randint(2, 4)), after + 1):
        person = world.people.person(rng, ages=AGES)
        found.append(seat(world, rng, branch, Leader(person, PartyPost.COMMITTEE, work), rank))
        found[-1].is_part_time, found[-1].remark = True, work
    return found
