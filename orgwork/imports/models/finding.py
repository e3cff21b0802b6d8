from django.db import models


class StagedFinding(models.Model):
    """One problem of an upload. `suggestion` is sealed where it is an ID number (contract.md 3)."""

    upload = models.ForeignKey("imports.Upload", models.CASCADE, related_name="problems")
    seq = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100, null=True)  # noqa: DJ001 null says: the whole file (contract.md 3)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=3, null=True)  # noqa: DJ001
    field = models.CharField(max_length=40, null=True)  # noqa: DJ001
    level = models.CharField(max_length=7)
    code = models.CharField(max_length=40)
    value = models.TextField(null=True)  # noqa: DJ001
    message = models.TextField()
    suggestion = models.TextField(null=True)  # noqa: DJ001
    who = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "导入问题"
        ordering = ["upload", "seq"]
        indexes = [
            models.Index(fields=["upload", "seq"], name="finding_upload"),
            models.Index(fields=["upload", "level", "seq"], name="finding_level"),
        ]

    def __str__(self):
        return self.message
