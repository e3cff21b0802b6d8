from django.db import models
from django.db.models import Q

from orgwork.audit.history import tracked
from orgwork.kit.models import Record, list_indexes

from ..enums import FacilityKind, Standard, Tenure


@tracked
class Community(Record):
    """A community's profile, one to one with its unit; after a merger it stays with the unit it describes."""

    stays_with_unit = True

    households = models.PositiveIntegerField("户数", null=True, blank=True)
    population = models.PositiveIntegerField("常住人口", null=True, blank=True)
    grids = models.PositiveSmallIntegerField("网格数", null=True, blank=True)
    buildings = models.PositiveSmallIntegerField("楼栋数", null=True, blank=True)
    area_km2 = models.DecimalField("社区面积（平方公里）", max_digits=8, decimal_places=3, null=True, blank=True)
    staff = models.PositiveSmallIntegerField("两委人数", null=True, blank=True)
    one_shoulder = models.BooleanField("一肩挑", default=False)
    office_area_m2 = models.DecimalField("办公用房面积（㎡）", max_digits=8, decimal_places=1, null=True, blank=True)
    tenure = models.CharField("权属", max_length=8, choices=Tenure.choices, blank=True)
    has_daycare = models.BooleanField("日间照料中心", default=False)
    daycare_opened_on = models.DateField("日间照料启用日期", null=True, blank=True)
    standard_status = models.CharField("达标状态", max_length=10, choices=Standard.choices, default=Standard.BELOW)
    checked_on = models.DateField("检查日期", null=True, blank=True)
    score = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True, blank=True)
    is_urban = models.BooleanField("城市社区", default=True)
    converted_village = models.BooleanField("村改居", default=False)

    class Meta:
        verbose_name = "社区"
        ordering = ["path"]
        indexes = list_indexes("community", named=False)
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(is_deleted=False),
                name="community_once",
                violation_error_message="这个社区已经有档案。请在原档案上修改。",
            )
        ]

    def __str__(self):
        return self.unit.name


@tracked
class Facility(Record):
    """One room of the checklist of a community (阵地功能室)."""

    stays_with_unit = True

    community = models.ForeignKey(Community, models.CASCADE, related_name="facilities", verbose_name="社区")
    code = models.CharField("功能室", max_length=16, choices=FacilityKind.choices)
    present = models.BooleanField("已建", default=False)
    area = models.DecimalField("面积（㎡）", max_digits=7, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = "功能室"
        ordering = ["community", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "code"],
                condition=Q(is_deleted=False),
                name="facility_once",
                violation_error_message="这个社区已经登记过这个功能室。请在原记录上修改。",
            )
        ]

    def __str__(self):
        return self.get_code_display()

    def place(self):
        return self.community.unit
