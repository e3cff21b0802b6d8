from django.db import models

from orgwork.audit.history import tracked
from orgwork.kit.models import Record, list_indexes

from ..enums import Channel, MediaLevel, PublicationKind


@tracked
class Publication(Record):
    """One piece in one medium (刊发): the same piece in two media is two records."""

    title = models.CharField("题目", max_length=200)
    author = models.CharField("作者", max_length=60, blank=True)
    kind = models.CharField("类型", max_length=8, choices=PublicationKind.choices, default=PublicationKind.ARTICLE)
    media = models.CharField("媒体", max_length=100)
    media_level = models.CharField("媒体级别", max_length=8, choices=MediaLevel.choices)
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices, blank=True)
    published_on = models.DateField("刊发日期")
    location = models.CharField("网址或版面", max_length=300, blank=True)
    campaign = models.CharField("专项活动", max_length=30, blank=True)

    figure_date = "published_on"

    class Meta:
        verbose_name = "刊发"
        ordering = ["-published_on"]
        indexes = [
            *list_indexes("publication", named=False),
            models.Index(fields=["path", "media_level", "published_on"], name="publication_path_level"),
            models.Index(fields=["published_on", "id"], name="publication_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "media", "published_on"],
                condition=models.Q(is_deleted=False),
                name="publication_once",
                violation_error_message="这一篇同一天在这家媒体的刊发已经登记。请在原记录上修改。",
            )
        ]

    def __str__(self):
        return self.title
