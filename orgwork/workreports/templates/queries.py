"""Reads of templates: which ones a drafter may use, and their versions."""

from django.db.models import Case, OuterRef, Q, Subquery, When
from django.db.models.functions import Left
from django.utils import timezone

from orgwork.accounts import paths
from orgwork.workreports.models import State, Template, TemplateVersion

NEWEST = TemplateVersion.objects.filter(template=OuterRef("pk")).order_by("-number")


def above(scope) -> set[str]:
    """The paths of the units above those of `scope`."""
    return {path[:end] for path in scope.paths for end in range(paths.WIDTH, len(path), paths.WIDTH)}


def usable(scope):
    """The templates a drafter of `scope` may read and use: those of the units in it and of the units above.

    A template holds wording, no data: what the district writes is there for its streets to use, not to change.
    """
    if not scope:
        return Template.objects.none()
    whole = scope.covers("")  # the system user: an empty predicate would vanish beside another
    return Template.objects.all() if whole else Template.objects.filter(scope.q() | Q(path__in=above(scope)))


def listed(scope):
    """`usable` with the newest version of each."""
    return (
        usable(scope)
        .select_related("unit", "created_by")
        .annotate(
            newest=Subquery(NEWEST.values("number")[:1]),
            newest_at=Subquery(NEWEST.values("created_at")[:1]),
            newest_ready=Subquery(NEWEST.values("ready")[:1]),
            newest_word=Subquery(NEWEST.values("word__name")[:1]),
        )
    )


def offered(scope) -> list[Template]:
    """The templates in use that a report can be made from now, each with `version_id`, its newest version that is ready."""
    ready = NEWEST.filter(ready=True).values("pk")[:1]
    found = usable(scope).filter(closed_at=None).select_related("unit").annotate(version_id=Subquery(ready))
    return list(found.exclude(version_id=None).order_by("path", "pk"))


def version_of(template) -> TemplateVersion:
    """The version that an offered template gives a new report."""
    return TemplateVersion.objects.select_related("template").get(pk=template.version_id)


def newer(report) -> TemplateVersion | None:
    """A ready version of the report's template that is newer than the one the report was made from."""
    current = report.template_version
    if current is None:
        return None
    later = TemplateVersion.objects.filter(template=current.template_id, number__gt=current.number, ready=True)
    return later.first()


def last_years(reports):
    """Of `reports` (a queryset) the one to begin this year's from: the latest of an earlier year, a final one first; None without one."""
    year = str(timezone.localdate().year)
    earlier = reports.filter(composed_revision__gt=0, period__lt=year).select_related("unit", "template_version__template")
    standing = Case(When(state=State.FINAL, then=1), default=0)
    return earlier.annotate(year=Left("period", 4), standing=standing).order_by("-year", "-standing", "path", "-id").first()


def newest(template) -> TemplateVersion | None:
    return template.versions.select_related("created_by", "word").first()
