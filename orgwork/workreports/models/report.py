from django.conf import settings
from django.db import models

from orgwork.accounts.scope import ScopedQuerySet
from orgwork.audit.history import tracked

from . import guard


class State(models.TextChoices):
    COMPOSING = "composing", "取数中"
    DRAFT = "draft", "起草中"
    FINAL = "final", "已定稿"


@tracked
class WorkReport(models.Model):
    """One report of a unit for a period: the template's text as it was taken, and which revision of values stands."""

    carries_path = True
    stays_with_unit = True

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=64, db_collation="C", editable=False)
    period = models.CharField("期间", max_length=30)
    title = models.CharField("标题", max_length=200)
    template = models.CharField("模板", max_length=60)
    template_text = models.TextField("模板正文")
    template_version = models.ForeignKey(
        "workreports.TemplateVersion", models.PROTECT, null=True, related_name="+", verbose_name="模板版次"
    )
    text_version = models.PositiveIntegerField("正文版本", default=1)
    campaign_from = models.DateField("主题教育起始日", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.COMPOSING)
    revision = models.PositiveIntegerField("稿次", default=1)
    revised_at = models.DateTimeField("起稿时间")
    composed_revision = models.PositiveIntegerField("已取数的稿次", default=0)
    composed_at = models.DateTimeField("取数时间", null=True)
    freeze_digest = models.CharField("取数摘要", max_length=64, blank=True)
    edition = models.PositiveSmallIntegerField("第几次印发", default=1)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="next_ones", verbose_name="上一版")
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="定稿人"
    )
    finalised_at = models.DateTimeField("定稿时间", null=True)
    file_token = models.CharField(max_length=64, editable=False)
    submission_key = models.UUIDField(null=True, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人")
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "工作报告"
        ordering = ["-id"]
        indexes = [models.Index(fields=["path", "-id"], name="workreport_path")]
        triggers = guard.of_report()

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.path = self.unit.path
        super().save(*args, **kwargs)

    @property
    def is_ready(self):
        return self.state in (State.DRAFT, State.FINAL)

    @property
    def is_final(self):
        return self.state == State.FINAL
