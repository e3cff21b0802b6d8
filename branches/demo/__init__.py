"""The demo district's party organisations, their committees, the communities' profiles, and what they did."""

from . import activities, committees, organisations, profiles, services, teams

__all__ = ["activities", "committees", "organisations", "profiles", "services", "teams"]
