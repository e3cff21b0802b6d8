"""Attachments of a cell: photos and PDF, while the report is open. Removing one can be undone for an hour."""

from contextlib import contextmanager
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit import files
from orgwork.kit.files import vault
from orgwork.kit.files.receiving import FOLDER
from orgwork.kit.values.problems import Problem

from ..enums import CellState, Kind
from ..models import MonthlyFile
from ..sentences import closed_because
from .errors import Invalid, Refused
from .saving import locked, touched

MOST = 9
SALT = "monthly.file"
UNDO = timedelta(hours=1)
KEPT = ("token", "name", "mime", "size", "sha256")
FULL = f"一格最多放 {MOST} 个附件。请先移除一个，再传。"
NO_CELL = "月报里没有这个附件格。"
GONE = "这个附件已经不在了，不用再移除。"
TOO_LATE = "移除超过一小时，不能撤销了。请重新上传。"


def attach(*, report, code, upload, by):
    """Attach an uploaded file to the cell `code`. Returns the MonthlyFile; the same content twice is one attachment.

    Raises Refused, Invalid.
    """
    try:
        made = files.attach(MonthlyFile, upload, by=by)
    except Problem as problem:
        raise Invalid(problem.message, {code: problem.message}) from problem
    try:
        with _changing(report, code, by) as row:
            return _kept(row, made)
    except (Refused, Invalid):
        vault.forget(made.token, folder=FOLDER)
        raise


def _kept(row, made):
    there = {file.sha256: file for file in row.files.all()}
    if made.sha256 in there:
        vault.forget(made.token, folder=FOLDER)
        return there[made.sha256]
    if len(there) >= MOST:
        raise Invalid(FULL, {row.code: FULL})
    made.value = row
    made.save()
    return made


def remove(*, report, code, number, by):
    """Take the attachment `number` away. Returns (its name, what `restore` needs). Raises Refused, Invalid.

    Its bytes stay until the nightly tidying, so that it can come back.
    """
    with _changing(report, code, by) as row:
        found = row.files.filter(pk=number).first()
        if found is None:
            raise Invalid(GONE, {code: GONE})
        undo = signing.dumps({"value": row.pk, **{name: getattr(found, name) for name in KEPT}}, salt=SALT)
        found.delete()
    return found.name, undo


def restore(*, report, code, undo, by):
    """Bring back what `remove` took away. Doing it twice brings it back once. Raises Refused, Invalid."""
    try:
        kept = signing.loads(undo, salt=SALT, max_age=UNDO)
        vault.content(kept["token"], folder=FOLDER)
    except (signing.BadSignature, OSError) as error:
        raise Invalid(TOO_LATE, {code: TOO_LATE}) from error
    with _changing(report, code, by) as row:
        if kept.pop("value") != row.pk:
            raise Invalid(NO_CELL, {code: NO_CELL})
        if row.files.count() >= MOST:
            raise Invalid(FULL, {code: FULL})
        return MonthlyFile.objects.get_or_create(token=kept["token"], defaults={**kept, "value": row, "created_by": by})[0]


@contextmanager
def _changing(report, code, by):
    """The cell, held while its attachments change; afterwards it says what hangs on it. Raises Refused, Invalid."""
    with transaction.atomic(), acting(by=by):
        report = locked(report)
        if not report.is_open:
            raise Refused(closed_because(report))
        row = report.values.filter(code=code, item__kind=Kind.FILE).first()
        if row is None:
            raise Invalid(NO_CELL, {code: NO_CELL})
        before = _names(row)
        yield row
        if _names(row) != before:
            _tell(row, by)
            touched(report, by)


def _names(row):
    return list(row.files.values_list("name", flat=True))


def _tell(row, by):
    """The cell's text names its attachments, so that history, review and print say them as they say words."""
    names = _names(row)
    row.text, row.state = "、".join(names)[:500], CellState.FILLED if names else CellState.BLANK
    row.version, row.updated_at, row.updated_by, row.entry_key = F("version") + 1, timezone.now(), by, None
    row.save(update_fields=["text", "state", "version", "updated_at", "updated_by", "entry_key"])
