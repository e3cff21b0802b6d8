"""Step: volunteers' teams, the units and social organisations of each community, and who takes part in which team."""

from datetime import timedelta

from orgwork.kit import demo

from ..models import ColocatedUnit, SocialOrg, TeamLink, VolunteerTeam
from ..team_enums import Nature, Pairing, SocialKind

TEAMS = ("暖邻帮办队", "晨曦护学队", "巧手修补队", "夕照陪伴队", "绿荫清洁队", "夜巡平安队", "童趣阅读队")
UNITS = (
    ("实验小学", Nature.SCHOOL), ("第三中学", Nature.SCHOOL), ("社区卫生服务站", Nature.HOSPITAL), ("派出所", Nature.ORGAN),
    ("供水服务站", Nature.INSTITUTION), ("储蓄所", Nature.STATE_FIRM), ("供电营业厅", Nature.STATE_FIRM),
    ("物业服务中心", Nature.PROPERTY), ("业主委员会", Nature.OWNERS), ("农贸市场", Nature.PRIVATE_FIRM),
)  # fmt: skip
ORGS = (
    ("社会工作服务中心", SocialKind.SERVICE), ("老年协会", SocialKind.COMMUNITY), ("文体协会", SocialKind.ASSOCIATION),
    ("助残服务站", SocialKind.SERVICE), ("调解协会", SocialKind.COMMUNITY),
)  # fmt: skip
BRAND_TEAMS = 5
NAMED = 4


@demo.step(36)
def volunteer(world):
    teams, partners, links = [], [], []
    for place, unit in enumerate(world.communities):
        rng = world.rng("teams", unit.code)
        own = [team(world, rng, unit, name, place, at) for at, name in enumerate(chosen(rng, place))]
        known = neighbours(world, rng, unit)
        teams, partners = teams + own, partners + known
        links += [link for one in own for link in taking_part(world, rng, one, known)]
    world.write(teams)
    world.write([row for row in partners if isinstance(row, ColocatedUnit)])
    world.write([row for row in partners if isinstance(row, SocialOrg)])
    world.write(links)


def chosen(rng, place):
    """The first community is the district's brand: it has the most teams."""
    return TEAMS[:BRAND_TEAMS] if place == 0 else rng.sample(TEAMS, rng.randint(1, 3))


def team(world, rng, unit, name, place, at):
    brand = place == 0 and at < NAMED
    return world.row(
        VolunteerTeam, rng, unit=unit, by=world.keeper(unit), name=name, leader=world.people.person(rng, ages=(28, 68)).name,
        founded_on=world.options.today - timedelta(days=rng.randint(200, 1500)), size=rng.randint(12, 60), featured=brand,
        featured_order=at + 1 if brand else None,
    )  # fmt: skip


def neighbours(world, rng, unit):
    front = unit.name.removesuffix("社区")
    units = [
        world.row(
            ColocatedUnit, rng, unit=unit, by=world.keeper(unit), name=front + name, nature=nature, has_party_org=rng.random() < 0.6,
            contact=world.people.person(rng, ages=(28, 58)).name, joined_committee=rng.random() < 0.5, pairing=Pairing.LOCAL,
        )
        for name, nature in rng.sample(UNITS, rng.randint(5, 8))
    ]  # fmt: skip
    orgs = [
        world.row(
            SocialOrg, rng, unit=unit, by=world.keeper(unit), name=front + name, kind=kind, star=rng.choice((None, 3, 4))
        )
        for name, kind in rng.sample(ORGS, rng.randint(2, 4))
    ]
    return [*units, *orgs]


def taking_part(world, rng, one, known):
    """Two or three units and one or two social organisations a team."""
    units = [row for row in known if isinstance(row, ColocatedUnit)]
    orgs = [row for row in known if isinstance(row, SocialOrg)]
    found = [{"colocated": row} for row in rng.sample(units, rng.randint(2, 3))]
    found += [{"social": row} for row in rng.sample(orgs, rng.randint(1, 2))]
    since = one.founded_on + timedelta(days=rng.randint(0, 120))
    return [world.row(TeamLink, rng, unit=one.unit, by=world.keeper(one.unit), team=one, since=since, **partner) for partner in found]
