"""Stored files that nothing names any more: removed attachments whose undo is over, uploads whose transaction failed."""

from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils import timezone

from orgwork.kit.files.receiving import FOLDER
from orgwork.kit.models import StoredFile

REST = timedelta(days=1)


def tidy_files(*, now=None):
    """Erase files older than a day that no row of any kind of StoredFile names. Returns how many."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    until = ((now or timezone.now()) - REST).timestamp()
    old = {file.name: file for file in folder.iterdir() if file.stat().st_mtime < until} if folder.is_dir() else {}
    for model in apps.get_models():
        if old and issubclass(model, StoredFile):
            for token in model._base_manager.filter(token__in=list(old)).values_list("token", flat=True):
                old.pop(token)
    for file in old.values():
        file.unlink(missing_ok=True)
    return len(old)
