from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from orgwork.audit.history import tracked
from orgwork.kit.models import Record
from orgwork.kit.periods import Period

from ..enums import FILLING, ReportState, Stage
from .counting import follows_report

USER = settings.AUTH_USER_MODEL


@tracked
class MonthlyReport(Record):
    """The report of one unit for one month. It stays with the unit that filed it, also after a merger."""

    stays_with_unit = True
    figure_date = "first_day"
    figure_columns = ("unit", "period", "state", "due_at", "received_at")
    figure_url = "/monthly/"
    figure_ordering = "-first_day"

    period = models.CharField("月份", max_length=7)
    first_day = models.DateField(editable=False)
    state = models.CharField("状态", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    due_at = models.DateTimeField("报送截止")
    fill_until = models.DateTimeField("补报截止")
    lock_on = models.DateField("关账日期")
    received_at = models.DateTimeField("首次报送时间", null=True)
    submitted_at = models.DateTimeField("提交时间", null=True)
    submitted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="提交人")
    reviewed_at = models.DateTimeField("审核时间", null=True)
    reviewed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="审核人")
    stage = models.CharField("审核环节", max_length=8, choices=Stage.choices, default=Stage.DISTRICT)
    street_reviewed_at = models.DateTimeField("街道审核时间", null=True)
    street_reviewed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="街道审核人")
    returned_reason = models.TextField("退回原因", max_length=500, blank=True)
    accepted_at = models.DateTimeField("上次通过时间", null=True)
    amended_at = models.DateTimeField("改已通过的时间", null=True)
    amended_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="谁改已通过的")
    amend_reason = models.CharField("改已通过的原因", max_length=300, blank=True)
    locked_at = models.DateTimeField("关账时间", null=True)

    class Meta:
        verbose_name = "月报"
        triggers = [follows_report()]
        ordering = ["-first_day", "path"]
        indexes = [
            models.Index(fields=["path", "first_day"], name="report_path_month"),
            models.Index(fields=["first_day", "state"], name="report_month_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], name="report_once"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
        ]

    def __str__(self):
        return f"{self.unit} {self.month_label}月报"

    def get_absolute_url(self):
        return f"/monthly/{self.pk}/"

    @property
    def review_url(self):
        return f"{self.get_absolute_url()}review/"

    @property
    def history_url(self):
        return f"{self.get_absolute_url()}history/"

    @property
    def withdraw_url(self):
        return f"{self.get_absolute_url()}withdraw/"

    @property
    def month(self):
        return Period.parse(self.period)

    @property
    def month_label(self):
        return self.month.label

    @property
    def title(self):
        return f"{self.first_day.month}月月报"

    @property
    def is_open(self):
        """Whether its cells may still be written."""
        return self.state in FILLING and self.locked_at is None

    @property
    def is_late(self):
        """Received after the deadline, or not received though it is past. The second of the deadline itself is on time."""
        return (self.received_at or timezone.now()) > self.due_at
