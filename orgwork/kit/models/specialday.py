from django.db import models

from orgwork.audit.history import tracked


@tracked
class SpecialDay(models.Model):
    """A day that differs from the public calendar as the portal knows it: a holiday, or a weekend that is worked."""

    day = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("上班")
    note = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        verbose_name = "节假日调整"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {'上班' if self.is_workday else '放假'}"
