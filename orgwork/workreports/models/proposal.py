from django.db import models

from orgwork.audit.history import tracked
from orgwork.kit.models import Record, list_indexes


class ProposalState(models.TextChoices):
    GIVEN = "given", "已提出"
    CHOSEN = "chosen", "已选用"
    LEFT = "left", "未选用"


@tracked
class Proposal(Record):
    """意见建议: what a unit would say to the superior department; the clerk chooses those that go into part four."""

    year = models.PositiveSmallIntegerField("年度")
    topic = models.CharField("主题", max_length=60)
    text = models.TextField("建议", max_length=1000)
    state = models.CharField("状态", max_length=8, choices=ProposalState.choices, default=ProposalState.GIVEN)

    class Meta:
        verbose_name = "意见建议"
        ordering = ["-year", "id"]
        indexes = list_indexes("proposal", named=False)

    def __str__(self):
        return self.topic
