"""What staging leaves behind goes when it is no longer needed (security.md G42): rows, pairs, sealed files."""

from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from .. import rosters, storing
from ..models import Upload
from ..models.upload import State
from ..staging.tables import PAIRS, staged

OPEN = (State.READING, State.STAGED, State.COMMITTING)
PREVIEW_DAYS = 30
FILE_DAYS = 365


def tidy(now=None):
    """Erase staged rows of uploads that are over, previews older than 30 days, files older than the setting IMPORT_FILE_DAYS.

    Returns {"previews", "files"}.
    """
    now = now or timezone.now()
    old = Upload.objects.filter(state=State.STAGED, created_at__lt=now - timedelta(days=PREVIEW_DAYS))
    previews = old.update(state=State.REPLACED)
    _erase_rows()
    return {"previews": previews, "files": _erase_files(now)}


def _erase_rows():
    """Rows and pairs whose upload is no longer open."""
    tables = [PAIRS, *(staged(roster) for roster in rosters.all_rosters().values())]
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"DELETE FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM imports_upload u"  # noqa: S608 declared name
                " WHERE u.id = t.upload AND u.state = ANY(%s))",
                [list(OPEN)],
            )


def _erase_files(now):
    days = getattr(settings, "IMPORT_FILE_DAYS", FILE_DAYS)
    over = Upload.objects.exclude(stored="").exclude(state__in=OPEN).filter(created_at__lt=now - timedelta(days=days))
    names = list(over.values_list("stored", flat=True)[:1000])
    for name in names:
        storing.forget(name)
    Upload.objects.filter(stored__in=names).update(stored="")
    return len(names)
