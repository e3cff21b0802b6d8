from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from orgwork.audit.history import tracked
from orgwork.kit.models import Named, Record, list_indexes

from ..enums import OrgDomain, OrgKind, OrgPlace, OrgScope, OrgStatus


@tracked
class Branch(Named, Record):
    """A party organisation (党组织). It sits at a unit and has its own superior."""

    named_person = False

    name = models.CharField("党组织全称", max_length=200)
    pinyin = models.CharField(max_length=800, blank=True, editable=False, db_collation="C")
    initials = models.CharField(max_length=200, blank=True, editable=False, db_collation="C")
    short_name = models.CharField("简称", max_length=60, blank=True)
    code = models.CharField("党组织代码", max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级党组织"
    )
    kind = models.CharField("组织类别", max_length=16, choices=OrgKind.choices)
    domain = models.CharField("所属领域", max_length=16, choices=OrgDomain.choices)
    scope = models.CharField("类型", max_length=12, choices=OrgScope.choices)
    place_kind = models.CharField("所在单位情况", max_length=8, choices=OrgPlace.choices, blank=True)
    area_desc = models.TextField("片区范围", max_length=500, blank=True)
    buildings = ArrayField(models.CharField(max_length=30), verbose_name="楼栋", default=list, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    approve_no = models.CharField("批准文号", max_length=60, blank=True)
    approve_on = models.DateField("批准日期", null=True, blank=True)
    elected_on = models.DateField("本届选举日期", null=True, blank=True)
    term_years = models.PositiveSmallIntegerField("任期年限", null=True, blank=True)
    term_ends_on = models.DateField("届满日期", null=True, blank=True, editable=False)
    secretary = models.CharField("书记", max_length=30, blank=True)
    contact = models.CharField("联系人", max_length=30, blank=True)
    phone = models.CharField("电话", max_length=20, blank=True)
    status = models.CharField("状态", max_length=10, choices=OrgStatus.choices, default=OrgStatus.NORMAL)
    status_on = models.DateField("状态日期", null=True, blank=True)
    status_doc = models.CharField("状态文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "党组织"
        ordering = ["path", "code"]
        indexes = list_indexes("branch")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(is_deleted=False) & ~Q(code=""),
                name="branch_code_once",
                violation_error_message="这个党组织代码已经有了。请核对，或改用别的代码。",
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(is_deleted=False),
                name="branch_name_once",
                violation_error_message="同一上级党组织下已经有这个名称。请核对，或改名。",
            ),
        ]

    def __str__(self):
        return self.short_name or self.name

    def save(self, *args, **kwargs):
        self.term_ends_on = term_end(self.elected_on, self.term_years)
        super().save(*args, **kwargs)


def term_end(elected_on, years):
    """届满日期 = 选举日期 + 任期 (ELE-02); None while either is missing. 29 February falls on the 28th."""
    if not elected_on or not years:
        return None
    leap = elected_on.month == 2 and elected_on.day == 29
    return elected_on.replace(year=elected_on.year + years, day=28 if leap else elected_on.day)
