from django.conf import settings
from django.db import models
from django.db.models import Q

from orgwork.audit.history import tracked

USER = settings.AUTH_USER_MODEL


class Gravity(models.TextChoices):
    WARN = "warning", "提醒"
    BLOCK = "error", "不改不能定稿"


class WordRuleQuerySet(models.QuerySet):
    def in_force(self, on):
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=on), effective_from__lte=on)


@tracked
class WordRule(models.Model):
    """One line of the dated word list: a wording that is out of date, or that is a slip, and what to write instead."""

    wording = models.CharField("不用的写法", max_length=60)
    offer = models.CharField("改为", max_length=60, blank=True)
    message = models.CharField("为什么", max_length=200)
    gravity = models.CharField("轻重", max_length=8, choices=Gravity.choices, default=Gravity.WARN)
    effective_from = models.DateField("起用日期")
    effective_to = models.DateField("停用日期", null=True, blank=True)

    objects = WordRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "提法"
        ordering = ["wording"]
        constraints = [models.UniqueConstraint(fields=["wording", "effective_from"], name="wordrule_once")]

    def __str__(self):
        return self.wording


class Waiver(models.Model):
    """A sentence that stays although a check objects to it, with the reason; it holds for exactly this sentence and finding."""

    report = models.ForeignKey("workreports.WorkReport", models.CASCADE, related_name="waivers", verbose_name="报告")
    key = models.CharField(max_length=64, editable=False)
    sentence = models.TextField("原句")
    reason = models.CharField("保留的理由", max_length=300)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False, verbose_name="谁保留的")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "保留原句"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="waiver_once")]

    def __str__(self):
        return self.sentence[:40]
