from django.db import models
from django.db.models import Q

from orgwork.audit.history import tracked
from orgwork.kit.models import Named, Record, list_indexes

from ..team_enums import TeamStatus


@tracked
class VolunteerTeam(Named, Record):
    """A volunteers' organisation of a community (志愿服务组织); `featured` ones are named in reports, in their order."""

    name = models.CharField("名称", max_length=60)
    pinyin = models.CharField(max_length=300, blank=True, editable=False, db_collation="C")
    leader = models.CharField("负责人", max_length=30, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    size = models.PositiveIntegerField("成员人数", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=TeamStatus.choices, default=TeamStatus.ACTIVE)
    ended_on = models.DateField("解散日期", null=True, blank=True)
    featured = models.BooleanField("报告点名", default=False)
    featured_order = models.PositiveSmallIntegerField("点名次序", null=True, blank=True)

    class Meta:
        verbose_name = "志愿服务组织"
        ordering = ["path", "pinyin"]
        indexes = list_indexes("team")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(is_deleted=False),
                name="team_once",
                violation_error_message="这个单位已经有同名的志愿服务组织。请在原记录上修改。",
            )
        ]


@tracked
class TeamLink(Record):
    """One unit or social organisation that takes part in a team's work."""

    team = models.ForeignKey(VolunteerTeam, models.PROTECT, related_name="links", verbose_name="志愿服务组织")
    colocated = models.ForeignKey(
        "branches.ColocatedUnit", models.PROTECT, null=True, blank=True, related_name="links", verbose_name="驻区单位"
    )
    social = models.ForeignKey(
        "branches.SocialOrg", models.PROTECT, null=True, blank=True, related_name="links", verbose_name="社会组织"
    )
    since = models.DateField("加入日期", null=True, blank=True)

    class Meta:
        verbose_name = "参与单位"
        ordering = ["team"]
        indexes = list_indexes("teamlink", named=False)
        constraints = [
            models.UniqueConstraint(
                fields=["team", "colocated"],
                condition=Q(is_deleted=False),
                name="teamlink_unit_once",
                violation_error_message="这家单位已经登记在这支队伍里。",
            ),
            models.UniqueConstraint(
                fields=["team", "social"],
                condition=Q(is_deleted=False),
                name="teamlink_social_once",
                violation_error_message="这家社会组织已经登记在这支队伍里。",
            ),
            models.CheckConstraint(
                condition=Q(colocated=None) ^ Q(social=None),
                name="teamlink_one",
                violation_error_message="驻区单位和社会组织填一个，只填一个。",
            ),
        ]

    def __str__(self):
        return str(self.colocated or self.social or self.team)

    def place(self):
        return self.team.unit
