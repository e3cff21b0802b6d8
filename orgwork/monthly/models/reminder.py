from django.conf import settings
from django.db import models


class Round(models.TextChoices):
    """Which reminder it was."""

    BEFORE = "before", "到期前"
    AFTER = "after", "到期后"
    URGE = "urge", "催报"


class Reminder(models.Model):
    """That the fillers of a report were reminded: before the deadline, after it, or urged by a person. Written before any notice."""

    report = models.ForeignKey("monthly.MonthlyReport", models.CASCADE, related_name="reminders", verbose_name="月报")
    kind = models.CharField("哪一次", max_length=8, choices=Round.choices)
    day = models.DateField("日期")
    due_at = models.DateTimeField("当时的截止")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="谁催的"
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "月报催报"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "kind", "day"], name="reminder_once_a_day")]

    def __str__(self):
        return f"{self.report} {self.get_kind_display()}"
