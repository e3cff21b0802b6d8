from django.db import models

from orgwork.kit.models import StoredFile


class MonthlyFile(StoredFile):
    """A photo or document attached to a cell of a report."""

    value = models.ForeignKey("monthly.MonthlyValue", models.CASCADE, related_name="files", verbose_name="月报格")

    class Meta:
        verbose_name = "月报附件"
        ordering = ["id"]
