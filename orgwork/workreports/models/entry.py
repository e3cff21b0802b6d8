from django.conf import settings
from django.db import models

from orgwork.audit.history import tracked
from orgwork.kit.models import StoredFile

from . import guard
from .report import WorkReport

USER = settings.AUTH_USER_MODEL


@tracked
class SlotEntry(models.Model):
    """What a person says of one blank of one report: a value with its basis, who answers for it, why it moved so much.

    It outlives the revisions: each one takes it up again. `value` or `text` empty = nothing typed.
    """

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="entries", verbose_name="报告")
    no = models.PositiveSmallIntegerField("序号")
    name = models.CharField("名称", max_length=60)
    value = models.DecimalField("人工填的数", max_digits=20, decimal_places=4, null=True, blank=True)
    text = models.CharField("人工填的文字", max_length=200, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    explanation = models.CharField("变动说明", max_length=300, blank=True)
    owner = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="负责人")
    version = models.PositiveIntegerField("版本", default=1)
    updated_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False, verbose_name="填写人")
    updated_at = models.DateTimeField("填写时间", auto_now=True)

    class Meta:
        verbose_name = "人工填数"
        ordering = ["no"]
        constraints = [models.UniqueConstraint(fields=["report", "no"], name="slotentry_once")]
        triggers = guard.of_part("report")

    def __str__(self):
        return f"{self.no} {self.name}"


class BasisFile(StoredFile):
    """The document a typed number rests on."""

    entry = models.ForeignKey(SlotEntry, models.CASCADE, related_name="files", verbose_name="人工填数")

    class Meta:
        verbose_name = "依据文件"
        ordering = ["id"]
        triggers = guard.of_part("entry")
