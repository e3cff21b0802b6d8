import uuid

from django.conf import settings
from django.db import models


class Source(models.TextChoices):
    MANUAL = "manual", "手工录入"
    IMPORT = "import", "名册导入"
    API = "api", "接口"
    JOB = "job", "后台任务"


class Kept(models.Model):
    """What every kept row carries: a UUID made before insert (AAD of sealed columns), a version for 409, where it came from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    source = models.CharField("来源", max_length=8, choices=Source.choices, default=Source.MANUAL, editable=False)
    import_batch = models.BigIntegerField("导入批次", null=True, editable=False, db_index=True)
    is_deleted = models.BooleanField("已删除", default=False, editable=False)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
