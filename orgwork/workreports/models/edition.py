from django.db import models

from .report import WorkReport
from .template import DocumentKind, TemplateVersion


class ReportDocument(models.Model):
    """One of several documents made from the frozen figures of one report: a version for the 常委会, a brief, a street's own."""

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="documents", verbose_name="报告")
    kind = models.CharField("文种", max_length=10, choices=DocumentKind.choices)
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="+", verbose_name="模板版次")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="写哪个单位")
    title = models.CharField("标题", max_length=200)
    file_token = models.CharField(max_length=64, editable=False)
    freeze_digest = models.CharField("取自", max_length=64)
    created_at = models.DateTimeField("成稿时间", auto_now_add=True)

    class Meta:
        verbose_name = "报告文件"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "version", "unit"], name="reportdocument_once")]

    def __str__(self):
        return self.title
