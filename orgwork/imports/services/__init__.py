"""Verbs of roster import: stage, commit, undo. Each is one transaction; preview and commit share the same statements."""

from .committing import commit, request_commit
from .staging import SameFile, restage, stage
from .undoing import Conflicts, NotCommitted, undo

__all__ = ["Conflicts", "NotCommitted", "SameFile", "commit", "request_commit", "restage", "stage", "undo"]
