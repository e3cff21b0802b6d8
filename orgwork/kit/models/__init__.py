from .param import Param
from .record import Identified, Named, Record, list_indexes
from .specialday import SpecialDay
from .storedfile import StoredFile

__all__ = ["Identified", "Named", "Param", "Record", "SpecialDay", "StoredFile", "list_indexes"]
