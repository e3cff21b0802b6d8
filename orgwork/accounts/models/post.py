from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..rules import Role


class PostQuerySet(models.QuerySet):
    def in_force(self, on):
        """Posts held on the date `on`; both ends are included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class Post(models.Model):
    """User + unit + role + from + to: the only source of rights."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name="账号")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="posts", verbose_name="单位")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    section = models.CharField("科室", max_length=20, blank=True)
    starts_on = models.DateField("任职日期")
    ends_on = models.DateField("免职日期", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        ordering = ["user", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_start",
                violation_error_message="免职日期不能早于任职日期。",
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.get_role_display()}"
