from django.conf import settings
from django.db import models
from django.db.models import F, Q

from orgwork.accounts.scope import ScopedQuerySet
from orgwork.audit.history import tracked

from ..enums import TYPED, CellState
from .counting import begins_with_report

DIFFERS = Q(value=None, accepted_value__isnull=False) | Q(value__isnull=False, accepted_value=None)
CHANGED = DIFFERS | (Q(value__isnull=False) & ~Q(value=F("accepted_value"))) | ~Q(text=F("accepted_text"))
COUNTS = Q(counted=True, value__isnull=False)


class ValueQuerySet(ScopedQuerySet):
    def changed(self):
        """Cells that hold something other than what was accepted last (nothing, where nothing was)."""
        return self.filter(CHANGED)


@tracked
class MonthlyValue(models.Model):
    """One cell of a report. Unit, path and month are copied here because accepted cells are the records behind `monthly.*`."""

    carries_path = True
    stays_with_unit = True
    figure_date = "first_day"
    figure_columns = ("unit", "first_day", "item", "value", "state", "report__state")
    figure_url = "/monthly/values/"
    figure_ordering = "-first_day"

    report = models.ForeignKey("monthly.MonthlyReport", models.CASCADE, related_name="values", verbose_name="月报")
    item = models.ForeignKey("monthly.FormItem", models.PROTECT, related_name="+", verbose_name="项目")
    code = models.CharField("代码", max_length=40)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=64, db_collation="C", editable=False)
    first_day = models.DateField("月份")
    state = models.CharField("填法", max_length=6, choices=CellState.choices, default=CellState.BLANK)
    value = models.DecimalField("数", max_digits=14, decimal_places=2, null=True)
    text = models.TextField("文字", max_length=500, blank=True)
    source = models.CharField("来源", max_length=80, default=TYPED)
    computed = models.DecimalField("记录里的数", max_digits=14, decimal_places=2, null=True)
    part = models.DecimalField("分子", max_digits=14, decimal_places=2, null=True)
    whole = models.DecimalField("分母", max_digits=14, decimal_places=2, null=True)
    explanation = models.CharField("说明", max_length=300, blank=True)
    comment = models.CharField("退回这一格的原因", max_length=300, blank=True)
    accepted_value = models.DecimalField("上次通过的数", max_digits=14, decimal_places=2, null=True)
    accepted_text = models.TextField("上次通过的文字", max_length=500, blank=True)
    kept_value = models.DecimalField("审核时认定属实的数", max_digits=14, decimal_places=2, null=True)
    kept_note = models.CharField("属实的说明", max_length=300, blank=True)
    entry_key = models.UUIDField("最后一次存格的编号", null=True, editable=False)
    counted = models.BooleanField("计入", default=False, editable=False)  # kept by the database (counting.py)
    version = models.PositiveIntegerField("版本", default=1)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="填报人"
    )

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = "月报数"
        ordering = ["item__order"]
        indexes = [
            models.Index(fields=["code", "path", "first_day"], name="value_code_path_month"),
            models.Index(fields=["unit", "first_day"], name="value_unit_month"),
            models.Index(fields=["path", "code", "first_day"], include=["value"], condition=COUNTS, name="value_counted"),
        ]
        triggers = [begins_with_report()]
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="value_once")]

    def __str__(self):
        shown = "—" if self.value is None else f"{self.value.normalize():f}"
        return f"{self.unit} {self.first_day:%Y-%m} {self.item} {shown}{self.item.measure}"

    @property
    def kept(self):
        """Whether a reviewer has looked at exactly this value and let it stand."""
        return self.kept_value is not None and self.kept_value == self.value

    @property
    def typed(self):
        """Whether a person decided this cell, rather than the records."""
        return self.source == TYPED
