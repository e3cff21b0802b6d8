from django.db import models

from .notice import Notice


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "待发"
    SENT = "sent", "已发"
    FAILED = "failed", "没发出去"


class Delivery(models.Model):
    """A notice on its way through one adapter (企业微信、短信 …): the row is the truth, the job only sends what waits."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries", verbose_name="消息")
    adapter = models.CharField("渠道", max_length=20)
    state = models.CharField("状态", max_length=8, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    sent_at = models.DateTimeField("发出时间", null=True)
    reason = models.CharField("没发出去的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "消息投递"
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "id"], name="delivery_state")]
        constraints = [models.UniqueConstraint(fields=["notice", "adapter"], name="delivery_once")]

    def __str__(self):
        return f"{self.notice} {self.adapter}"
