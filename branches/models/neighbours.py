from django.db import models
from django.db.models import Q

from orgwork.audit.history import tracked
from orgwork.kit.models import Named, Record, list_indexes

from ..team_enums import Nature, Pairing, SocialKind


@tracked
class ColocatedUnit(Named, Record):
    """A unit that lies in a community without belonging to it (驻区单位)."""

    name = models.CharField("名称", max_length=100)
    pinyin = models.CharField(max_length=500, blank=True, editable=False, db_collation="C")
    initials = models.CharField(max_length=100, blank=True, editable=False, db_collation="C")
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    nature = models.CharField("性质", max_length=12, choices=Nature.choices)
    has_party_org = models.BooleanField("有党组织", default=False)
    contact = models.CharField("联系人", max_length=30, blank=True)
    phone = models.CharField("电话", max_length=20, blank=True)
    resources = models.TextField("可用资源", max_length=500, blank=True)
    joined_committee = models.BooleanField("加入大党委", default=False)
    joined_on = models.DateField("加入日期", null=True, blank=True)
    pairing = models.CharField("结对形式", max_length=10, choices=Pairing.choices, blank=True)

    class Meta:
        verbose_name = "驻区单位"
        ordering = ["path", "pinyin"]
        indexes = list_indexes("colocated")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(is_deleted=False),
                name="colocated_once",
                violation_error_message="这里已经有同名的驻区单位。请在原记录上修改。",
            )
        ]


@tracked
class SocialOrg(Named, Record):
    """A social organisation that works in a community (社会组织)."""

    name = models.CharField("名称", max_length=100)
    pinyin = models.CharField(max_length=500, blank=True, editable=False, db_collation="C")
    initials = models.CharField(max_length=100, blank=True, editable=False, db_collation="C")
    reg_no = models.CharField("登记证号", max_length=30, blank=True)
    kind = models.CharField("类型", max_length=12, choices=SocialKind.choices)
    star = models.PositiveSmallIntegerField("等级（A）", null=True, blank=True)

    class Meta:
        verbose_name = "社会组织"
        ordering = ["path", "pinyin"]
        indexes = list_indexes("socialorg")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(is_deleted=False),
                name="socialorg_once",
                violation_error_message="这里已经有同名的社会组织。请在原记录上修改。",
            )
        ]
