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
from .office import DocumentFactory, PublicationFactory
from .proposals import ProposalFactory
from .teams import ColocatedFactory, SocialOrgFactory, TeamFactory, TeamLinkFactory
from .units import PASSWORD, PostFactory, UnitFactory, UserFactory, person
from .world import Place, World, make_world

__all__ = [
    "PASSWORD",
    "ActivityFactory",
    "BranchFactory",
    "ColocatedFactory",
    "CommunityFactory",
    "DocumentFactory",
    "FacilityFactory",
    "MemberFactory",
    "Place",
    "PostFactory",
    "ProposalFactory",
    "PublicationFactory",
    "SeatFactory",
    "ServiceFactory",
    "SocialOrgFactory",
    "StandardFactory",
    "TeamFactory",
    "TeamLinkFactory",
    "UnitFactory",
    "UserFactory",
    "World",
    "id_number",
    "make_world",
    "person",
]
