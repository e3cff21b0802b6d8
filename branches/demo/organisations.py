"""Step: district committee, street work committees, community committees, grid branches, joint branches, groups, leading groups."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from orgwork.kit import demo
from orgwork.kit.demo.places import NUMERALS

from ..enums import OrgDomain, OrgKind, OrgPlace, OrgScope, OrgStatus
from ..models import Branch
from ..models.branch import term_end
from .planning import Leader, group_count, posts_for, shared_out

FOUNDED = date(2016, 5, 10)
SAMPLE_PLACES = ("410399001001", "410399001002", "410399002001", "410399002002")
ORGAN = {"domain": OrgDomain.ORGAN, "scope": OrgScope.ORGAN}
QUARTER = {"domain": OrgDomain.COMMUNITY, "scope": OrgScope.GRID}
PRIVATE = {"domain": OrgDomain.PRIVATE_FIRM, "scope": OrgScope.NPE}
COMMITTEE_YEARS, BRANCH_YEARS = 5, 3
AGES = (30, 66)


@dataclass
class Founding:
    """The organisations while they are founded; `weights` says which of them hold members, and how many beside the others."""

    world: object
    rng: object
    numbers: dict = field(default_factory=dict)
    weights: dict = field(default_factory=dict)

    def found(self, unit, name, kind, parent, *, short="", weight=0, head=None, **fields):
        head = head or self.world.people.person(self.rng, ages=AGES)
        elected, years = self._term(kind)
        branch = self.world.row(
            Branch, self.rng, unit=unit, code=self._code(unit), name=name, short_name=short, kind=kind, parent=parent,
            founded_on=FOUNDED, elected_on=elected, term_years=years, term_ends_on=term_end(elected, years),
            secretary=head.name, contact=head.name, phone=head.mobile, **fields,
        )  # fmt: skip
        self.world.organisations.append(branch)
        self.world.leaders[branch.pk] = [Leader(head, "secretary")]
        if weight:
            self.weights[branch.pk] = weight
        return branch

    def _code(self, unit):
        """The community's committee first: 410399001001 → DZ410399001001, then …01, …02."""
        place = unit.code[:12]
        number = self.numbers[place] = self.numbers.get(place, -1) + 1
        return f"DZ{place}{number:02}" if number else f"DZ{place}"

    def _term(self, kind):
        """Terms run; a few are over, and nobody has elected yet."""
        if kind == OrgKind.GROUP:
            return None, None
        years = BRANCH_YEARS if kind in (OrgKind.BRANCH, OrgKind.JOINT_BRANCH, OrgKind.TEMP_BRANCH) else COMMITTEE_YEARS
        share = 1.03 if self.rng.random() < 0.03 else self.rng.uniform(0.05, 0.97)
        return self.world.options.today - timedelta(days=int(share * years * 365)), years


@demo.step(30)
def found_organisations(world):
    founding = Founding(world, world.rng("organisations"))
    district = founding.found(
        world.units["410399"],
        "中共甲区委员会",
        OrgKind.COMMITTEE,
        None,
        short="甲区区委",
        **ORGAN,
        place_kind=OrgPlace.SAME,
    )
    for unit in world.at("department"):
        found_department(founding, unit, district)
    for unit in world.at("street"):
        found_street(founding, unit, district)
    fill(world, founding)
    world.write(by_depth(world.organisations))


def found_department(founding, unit, district):
    group = founding.found(
        unit, f"中共{unit.name}党组", OrgKind.LEADING_GROUP, district, short=f"{unit.name}党组", **ORGAN
    )
    above = district
    if unit.name.endswith("教育局"):
        above = founding.found(unit, f"中共{unit.name}总支部委员会", OrgKind.GENERAL_BRANCH, district, **ORGAN)
    founding.found(
        unit, f"中共{unit.name}机关支部委员会", OrgKind.BRANCH, above, short=f"{unit.name}机关支部", weight=0.7,
        place_kind=OrgPlace.LEGAL, head=founding.world.leaders[group.pk][0].person, **ORGAN,
    )  # fmt: skip


