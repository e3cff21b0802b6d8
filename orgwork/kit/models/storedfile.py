from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """A file somebody attached: its bytes lie sealed outside the web root under `token` (kit/files)."""

    token = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField("文件名", max_length=200)
    mime = models.CharField("类型", max_length=100, editable=False)
    size = models.PositiveIntegerField("大小", editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False, verbose_name="上传人"
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def is_image(self):
        return self.mime.startswith("image/")
