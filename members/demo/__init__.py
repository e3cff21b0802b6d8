"""The demo district's members and what happened to their records."""

from . import changes, rolls

__all__ = ["changes", "rolls"]
