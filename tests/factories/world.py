"""区里 · 本社区 · 外社区: the smallest district in which a wrong door can be tried."""

from dataclasses import dataclass

from branches.models import Branch, Community
from orgwork.accounts.models import Unit, User
from orgwork.accounts.rules import Role

from .branches import BranchFactory, CommunityFactory
from .units import UnitFactory, person


@dataclass
class Place:
    """A community: its unit, its party branch, its profile."""

    unit: Unit
    branch: Branch
    community: Community


@dataclass
class World:
    """`own` and `near` lie in one street, `far` in another; `branch` is the street's party committee."""

    district: Unit
    street: Unit
    far_street: Unit
    branch: Branch
    own: Place
    near: Place
    far: Place
    clerk: User
    leader: User
    auditor: User


def make_place(parent, code, name):
    unit = UnitFactory(code=code, name=name, parent=parent)
    branch = BranchFactory(unit=unit, name=f"中共{name}支部委员会", secretary=f"{name[:1]}书记")
    return Place(unit, branch, CommunityFactory(unit=unit))


def make_world():
    district = UnitFactory(code="410399", name="甲区", level="district")
    street = UnitFactory(code="410399001", name="文昌街道", level="street", parent=district)
    far_street = UnitFactory(code="410399002", name="城南街道", level="street", parent=district)
    committee = BranchFactory(unit=street, name="中共文昌街道工作委员会", kind="work_committee", scope="other")
    return World(
        district,
        street,
        far_street,
        committee,
        make_place(street, "410399001001", "槐荫社区"),
        make_place(street, "410399001002", "南苑社区"),
        make_place(far_street, "410399002001", "桥北社区"),
        clerk=person(Role.CLERK, district, username="clerk", name="区里科员"),
        leader=person(Role.LEADER, district, username="leader", name="区领导"),
        auditor=person(Role.AUDIT_ADMIN, district, username="auditor", name="审计员"),
    )
