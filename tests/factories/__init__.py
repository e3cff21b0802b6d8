"""Invented rows for tests. Names and numbers are made up; ID numbers lie in county code 410399 with sequence digits below 800."""

from .branches import (
    ActivityFactory,
    BranchFactory,
    CommunityFactory,
    FacilityFactory,
    SeatFactory,
    ServiceFactory,
    StandardFactory,
)
from .ids import id_number
from .members import MemberFactory
from .units import PASSWORD, PostFactory, UnitFactory, UserFactory, person
from .world import Place, World, make_world

__all__ = [
    "PASSWORD",
    "ActivityFactory",
    "BranchFactory",
    "CommunityFactory",
    "FacilityFactory",
    "MemberFactory",
    "Place",
    "PostFactory",
    "SeatFactory",
    "ServiceFactory",
    "StandardFactory",
    "UnitFactory",
    "UserFactory",
    "World",
    "id_number",
    "make_world",
    "person",
]
