from .attachment import MonthlyFile
from .correction import Correction
from .extension import Extension
from .form import FormItem, ItemRule
from .reminder import Reminder, Round
from .report import MonthlyReport
from .value import MonthlyValue

__all__ = [
    "Correction",
    "Extension",
    "FormItem",
    "ItemRule",
    "MonthlyFile",
    "MonthlyReport",
    "MonthlyValue",
    "Reminder",
    "Round",
]
