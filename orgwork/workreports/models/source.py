from django.contrib.postgres.fields import ArrayField
from django.db import models

from . import guard
from .slot import SlotValue


class SlotSource(models.Model):
    """The records of one figure that stood behind a blank, with the version each had then."""

    slot = models.ForeignKey(SlotValue, models.CASCADE, related_name="sources")
    key = models.CharField("指标", max_length=80)
    value = models.DecimalField("数值", max_digits=20, decimal_places=4)
    is_part = models.BooleanField("比率的分子", default=False)
    record_ids = ArrayField(models.CharField(max_length=36), default=list)
    record_versions = ArrayField(models.IntegerField(), default=list)

    class Meta:
        verbose_name = "数值来源"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["slot", "key"], name="slotsource_once")]
        triggers = guard.of_part("slot")

    def __str__(self):
        return self.key
