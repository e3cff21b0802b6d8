from django.db import models

from orgwork.audit.history import tracked


@tracked
class Param(models.Model):
    """One value of a setting from a date on; older ones stay, so that a report of last year keeps its rule."""

    key = models.CharField("设置项", max_length=60)
    value = models.DecimalField("值", max_digits=14, decimal_places=4)
    effective_from = models.DateField("生效日期")
    note = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "设置项"
        ordering = ["key", "-effective_from"]
        constraints = [models.UniqueConstraint(fields=["key", "effective_from"], name="param_once")]

    def __str__(self):
        return f"{self.key} = {self.value}"
