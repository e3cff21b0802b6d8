from django.conf import settings
from django.db import models

from orgwork.accounts.scope import ScopedQuerySet


class OldSpeech(models.Model):
    """A speech of an earlier year being turned into a template: its text, and for each × which slot is meant.

    `blanks` is [{"no", "at", "line", "sentence", "cut": where in the sentence the × stands, "offers": [slot names],
    "chosen": slot name or "", "award": whether the sentence names who won a title}].
    """

    carries_path = True

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=64, db_collation="C", editable=False)
    name = models.CharField("文件名", max_length=200)
    text = models.TextField("正文")
    blanks = models.JSONField("空格", default=list)
    template = models.ForeignKey("workreports.Template", models.SET_NULL, null=True, related_name="+", verbose_name="做成的模板")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, verbose_name="上传人")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "旧稿"
        ordering = ["-id"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.path = self.unit.path
        super().save(*args, **kwargs)
