from django.db import models


class KnownHeading(models.Model):
    """What a user said an ambiguous heading means; kept for the next file with that heading."""

    kind = models.CharField("名册", max_length=20)
    heading = models.CharField("表头", max_length=200)
    field = models.CharField("字段", max_length=40, blank=True)

    class Meta:
        verbose_name = "认得的表头"
        constraints = [models.UniqueConstraint(fields=["kind", "heading"], name="heading_once")]

    def __str__(self):
        return self.heading
