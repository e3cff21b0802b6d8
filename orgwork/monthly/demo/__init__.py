"""The demo district's monthly reports: two years of them, and the month that is being filled in and reviewed."""

from . import reports

__all__ = ["reports"]
