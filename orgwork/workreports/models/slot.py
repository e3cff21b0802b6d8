from django.db import models

from . import guard
from .report import WorkReport


class SlotState(models.TextChoices):
    FILLED = "filled", "已取数"
    UNREVIEWED = "unreviewed", "含未审数据"
    MISSING = "missing", "待补"
    TYPED = "typed", "人工填"
    TEXT = "text", "文字"


class SlotValue(models.Model):
    """One blank of one report, frozen: the value, how it was printed, what it means and how many records it counts."""

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="slots")
    no = models.PositiveSmallIntegerField("序号")
    name = models.CharField("名称", max_length=60)
    is_number = models.BooleanField("是数字")
    in_text = models.BooleanField("正文用", default=True)  # others are taken for the documents made from the same figures
    key = models.CharField("指标", max_length=80, blank=True)
    value = models.DecimalField("数值", max_digits=20, decimal_places=4, null=True)
    text = models.CharField("正文写法", max_length=200)
    state = models.CharField("状态", max_length=10, choices=SlotState.choices)
    measure = models.CharField("计量单位", max_length=10, blank=True)
    definition = models.TextField("口径", blank=True)
    period = models.CharField("期间", max_length=30, blank=True)
    unit_code = models.CharField("单位代码", max_length=20)
    records = models.PositiveIntegerField("记录数", default=0)
    unreviewed = models.PositiveIntegerField("未审核记录", default=0)
    last_value = models.DecimalField("上一期", max_digits=20, decimal_places=4, null=True)
    last_period = models.CharField("上一期期间", max_length=30, blank=True)
    rows = models.JSONField("名单", default=list)  # of a list: [[[field, text], …]], the name of each row first
    gaps = models.JSONField("缺数", default=list)  # [{"unit": code, "name": …, "months": ["2024-03"]}]: who has not reported what
    newest_on = models.DateField("最新一条记录", null=True)
    reviewers = models.CharField("审核", max_length=200, blank=True)
    computed_at = models.DateTimeField("取数时间")

    class Meta:
        verbose_name = "报告数值"
        ordering = ["no"]
        constraints = [models.UniqueConstraint(fields=["report", "no"], name="slotvalue_once")]
        triggers = guard.of_part("report")

    def __str__(self):
        return f"{self.no} {self.name}"

    @property
    def is_missing(self):
        return self.state == SlotState.MISSING
