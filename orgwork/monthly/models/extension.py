from django.conf import settings
from django.db import models
from django.db.models import Q

from orgwork.accounts.scope import ScopedQuerySet
from orgwork.audit.history import tracked

USER = settings.AUTH_USER_MODEL


@tracked
class Extension(models.Model):
    """An exception from the calendar for one month and all communities below a unit: granted with a reason, and revocable."""

    carries_path = True

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=64, db_collation="C", editable=False)
    period = models.CharField("月份", max_length=7)
    due_at = models.DateTimeField("报送截止")
    fill_until = models.DateTimeField("补报截止")
    lock_on = models.DateField("关账日期")
    reason = models.CharField("原因", max_length=300)
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False, verbose_name="批准人")
    created_at = models.DateTimeField("批准时间", auto_now_add=True)
    revoked_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="收回人")
    revoked_at = models.DateTimeField("收回时间", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "月报延期"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], condition=Q(revoked_at=None), name="extension_once"),
        ]

    def __str__(self):
        return f"{self.unit} {self.period} 延到 {self.due_at:%m-%d}"

    def save(self, *args, **kwargs):
        self.path = self.unit.path
        super().save(*args, **kwargs)
