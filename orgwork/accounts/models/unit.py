from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from ..scope import LiveManager, ScopedQuerySet
from .base import Kept


class Level(models.TextChoices):
    DISTRICT = "district", "区"
    STREET = "street", "街道"
    COMMUNITY = "community", "社区"
    GRID = "grid", "网格"
    BUILDING = "building", "楼栋"
    DEPARTMENT = "department", "部门"
    ENTERPRISE = "enterprise", "企业"


class Unit(Kept):
    """One node of the administrative tree. It is closed with a date, never erased: history keeps what was true then."""

    code = models.CharField("单位代码", max_length=20, unique=True)
    name = models.CharField("单位名称", max_length=100)
    short_name = models.CharField("简称", max_length=60, blank=True)
    level = models.CharField("层级", max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位"
    )
    path = models.CharField("路径", max_length=64, db_collation="C", editable=False, unique=True)
    opened_on = models.DateField("设立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged", verbose_name="并入单位"
    )
    remark = models.TextField("备注", max_length=2000, blank=True)
    pinyin = models.CharField(max_length=200, blank=True, editable=False, db_collation="C")
    initials = models.CharField(max_length=60, blank=True, editable=False, db_collation="C")
    grams = ArrayField(models.CharField(max_length=4), default=list, editable=False)

    objects = LiveManager.from_queryset(ScopedQuerySet)()
    everything = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        verbose_name = "单位"
        ordering = ["path"]
        indexes = [
            GinIndex(fields=["grams"], name="unit_grams"),
            models.Index(fields=["pinyin", "id"], name="unit_pinyin"),
            models.Index(fields=["level", "path"], name="unit_level_path"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="unit_not_own_parent"),
        ]

    def __str__(self):
        return self.name

    @property
    def label(self):
        return self.short_name or self.name
