"""The month on paper: blank, to be filled in by hand, or filled."""

from .paper import paper
from .word import document

__all__ = ["document", "paper"]
