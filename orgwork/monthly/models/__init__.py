from .form import FormItem, ItemRule
from .report import MonthlyReport
from .value import MonthlyValue

__all__ = ["FormItem", "ItemRule", "MonthlyReport", "MonthlyValue"]
