"""Step: each community's profile, its rooms, and the yearly standard checks."""

from datetime import date
from decimal import Decimal

from orgwork.kit import demo
from orgwork.kit.demo import story
from orgwork.kit.demo.world import weighted

from ..enums import FacilityKind, Standard, Tenure
from ..models import Community, Facility, StandardYear

CRAMPED_AREA = Decimal("286.0")
VILLAGE_EVERY = 7
YEARS = 3
TENURES = {Tenure.OWNED: 6, Tenure.SHARED: 3, Tenure.RENTED: 1}
SCORES = {Standard.EXCELLENT: (90, 98), Standard.MET: (75, 89), Standard.BELOW: (58, 73)}
ROOM_SHARE = {Standard.EXCELLENT: 0.97, Standard.MET: 0.85, Standard.BELOW: 0.6}


@demo.step(34)
def describe_communities(world):
    rng = world.rng("profiles")
    profiles = [profile(world, rng, unit, place) for place, unit in enumerate(world.communities)]
    world.write(profiles)
    world.write([room for found in profiles for room in rooms(world, rng, found)])
    world.write([year for found in profiles for year in standards(world, rng, found)])


def standing(unit, rng):
    """Where a community stands now: the drifting and the cramped one fall behind."""
    if unit.code in (story.DRIFTING, story.CRAMPED):
        return Standard.BELOW
    return weighted(rng, {Standard.EXCELLENT: 4, Standard.MET: 6})


def profile(world, rng, unit, place):
    status, village = standing(unit, rng), place % VILLAGE_EVERY == VILLAGE_EVERY - 1
    households = rng.randint(1400, 4600)
    grids = sum(b.parent_id == world.committees[unit.pk].pk and b.scope == "grid" for b in world.organisations)
    daycare = status == Standard.EXCELLENT or rng.random() < 0.35
    return world.row(
        Community, rng, unit=unit, by=world.keeper(unit), households=households, population=int(households * rng.uniform(2.4, 3.1)),
        grids=grids, buildings=households // rng.randint(48, 80), area_km2=round(Decimal(rng.uniform(0.25, 1.6)), 3),
        staff=rng.randint(7, 13), one_shoulder=rng.random() < 0.85, office_area_m2=office_area(unit, village, rng),
        tenure=weighted(rng, TENURES), has_daycare=daycare, is_urban=not village, converted_village=village,
        daycare_opened_on=date(world.options.today.year - rng.randint(1, 4), rng.randint(1, 12), rng.randint(1, 28)) if daycare else None,
        standard_status=status, checked_on=last_check(world.options.today.year, world.options.today), score=score(status, rng),
    )  # fmt: skip


def office_area(unit, village, rng):
    if unit.code == story.CRAMPED:
        return CRAMPED_AREA
    return Decimal(rng.randint(1800, 2900) if village else rng.randint(3100, 11800)) / 10


def score(status, rng):
    return Decimal(rng.randint(SCORES[status][0] * 10, SCORES[status][1] * 10)) / 10


def last_check(year, today):
    """Communities are checked in the middle of June; before that the last check is that of the year before."""
    found = date(year, 6, 15)
    return found if found <= today else date(year - 1, 6, 15)


def rooms(world, rng, community):
    """The checklist of rooms; the areas of those there are fill four fifths of the office."""
    present = [rng.random() < ROOM_SHARE[community.standard_status] for _ in FacilityKind]
    shares = [rng.uniform(0.5, 1.5) for _ in FacilityKind]
    unit_area = (
        float(community.office_area_m2) * 0.8 / (sum(s for s, there in zip(shares, present, strict=True) if there) or 1)
    )
    for kind, there, share in zip(FacilityKind, present, shares, strict=True):
        area = round(Decimal(share * unit_area), 1) if there else None
        yield world.row(Facility, rng, unit=community.unit, community=community, code=kind, present=there, area=area)


def standards(world, rng, community):
    last = community.checked_on.year
    for year in range(last - YEARS + 1, last):
        status = weighted(rng, {Standard.EXCELLENT: 2, Standard.MET: 7, Standard.BELOW: 1})
        yield standard(world, rng, community, year, status, score(status, rng))
    yield standard(world, rng, community, last, community.standard_status, community.score)


def standard(world, rng, community, year, status, points):
    return world.row(
        StandardYear, rng, unit=community.unit, community=community, year=year, status=status, score=points,
        checked_on=date(year, 6, 15),
    )  # fmt: skip
