from .report import State, WorkReport
from .slot import SlotState, SlotValue
from .source import SlotSource

__all__ = ["SlotSource", "SlotState", "SlotValue", "State", "WorkReport"]
