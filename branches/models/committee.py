from django.db import models

from orgwork.audit.history import tracked
from orgwork.kit.models import Record, list_indexes

from ..enums import PartyPost


@tracked
class CommitteeSeat(Record):
    """One seat of a party organisation's committee (班子成员), elected or part-time (兼职委员, ORG-14)."""

    branch = models.ForeignKey("branches.Branch", models.PROTECT, related_name="seats", verbose_name="党组织")
    name = models.CharField("姓名", max_length=30)
    party_post = models.CharField("党内职务", max_length=12, choices=PartyPost.choices)
    is_part_time = models.BooleanField("兼职委员", default=False)
    rank_no = models.PositiveSmallIntegerField("排序", default=1)
    starts_on = models.DateField("任职日期", null=True, blank=True)
    ends_on = models.DateField("免职日期", null=True, blank=True)

    class Meta:
        verbose_name = "班子成员"
        ordering = ["branch", "rank_no"]
        indexes = list_indexes("seat", named=False)

    def __str__(self):
        return self.name

    def place(self):
        return self.branch.unit
