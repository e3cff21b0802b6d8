from django.conf import settings
from django.db import models

from orgwork.accounts.scope import ScopedQuerySet
from orgwork.audit.history import tracked

USER = settings.AUTH_USER_MODEL


class DocumentKind(models.TextChoices):
    """Which document of one set of slots a template makes."""

    SPEECH = "speech", "发言材料"
    STANDING = "standing", "常委会汇报"
    BRIEF = "brief", "八百字简报"
    STREET = "street", "街道报告"
    OTHER = "other", "其他"


@tracked
class Template(models.Model):
    """A text with slots, kept in versions; a report keeps the version it was made from."""

    carries_path = True

    name = models.CharField("名称", max_length=60)
    kind = models.CharField("文种", max_length=10, choices=DocumentKind.choices, default=DocumentKind.SPEECH)
    builtin = models.CharField(max_length=30, blank=True, editable=False)  # the name of the file it came with, "" for others
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=64, db_collation="C", editable=False)
    closed_at = models.DateTimeField("停用时间", null=True, blank=True)
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False, verbose_name="建立人")
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "报告模板"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="template_name_once")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.path = self.unit.path
        super().save(*args, **kwargs)


class TemplateVersion(models.Model):
    """One state of a template. `text` is what is parsed; where it has a `word` file, the text was read out of it."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="versions", verbose_name="模板")
    number = models.PositiveSmallIntegerField("版次")
    text = models.TextField("正文")
    note = models.CharField("改了什么", max_length=200, blank=True)
    ready = models.BooleanField("可以成稿", default=False, editable=False)  # every name in it was known when it was last looked at
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False, verbose_name="修改人")
    created_at = models.DateTimeField("修改时间", auto_now_add=True)

    class Meta:
        verbose_name = "模板版次"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_version_once")]

    def __str__(self):
        return f"{self.template} 第 {self.number} 版"
