"""Nothing of a roster stays behind longer than it is needed."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from orgwork.accounts.models import Unit, system_user
from orgwork.imports import services
from orgwork.imports.models import Upload

from . import sheets
from .conftest import bring
from .sheets import GOOD


def staged_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM staged_members), (SELECT count(*) FROM imports_pair)")
        return cursor.fetchone()


def test_rows_of_finished_uploads_go_and_open_previews_stay(district):
    bring("01-党员花名册-槐荫社区.xlsx", commit=True)
    bring("14-党员花名册-槐荫社区（2024年12月更新）.xlsx")
    assert staged_rows() == (49, 22)
    services.tidy()
    assert staged_rows() == (25, 22)


def test_old_previews_and_files_go(district, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = sheets.book(tmp_path / "a.xlsx", GOOD)
    place = Unit.objects.get(code="410399001001")
    upload = services.stage(path, kind="members", unit=place, by=system_user(), name="a.xlsx")
    Upload.objects.filter(pk=upload.pk).update(created_at=timezone.now() - timedelta(days=400))
    assert services.tidy() == {"previews": 1, "files": 1}
    assert list((tmp_path / "media" / "uploads").iterdir()) == []
    assert staged_rows() == (0, 0)
