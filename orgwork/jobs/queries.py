"""Jobs somebody may see: his own, and those of units in his scope."""

from django.db.models import Q

from .models import Job


def visible(user, scope):
    """Own jobs plus the jobs within `scope` (a Scope for viewing jobs)."""
    where = scope.q("path") & ~Q(path="") if scope else Q(pk__in=[])
    return Job.objects.filter(Q(by=user) | where).select_related("by", "unit").order_by("-id")
