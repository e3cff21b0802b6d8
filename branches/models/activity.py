from django.db import models

from orgwork.audit.history import tracked
from orgwork.kit.models import Record, list_indexes

from ..enums import ActivityKind


@tracked
class Activity(Record):
    """A meeting or activity of a party organisation (三会一课 and the rest)."""

    kind = models.CharField("类型", max_length=20, choices=ActivityKind.choices)
    title = models.CharField("主题", max_length=200)
    date = models.DateField("日期")
    minutes = models.PositiveSmallIntegerField("时长（分钟）", null=True, blank=True)
    location = models.CharField("地点", max_length=100, blank=True)
    branch = models.ForeignKey("branches.Branch", models.PROTECT, related_name="activities", verbose_name="主办组织")
    group = models.CharField("党小组", max_length=60, blank=True)
    host = models.CharField("主持人", max_length=30, blank=True)
    recorder = models.CharField("记录人", max_length=30, blank=True)
    lecturer = models.CharField("主讲人", max_length=30, blank=True)
    entitled = models.PositiveIntegerField("应到", null=True, blank=True)
    present = models.PositiveIntegerField("实到", null=True, blank=True)
    agenda = models.TextField("议题", max_length=2000, blank=True)
    decision = models.TextField("决议", max_length=2000, blank=True)

    class Meta:
        verbose_name = "组织生活"
        ordering = ["-date"]
        indexes = [
            *list_indexes("activity", named=False),
            models.Index(fields=["path", "kind", "date"], name="activity_path_kind"),
            models.Index(fields=["date", "id"], name="activity_date"),
        ]

    def __str__(self):
        return self.title

    def place(self):
        return self.branch.unit
