from .activity import Activity
from .branch import Branch
from .committee import CommitteeSeat
from .community import Community, Facility
from .service import ServiceRecord
from .standard import StandardYear

__all__ = ["Activity", "Branch", "CommitteeSeat", "Community", "Facility", "ServiceRecord", "StandardYear"]
