"""Verbs of roster import: stage, commit, undo. Each is one transaction; preview and commit share the same statements."""

from .committing import commit, request_commit
from .receiving import give_up, read_stored, receive
from .staging import SameFile, restage, stage
from .ticking import tick_clear
from .tidying import tidy
from .undoing import Conflicts, NotCommitted, undo

__all__ = [
    "Conflicts",
    "NotCommitted",
    "SameFile",
    "commit",
    "give_up",
    "read_stored",
    "receive",
    "request_commit",
    "restage",
    "stage",
    "tick_clear",
    "tidy",
    "undo",
]
