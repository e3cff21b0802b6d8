from django.conf import settings
from django.db import models

from orgwork.accounts.scope import ScopedQuerySet


class State(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"


OPEN = (State.QUEUED, State.RUNNING)


class Job(models.Model):
    """One piece of background work. `key` names its effect: a second job of the same effect cannot be made."""

    kind = models.CharField("种类", max_length=40)
    key = models.CharField("效果", max_length=200, unique=True)
    title = models.CharField("任务", max_length=200)
    payload = models.JSONField(default=dict)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.QUEUED)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=64, db_collation="C", blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    text = models.CharField("进度", max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.CharField("没有完成的原因", max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "任务"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="job_state_lease"),
            models.Index(fields=["by", "-id"], name="job_by"),
        ]

    def __str__(self):
        return self.title

    @property
    def percent(self):
        return round(100 * self.done / self.total) if self.total else (100 if self.state == State.DONE else 0)
