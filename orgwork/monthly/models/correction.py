from django.conf import settings
from django.db import models
from django.db.models import Q

from orgwork.accounts.scope import ScopedQuerySet
from orgwork.audit.history import tracked

from ..enums import Decision

USER = settings.AUTH_USER_MODEL


@tracked
class Correction(models.Model):
    """The only way into a closed month: old value, new value, why; it counts once a second person has approved it."""

    carries_path = True
    stays_with_unit = True

    value = models.ForeignKey("monthly.MonthlyValue", models.PROTECT, related_name="corrections", verbose_name="月报数")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=64, db_collation="C", editable=False)
    old = models.DecimalField("原数", max_digits=14, decimal_places=2, null=True)
    new = models.DecimalField("更正为", max_digits=14, decimal_places=2)
    reason = models.CharField("更正原因", max_length=300)
    state = models.CharField("状态", max_length=8, choices=Decision.choices, default=Decision.PROPOSED)
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False, verbose_name="提出人")
    created_at = models.DateTimeField("提出时间", auto_now_add=True)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="批准人")
    decided_at = models.DateTimeField("批准时间", null=True)
    note = models.CharField("批准意见", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "月报更正"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["value"], condition=Q(state="proposed"), name="correction_open_once"),
        ]

    def __str__(self):
        return f"{self.value} → {self.new}"
