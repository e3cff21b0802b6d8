from .param import Param
from .record import Identified, Named, Record, list_indexes

__all__ = ["Identified", "Named", "Param", "Record", "list_indexes"]
