from django.conf import settings
from django.db import models


class RevealedExport(models.Model):
    """Whole ID numbers left the portal in an export: who took them, for what, how many."""

    kind = models.CharField("名册", max_length=20)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导出人")
    reason = models.CharField("事由", max_length=200)
    records = models.PositiveIntegerField("条数")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "身份证号导出"
        ordering = ["-id"]

    def __str__(self):
        return self.reason