def found_street(founding, unit, district):
    world = founding.world
    name = f"中共{unit.name}工作委员会"
    work = founding.found(unit, name, OrgKind.WORK_COMMITTEE, district, short=f"{unit.name}党工委", **ORGAN)
    founding.found(
        unit,
        "机关党支部",
        OrgKind.BRANCH,
        work,
        short=f"{unit.name}机关支部",
        weight=0.5,
        head=world.leaders[work.pk][0].person,
        **ORGAN,
    )
    for community in world.communities:
        if community.parent_id == unit.pk:
            found_community(founding, community, work)


def found_community(founding, unit, work):
    """The committee, a branch for each grid, and a branch for the enterprises."""
    world, rng = founding.world, founding.rng
    committee = founding.found(
        unit, f"中共{unit.name}委员会", OrgKind.COMMITTEE, work, short=f"{unit.name}党委", domain=OrgDomain.COMMUNITY,
        scope=OrgScope.COMMUNITY, head=world.secretaries[unit.pk],
    )  # fmt: skip
    world.committees[unit.pk] = committee
    size = rng.uniform(0.8, 1.3)
    grids = [u for u in world.at("grid") if u.parent_id == unit.pk]
    count = 3 if unit.code in SAMPLE_PLACES else rng.randint(3, 5)
    for number, place in enumerate(grids or [unit] * count):
        title = f"第{NUMERALS[number]}网格"
        founding.found(
            place, f"{title}党支部", OrgKind.BRANCH, committee, short=f"{title}支部", weight=size * rng.uniform(0.8, 1.3),
            head=None if number else world.secretaries[unit.pk], area_desc=f"{unit.name}{title}", **QUARTER,
        )  # fmt: skip
    found_for_firms(founding, unit, committee)


def found_for_firms(founding, unit, committee):
    firms = [u for u in founding.world.at("enterprise") if u.parent_id == unit.pk]
    if unit.code in SAMPLE_PLACES or len(firms) > 1:
        founding.found(
            unit, "非公企业联合党支部", OrgKind.JOINT_BRANCH, committee, short="非公企业支部", weight=0.3, place_kind=OrgPlace.JOINT,
            area_desc="、".join(u.name for u in firms), **PRIVATE,
        )  # fmt: skip
    else:
        founding.found(
            firms[0],
            f"{firms[0].name}党支部",
            OrgKind.BRANCH,
            committee,
            weight=0.25,
            place_kind=OrgPlace.LEGAL,
            **PRIVATE,
        )
    if founding.world.communities.index(unit) == 2:
        gone = founding.world.options.today - timedelta(days=200)
        founding.found(
            unit, "老旧小区改造临时党支部", OrgKind.TEMP_BRANCH, committee, domain=OrgDomain.COMMUNITY, scope=OrgScope.OTHER,
            status=OrgStatus.ABOLISHED, status_on=gone, status_doc=f"青党工〔{gone.year}〕12号",
        )  # fmt: skip


def fill(world, founding):
    """How many members each branch has, who leads it, and its groups."""
    holding = list(founding.weights)
    sizes = shared_out(world.options.members, list(founding.weights.values()))
    world.sizes.update(zip(holding, sizes, strict=True))
    for branch in [b for b in world.organisations if b.pk in founding.weights]:
        size, leaders = world.sizes[branch.pk], world.leaders[branch.pk]
        for post in posts_for(size, founding.rng)[1:]:
            leaders.append(Leader(world.people.person(founding.rng, ages=AGES), post))
        world.groups[branch.pk] = [found_group(founding, branch, n) for n in range(group_count(size))]


def found_group(founding, branch, number):
    name = f"第{NUMERALS[number]}党小组"
    head = founding.world.people.person(founding.rng, ages=AGES)
    founding.found(
        branch.unit, name, OrgKind.GROUP, branch, short=name, head=head, domain=branch.domain, scope=branch.scope
    )
    founding.world.leaders[branch.pk].append(Leader(head, "group_leader", group=name))
    return name


def by_depth(organisations):
    """Superiors before those below them, so that each row's superior is there when it is inserted."""
    return sorted(organisations, key=depth)


def depth(branch):
    found = 0
    while branch.parent is not None:
        branch, found = branch.parent, found + 1
    return found
