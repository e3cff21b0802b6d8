"""The board of the whole unit; what hangs on it comes from the apps."""

from .registry import OVERVIEW, dashboard

dashboard(OVERVIEW, "总览", order=1)
