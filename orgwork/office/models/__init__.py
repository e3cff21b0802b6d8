from .document import Document
from .publication import Publication

__all__ = ["Document", "Publication"]
