from django.conf import settings
from django.db import models

from orgwork.accounts.scope import ScopedQuerySet


class State(models.TextChoices):
    READING = "reading", "正在读取"
    STAGED = "staged", "待确认"
    COMMITTING = "committing", "正在写入"
    COMMITTED = "committed", "已导入"
    UNDONE = "undone", "已撤销"
    REFUSED = "refused", "未能读取"
    REPLACED = "replaced", "已作废"


class Upload(models.Model):
    """One workbook brought for one roster kind and unit: what was found in it, and what became of it."""

    kind = models.CharField("名册", max_length=20)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=64, db_collation="C", blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    name = models.CharField("文件名", max_length=200)
    stored = models.CharField(max_length=64, blank=True, editable=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("大小")
    only_sheet = models.CharField("工作表", max_length=100, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.STAGED)
    refused = models.CharField("拒绝原因", max_length=40, blank=True)
    counts = models.JSONField(default=dict)
    sheets = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    clears = models.JSONField(default=dict)
    present = models.JSONField(default=list)
    note = models.CharField("变更说明", max_length=500, blank=True)
    findings = models.PositiveIntegerField(default=0)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    committed_at = models.DateTimeField("导入时间", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "导入"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["path", "-id"], name="upload_path"),
            models.Index(fields=["sha256", "kind"], name="upload_sha256"),
        ]

    def __str__(self):
        return self.name
