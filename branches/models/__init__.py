from .activity import Activity
from .branch import Branch
from .committee import CommitteeSeat
from .community import Community, Facility
from .neighbours import ColocatedUnit, SocialOrg
from .service import ServiceRecord
from .standard import StandardYear
from .volunteering import TeamLink, VolunteerTeam

__all__ = [
    "Activity",
    "Branch",
    "ColocatedUnit",
    "CommitteeSeat",
    "Community",
    "Facility",
    "ServiceRecord",
    "SocialOrg",
    "StandardYear",
    "TeamLink",
    "VolunteerTeam",
]
