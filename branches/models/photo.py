from django.db import models

from orgwork.kit.models import StoredFile


class ServicePhoto(StoredFile):
    """A photo taken on the spot, attached to a service record."""

    service = models.ForeignKey("branches.ServiceRecord", models.CASCADE, related_name="photos", verbose_name="服务记录")

    class Meta:
        verbose_name = "服务记录照片"
        ordering = ["id"]
