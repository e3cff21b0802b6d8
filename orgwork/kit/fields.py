"""Model fields of the kit."""

from django.db import models


class Precision(models.TextChoices):
    YEAR = "y", "年"
    MONTH = "m", "月"
    DAY = "d", "日"


class PartialDateField(models.DateField):
    """A date that paper rosters often give to the month or year only. Its precision stands in `<name>_prec` (PrecisionField).

    The first day stands in for the unknown part in the column; nothing prints it (dictionary.md, Date precision).
    """


class PrecisionField(models.CharField):
    """The precision of the PartialDateField in front of it; "" where there is no date."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 1)
        kwargs.setdefault("choices", Precision.choices)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)
