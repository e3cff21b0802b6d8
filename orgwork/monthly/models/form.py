from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from orgwork.audit.history import tracked

from ..enums import Aggregate, Kind, Level, RuleKind, Usual


class FormQuerySet(models.QuerySet):
    def in_force(self, month):
        """What holds for the month that begins on `month`."""
        return self.filter(Q(active_to=None) | Q(active_to__gte=month), active_from__lte=month)


@tracked
class FormItem(models.Model):
    """One version of a cell's definition. `code` names the cell through time; a change is a new version from a month on,
    and the values of a month point at the version they were opened with."""

    code = models.CharField("代码", max_length=40)
    name = models.CharField("项目", max_length=40)
    kind = models.CharField("类型", max_length=8, choices=Kind.choices, default=Kind.NUMBER)
    group = models.CharField("分组", max_length=20)
    order = models.PositiveSmallIntegerField("次序")
    measure = models.CharField("单位", max_length=8, blank=True)
    decimals = models.PositiveSmallIntegerField("小数位", default=0)
    aggregate = models.CharField("汇总方式", max_length=10, choices=Aggregate.choices, default=Aggregate.SUM)
    figure = models.CharField("取数指标", max_length=80, blank=True)
    noun = models.CharField("记录叫法", max_length=20, blank=True)
    definition = models.TextField("口径", max_length=400, blank=True)
    minimum = models.DecimalField("最小值", max_digits=14, decimal_places=2, default=0)
    maximum = models.DecimalField("最大值", max_digits=14, decimal_places=2, default=99999)
    levels = ArrayField(models.CharField(max_length=12), verbose_name="填报单位", default=list)
    computed_only = models.BooleanField("只由记录计算", default=False)
    zero_known = models.BooleanField("没有记录就是零", default=False)
    featured = models.BooleanField("审核表列出", default=False)
    choices = ArrayField(models.CharField(max_length=40), verbose_name="选项", default=list, blank=True)
    required = models.BooleanField("提交前要填", default=True)
    usual = models.CharField("平时", max_length=8, choices=Usual.choices, default=Usual.VARIES)
    minutes = models.DecimalField("填一格要几分钟", max_digits=4, decimal_places=1, default=1)
    active_from = models.DateField("起用月份")
    active_to = models.DateField("停用月份", null=True, blank=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        verbose_name = "月报项目"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["code", "active_from"], name="form_item_once")]

    def __str__(self):
        return self.name

    @property
    def is_number(self):
        return self.kind == Kind.NUMBER

    @property
    def rare(self):
        """Typed, and mostly nothing happens: covered by the one button that reports zero."""
        return self.usual == Usual.RARE

    @property
    def stable(self):
        """Typed, and mostly as last month: covered by the one button that says so."""
        return self.usual == Usual.STABLE


@tracked
class ItemRule(models.Model):
    """What must hold between cells: `left` against the sum of `right`, or (change) against last month within `limit` per cent."""

    kind = models.CharField("关系", max_length=14, choices=RuleKind.choices)
    left = models.CharField("项目", max_length=40)
    right = ArrayField(models.CharField(max_length=40), verbose_name="对照项目", default=list, blank=True)
    limit = models.DecimalField("幅度（%）", max_digits=6, decimal_places=1, null=True, blank=True)
    level = models.CharField("轻重", max_length=8, choices=Level.choices, default=Level.HIGH)
    active_from = models.DateField("起用月份")
    active_to = models.DateField("停用月份", null=True, blank=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        verbose_name = "月报核对关系"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["kind", "left", "right", "active_from"], name="item_rule_once")]

    def __str__(self):
        return f"{self.left} {self.get_kind_display()} {'＋'.join(self.right)}"
