"""Step: the tree of units, with the codes and names of the sample rosters and more (samples/rosters/units.xlsx)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from orgwork.accounts import paths
from orgwork.accounts.models import Unit

from . import placenames
from .registry import step
from .world import named, new_id

OPENED = date(2016, 5, 10)
NUMERALS = "一二三四五"
PER_STREET = 4
DEPARTMENT_CODE = 801
GRIDS_FROM_STREET = 3
BUILDINGS = 4


@dataclass
class Planting:
    """The tree while it grows: the next path under each parent."""

    world: object
    rng: object
    rows: list = field(default_factory=list)
    children: Counter = field(default_factory=Counter)

    def unit(self, code, name, level, parent=None):
        path = (parent.path if parent else "") + paths.segment(self.children[parent and parent.pk])
        self.children[parent and parent.pk] += 1
        by = self.world.by
        found = Unit(id=new_id(self.rng), code=code, name=name, level=level, parent=parent, path=path, opened_on=OPENED)
        found.created_by = found.updated_by = by
        self.world.units[code] = named(found)
        self.rows.append(found)
        return found


@step(10)
def plant_units(world):
    planting = Planting(world, world.rng("units"))
    district = planting.unit(*placenames.DISTRICT, "district")
    sizes = street_sizes(world.options.communities)
    for number, size in enumerate(sizes):
        plant_street(planting, district, number, size)
    for number, name in enumerate(placenames.DEPARTMENTS):
        planting.unit(f"{district.code}{DEPARTMENT_CODE + number}", name, "department", district)
    world.write(planting.rows)


def street_sizes(communities):
    """How many communities each street has; at least two streets, the earlier ones take what is over."""
    streets = max(2, round(communities / PER_STREET))
    return [communities // streets + (n < communities % streets) for n in range(streets)]


def plant_street(planting, district, number, size):
    street = planting.unit(f"{district.code}{number + 1:03}", placenames.street(number), "street", district)
    for place in range(size):
        community = planting.unit(
            f"{street.code}{place + 1:03}", placenames.community(number, place), "community", street
        )
        plant_below(planting, community, with_grids=number + 1 >= GRIDS_FROM_STREET, with_buildings=place == 0)


def plant_below(planting, community, *, with_grids, with_buildings):
    rng = planting.world.rng("below", community.code)
    for number in range(rng.randint(3, 5) if with_grids else 0):
        grid = planting.unit(
            f"{community.code}{number + 1:02}", f"{community.name}第{NUMERALS[number]}网格", "grid", community
        )
        for building in range(BUILDINGS if with_buildings else 0):
            planting.unit(f"{grid.code}{building + 1:02}", f"{number * BUILDINGS + building + 1}号楼", "building", grid)
    for number, firm in enumerate(rng.sample(placenames.FIRMS, rng.randint(1, 3))):
        planting.unit(
            f"{community.code}Q{number + 1:02}", f"甲区{firm}{rng.choice(placenames.TRADES)}", "enterprise", community
        )
