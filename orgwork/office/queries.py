"""Reads of documents and publications: queryset → queryset."""

from django.db.models import Exists, OuterRef, Q

from .enums import MediaLevel


def cleared(rows, actions, period, **more):
    """Documents with one of the results within the period, each once: of several records of a document the newest."""
    found = rows.filter(action__in=actions, action_on__range=(period.start, period.end), **more)
    later = Q(action_on__gt=OuterRef("action_on")) | Q(action_on=OuterRef("action_on"), pk__gt=OuterRef("pk"))
    same = found.filter(title=OuterRef("title"), doc_no=OuterRef("doc_no")).filter(later)
    return found.filter(~Exists(same))


def published(rows, period, *, national):
    """Pieces in provincial and city media within the period; `national` counts national ones too."""
    levels = [MediaLevel.PROVINCE, MediaLevel.CITY, *([MediaLevel.NATIONAL] if national else [])]
    return rows.filter(media_level__in=levels, published_on__range=(period.start, period.end))
