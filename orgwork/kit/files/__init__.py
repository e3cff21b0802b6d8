"""Files that people attach: judged by content, pictures cleaned, stored sealed, handed out to those who may see their owner."""

from .receiving import attach, read, remove
from .serving import response

__all__ = ["attach", "read", "remove", "response"]
