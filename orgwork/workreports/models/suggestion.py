from django.conf import settings
from django.db import models

from .report import WorkReport

USER = settings.AUTH_USER_MODEL


class Part(models.TextChoices):
    PROBLEM = "problem", "存在问题"
    STEP = "step", "下步措施"


class Answer(models.TextChoices):
    OFFERED = "offered", "待定"
    TAKEN = "taken", "已采用"
    LEFT = "left", "不用"


class Suggestion(models.Model):
    """A draft for part two or three, drawn from the data with its evidence; a person takes it or leaves it."""

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="suggestions", verbose_name="报告")
    part = models.CharField("部分", max_length=8, choices=Part.choices)
    key = models.CharField(max_length=100, editable=False)
    text = models.TextField("草稿", max_length=500)
    evidence = models.JSONField("依据", default=list)
    answer = models.CharField("处理", max_length=8, choices=Answer.choices, default=Answer.OFFERED)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="谁定的")
    answered_at = models.DateTimeField("时间", null=True)

    class Meta:
        verbose_name = "建议草稿"
        ordering = ["part", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="suggestion_once")]

    def __str__(self):
        return self.text[:40]
