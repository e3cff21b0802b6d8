from django.db import models
from django.db.models import Q

from orgwork.audit.history import tracked
from orgwork.kit.models import Record, list_indexes

from ..enums import HANDLED, OPEN, ServiceKind, ServiceStatus, Way


@tracked
class ServiceRecord(Record):
    """One piece of service (走访、意见、纠纷、困难、实事), entered once and counted wherever it is asked for."""

    kind = models.CharField("类别", max_length=8, choices=ServiceKind.choices)
    date = models.DateField("日期")
    branch = models.ForeignKey(
        "branches.Branch", models.PROTECT, null=True, blank=True, related_name="services", verbose_name="党组织"
    )
    persons = models.CharField("参加人员", max_length=200, blank=True)
    quantity = models.PositiveIntegerField("数量", default=1)
    household_ref = models.CharField("户号", max_length=40, blank=True)
    category = models.CharField("分类", max_length=30, blank=True)
    campaign = models.CharField("专项活动", max_length=30, blank=True)
    status = models.CharField("办理状态", max_length=10, choices=ServiceStatus.choices, default=ServiceStatus.COLLECTED)
    way = models.CharField("整改方式", max_length=10, choices=Way.choices, blank=True)
    classified_on = models.DateField("分类日期", null=True, blank=True)
    assigned_on = models.DateField("交办日期", null=True, blank=True)
    owner = models.CharField("责任人", max_length=60, blank=True)
    due_on = models.DateField("办理期限", null=True, blank=True)
    solved_on = models.DateField("办结日期", null=True, blank=True)
    result = models.CharField("办理结果", max_length=500, blank=True)
    answered_on = models.DateField("反馈日期", null=True, blank=True)
    satisfied = models.BooleanField("群众满意", null=True, blank=True)
    text = models.TextField("内容", max_length=2000, blank=True)

    class Meta:
        verbose_name = "服务记录"
        ordering = ["-date"]
        indexes = [
            *list_indexes("service", named=False),
            models.Index(fields=["path", "kind", "date"], name="service_path_kind"),
            models.Index(fields=["date", "id"], name="service_date"),
            models.Index(
                fields=["path", "due_on"],
                name="service_open",
                condition=Q(kind__in=HANDLED, status__in=[*OPEN, ServiceStatus.DONE], is_deleted=False),
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.get_kind_display()}"
