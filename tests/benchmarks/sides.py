"""The two sides of the import: the portal's, and the least that any import must do. `python -m tests.benchmarks.sides SIDE FILE`."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orgwork.settings.test")
    django.setup()

from django.db import connection
from python_calamine import CalamineWorkbook

from orgwork.accounts.models import Unit, system_user
from orgwork.imports import services
from orgwork.imports.models import Upload
from tests.faults.databases import rows
from tests.orgwork.imports import samples

WIDTH = 26
OWN = "members_member, members_memberevent, imports_beforeimage, imports_stagedfinding, staged_members, imports_pair"
BLOCK = 1 << 16


def ground():
    """The units and branches of the sample rosters."""
    by = system_user()
    for name in samples.SETUP:
        said = samples.EXPECTED[name]
        unit = Unit.objects.filter(code=said["unit"]).first()
        upload = services.stage(samples.path(name), kind=said["kind"], unit=unit, by=by, name=name, keep=False)
        services.commit(upload_id=upload.pk, by=by)


def clear():
    rows(f"TRUNCATE {OWN} CASCADE")
    Upload.objects.filter(kind="members").delete()
    columns = ", ".join(f"c{at} text" for at in range(WIDTH))
    rows(f"DROP TABLE IF EXISTS bench_bare; CREATE TABLE bench_bare ({columns})")


def who_and_where():
    return system_user(), Unit.objects.get(parent=None)


def ours(path, by, unit):
    """Read, validate, encrypt, stage, diff and commit, as the page's two steps do."""
    upload = services.stage(path, kind="members", unit=unit, by=by, name=os.path.basename(path), keep=False)
    services.commit(upload_id=upload.pk, by=by)
    return upload


class Lines:
    """The rows as COPY reads them, without a look at what they say."""

    def __init__(self, found):
        self.found = found

    def read(self, size):
        block, length = [], 0
        for row in self.found:
            line = "\t".join(map(str, row)) + "\n"
            block.append(line)
            length += len(line)
            if length > BLOCK:
                break
        return "".join(block)


def limit(path):
    """Read the workbook with calamine and COPY it into a bare table."""
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert("COPY bench_bare FROM STDIN", Lines(sheet.iter_rows()))


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        ours(sys.argv[2], *who_and_where())
    else:
        limit(sys.argv[2])
