from django.db import models
from django.db.models import Q

from branches.enums import PartyPost
from orgwork.audit.history import tracked
from orgwork.kit.fields import PartialDateField, PrecisionField
from orgwork.kit.models import Identified, Named, Record, list_indexes
from orgwork.kit.values.codes import EDU, NATION, SEX

from ..enums import JobType, JoinKind, LeaveKind, LostReason, ManageClass, MemberType, NewStratum, PartyStatus


class Person(Named, Identified, Record):
    """Who somebody is, as the roster says it."""

    sex = models.CharField("性别", max_length=1, choices=SEX, blank=True)
    nation = models.CharField("民族", max_length=2, choices=NATION, blank=True)
    birth = PartialDateField("出生日期", null=True, blank=True)
    birth_prec = PrecisionField()
    native_place = models.CharField("籍贯", max_length=60, blank=True)
    birth_place = models.CharField("出生地", max_length=60, blank=True)
    edu = models.CharField("学历", max_length=2, choices=EDU, blank=True)
    degree = models.CharField("学位", max_length=30, blank=True)
    school_major = models.CharField("毕业院校及专业", max_length=120, blank=True)
    work_on = PartialDateField("参加工作时间", null=True, blank=True)
    work_on_prec = PrecisionField()
    job_type = models.CharField("工作岗位", max_length=18, choices=JobType.choices, blank=True)
    unit_post = models.CharField("工作单位及职务", max_length=120, blank=True)
    mobile = models.CharField("手机", max_length=11, blank=True)
    tel = models.CharField("固定电话", max_length=20, blank=True)
    address = models.CharField("家庭住址", max_length=200, blank=True)
    huji = models.CharField("户籍地", max_length=200, blank=True)

    class Meta:
        abstract = True


@tracked
class Member(Person):
    """A party member (党员) of exactly one branch (ORG-12); its place is the branch's."""

    branch = models.ForeignKey("branches.Branch", models.PROTECT, related_name="members", verbose_name="党支部")
    group = models.CharField("党小组", max_length=60, blank=True)
    member_type = models.CharField("人员类别", max_length=12, choices=MemberType.choices, default=MemberType.FORMAL)
    joined_on = PartialDateField("入党日期", null=True, blank=True)
    joined_on_prec = PrecisionField()
    formal_on = PartialDateField("转正日期", null=True, blank=True)
    formal_on_prec = PrecisionField()
    standing_adjust_months = models.SmallIntegerField("党龄校正（月）", default=0)
    party_post = models.CharField("党内职务", max_length=12, choices=PartyPost.choices, blank=True)
    party_status = models.CharField("党籍状态", max_length=10, choices=PartyStatus.choices, default=PartyStatus.NORMAL)
    manage_class = models.CharField("管理类别", max_length=12, choices=ManageClass.choices, default=ManageClass.SELF)
    lost = models.BooleanField("失联", default=False)
    lost_on = models.DateField("失去联系日期", null=True, blank=True)
    lost_reason = models.CharField("失联情形", max_length=14, choices=LostReason.choices, blank=True)
    floating = models.BooleanField("流动党员", default=False)
    new_stratum = models.CharField("新社会阶层", max_length=10, choices=NewStratum.choices, blank=True)
    migrant = models.BooleanField("农民工", default=False)
    veteran = models.BooleanField("退役军人", default=False)
    hardship = models.BooleanField("困难党员", default=False)
    in_on = models.DateField("进入支部日期", null=True, blank=True)
    in_kind = models.CharField("进入方式", max_length=14, choices=JoinKind.choices, blank=True)
    out_on = models.DateField("离开支部日期", null=True, blank=True)
    out_kind = models.CharField("离开方式", max_length=10, choices=LeaveKind.choices, blank=True)
    out_doc = models.CharField("离开文号", max_length=60, blank=True)
    dues_base = models.DecimalField("党费标准（元）", max_digits=8, decimal_places=2, null=True, blank=True)
    dues_paid_to = PartialDateField("党费交至", null=True, blank=True)
    dues_paid_to_prec = PrecisionField()

    class Meta:
        verbose_name = "党员"
        ordering = ["pinyin", "id"]
        indexes = [*list_indexes("member"), models.Index(fields=["branch"], name="member_branch")]
        constraints = [
            models.UniqueConstraint(
                fields=["id_card_hash"],
                condition=Q(is_deleted=False) & ~Q(id_card_hash=""),
                name="member_id_card_once",
                violation_error_message="这个身份证号已经登记在别的党员名下。请核对号码，或先办理转接。",
            )
        ]

    def place(self):
        return self.branch.unit
