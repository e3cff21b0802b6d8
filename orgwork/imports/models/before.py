from django.db import models


class BeforeImage(models.Model):
    """What a record was before an upload changed it; `before` null where the upload made it. Kept for undo."""

    upload = models.ForeignKey("imports.Upload", models.CASCADE, related_name="images")
    record = models.UUIDField()
    before = models.JSONField(null=True)
    version = models.PositiveIntegerField()

    class Meta:
        verbose_name = "导入前的值"
        indexes = [
            models.Index(fields=["upload", "record"], name="before_upload"),
            models.Index(fields=["record"], name="before_record"),
        ]

    def __str__(self):
        return str(self.record)
