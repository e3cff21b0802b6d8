"""Rosters of this app: party organisations, communities, services and activities."""

from .roster_activities import ActivityRoster
from .roster_branches import BranchRoster
from .roster_communities import CommunityRoster
from .roster_services import ServiceRoster

__all__ = ["ActivityRoster", "BranchRoster", "CommunityRoster", "ServiceRoster"]
