from .activity import Activity
from .activityphoto import ActivityPhoto
from .branch import Branch
from .committee import CommitteeSeat
from .community import Community, Facility
from .neighbours import ColocatedUnit, SocialOrg
from .photo import ServicePhoto
from .service import ServiceRecord
from .standard import StandardYear
from .volunteering import TeamLink, VolunteerTeam

__all__ = [
    "Activity",
    "ActivityPhoto",
    "Branch",
    "ColocatedUnit",
    "CommitteeSeat",
    "Community",
    "Facility",
    "ServicePhoto",
    "ServiceRecord",
    "SocialOrg",
    "StandardYear",
    "TeamLink",
    "VolunteerTeam",
]
