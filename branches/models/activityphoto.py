from django.db import models

from orgwork.kit.models import StoredFile


class ActivityPhoto(StoredFile):
    """A photo taken on the spot, attached to an activity."""

    activity = models.ForeignKey("branches.Activity", models.CASCADE, related_name="photos", verbose_name="活动")

    class Meta:
        verbose_name = "活动照片"
        ordering = ["id"]
