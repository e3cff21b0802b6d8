"""Read a workbook, validate every row, stage the good ones, say what would happen. Nothing of the records is touched."""

import io
from contextlib import closing

from django.db import connection, transaction

from orgwork.kit import crypto
from orgwork.kit.values.problems import ERROR, Problem

from .. import rosters, storing
from ..layout.findings import finding
from ..models import KnownHeading, StagedFinding, Upload
from ..models.upload import State
from ..places import PlaceBook, open_places
from ..reading.reader import open_workbook
from ..reading.refused import Refused
from ..sieve import Sieve
from ..staging import matching, tables
from ..staging.copying import Lines, Stream
from ..widgets import NULL, escaped

TOLD = 20_000
SAME = "这个文件已在第{}号导入中写入，没有重复处理。如需重来，请先撤销那次导入。"
ELSEWHERE = "这个身份证号已登记在其他单位。请先办理组织关系转接，再导入。"


class SameFile(Refused):
    """The file has been committed before and still stands; `upload` is that import."""

    def __init__(self, upload):
        super().__init__("file.same", SAME.format(upload.pk))
        self.upload = upload


def stage(path, *, kind, unit, by, name, budget="ADMINISTRATOR", only_sheet="", answers=None, keep=True):
    """An Upload with the workbook at `path` staged for `kind` and `unit` (None: the tree in an empty system).

    Raises Refused (nothing is kept of the file) or SameFile.
    """
    upload = new_upload(path, kind=kind, unit=unit, by=by, name=name, only_sheet=only_sheet)
    upload.answers = answers or {}
    upload.stored = storing.keep(path) if keep else ""
    try:
        with transaction.atomic():
            refuse_same(upload)
            upload.save()
            fill(upload, path, budget)
    except Refused as refused:
        storing.forget(upload.stored)
        if not isinstance(refused, SameFile):
            _remember_refusal(upload, refused)
        raise
    return upload


def new_upload(path, *, kind, unit, by, name, only_sheet=""):
    """An unsaved Upload of the file at `path`."""
    digest, size = storing.sha256_of(path)
    return Upload(
        kind=kind,
        unit=unit,
        path=unit.path if unit else "",
        by=by,
        name=name[-200:],
        sha256=digest,
        size=size,
        only_sheet=only_sheet,
    )


def restage(upload, *, answers=None, budget="ADMINISTRATOR"):
    """Stage the stored file again, after an answer about its headers. Ticks of 清空 are forgotten. Raises Refused."""
    with transaction.atomic(), storing.opened(upload.stored) as path:
        upload = Upload.objects.select_for_update().get(pk=upload.pk, state=State.STAGED)
        roster = rosters.get(upload.kind)
        with connection.cursor() as cursor:
            for table in (tables.staged(roster), tables.PAIRS):
                cursor.execute(f"DELETE FROM {table} WHERE upload = %s", [upload.pk])  # noqa: S608 declared name
        StagedFinding.objects.filter(upload=upload).delete()
        upload.answers = {**upload.answers, **(answers or {})}
        upload.clears = {}
        _remember_headings(upload.kind, answers or {})
        fill(upload, path, budget)
    return upload


def _remember_headings(kind, answers):
    for heading, field in answers.items():
        KnownHeading.objects.update_or_create(kind=kind, heading=heading[:200], defaults={"field": field})


def refuse_same(upload):
    """Raise SameFile when a committed upload of this file, kind and unit still stands."""
    before = Upload.objects.filter(
        sha256=upload.sha256, kind=upload.kind, path=upload.path, only_sheet=upload.only_sheet, state=State.COMMITTED
    ).first()
    if before:
        raise SameFile(before)


def _remember_refusal(upload, refused):
    upload.pk, upload.stored, upload.counts, upload.sheets = None, "", {}, []
    upload.state, upload.refused, upload.note = State.REFUSED, refused.code, refused.message[:500]
    upload.save(force_insert=True)
    refused.upload = upload


def fill(upload, path, budget):
    """Rows, pairs and findings of `upload`, and its counts."""
    declared = rosters.get(upload.kind)
    roster = declared(unit=upload.unit, places=PlaceBook(open_places(), upload.unit))
    known = (
        dict(KnownHeading.objects.filter(kind=upload.kind).values_list("heading", "field"))
        if declared.ambiguous
        else {}
    )
    sieve = Sieve(roster, {**known, **upload.answers})
    lines = _copy(upload, roster, sieve, path, budget)
    upload.present = lines.rejected_indexes(roster)
    matched = matching.match(upload, declared, upload.present)
    reading = sieve.reading
    findings = reading.findings + [_elsewhere(sheet, row) for sheet, row in matched.elsewhere]
    findings.sort(key=_order([sheet["name"] for sheet in reading.sheets]))
    _keep_findings(upload, findings[:TOLD])
    rejected = reading.rejected + len(matched.elsewhere)
    upload.counts = {
        "rows": reading.rows,
        "create": reading.rows - rejected - matched.update - matched.unchanged,
        "update": matched.update,
        "unchanged": matched.unchanged,
        "rejected": rejected,
        "missing": matched.missing,
        "revived": matched.revived,
        "errors": sum(1 for f in findings if f.level == ERROR),
    }
    upload.sheets, upload.findings = reading.sheets, len(findings)
    upload.save()


def _copy(upload, roster, sieve, path, budget):
    lines = Lines(roster, upload.pk)
    with open_workbook(path, budget, upload.only_sheet) as book:
        stream = Stream(lines.text(batch) for batch in sieve.batches(book))
        _copy_in(tables.staged(roster), tables.columns_of(roster), stream)
    if stream.error:
        raise stream.error
    return lines


def _copy_in(table, columns, stream):
    listed = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {table} ({listed}) FROM STDIN", stream)


def _elsewhere(sheet, row):
    return finding(Problem("id_card.registered_elsewhere", ELSEWHERE), sheet=sheet, row=row, field="id_card")


def _order(sheets):
    at = {name: place for place, name in enumerate(sheets)}
    return lambda f: (at.get(f.sheet, -1), f.row or 0)


def _keep_findings(upload, findings):
    """Store the findings by COPY. A suggested ID number is sealed."""
    if not findings:
        return
    lines = []
    for seq, found in enumerate(findings, 1):
        suggestion = found.suggestion
        if suggestion and found.field == "id_card":
            suggestion = crypto.seal(suggestion, aad=f"imports_finding|suggestion|{upload.pk}")
        values = [str(upload.pk), str(seq), *map(_text, found._replace(suggestion=suggestion))]
        lines.append("\t".join(values))
    columns = (
        "upload_id",
        "seq",
        "sheet",
        "row",
        "column",
        "field",
        "level",
        "code",
        "value",
        "message",
        "suggestion",
        "who",
    )
    with closing(io.StringIO("\n".join(lines) + "\n")) as stream:
        _copy_in("imports_stagedfinding", columns, stream)


def _text(value):
    return NULL if value is None else escaped(str(value))
