from django.db import models

from orgwork.audit.history import tracked
from orgwork.kit.models import Record, list_indexes

from ..enums import Standard


@tracked
class StandardYear(Record):
    """The result of a community's yearly standard check (达标创优)."""

    stays_with_unit = True

    community = models.ForeignKey("branches.Community", models.PROTECT, related_name="standards", verbose_name="社区")
    year = models.PositiveSmallIntegerField("年度")
    status = models.CharField("结果", max_length=10, choices=Standard.choices)
    score = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True, blank=True)
    checked_on = models.DateField("检查日期", null=True, blank=True)

    class Meta:
        verbose_name = "年度达标"
        ordering = ["-year"]
        indexes = list_indexes("standard", named=False)
        constraints = [
            models.UniqueConstraint(
                fields=["community", "year"],
                condition=models.Q(is_deleted=False),
                name="standard_once",
                violation_error_message="这个社区这一年已经有达标结果。请在原记录上修改。",
            )
        ]

    def __str__(self):
        return f"{self.year}年 {self.get_status_display()}"

    def place(self):
        return self.community.unit
