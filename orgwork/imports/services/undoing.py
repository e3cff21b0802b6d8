"""Take one committed upload back: what it changed is put back, what it made is removed; refused where a record changed since."""

from django.db import connection, transaction
from django.utils import timezone

from orgwork.audit.context import acting

from .. import rosters
from ..models import BeforeImage, Upload
from ..models.upload import State

SHOWN = 200
CHANGED = "导入之后又有修改，不能撤销。请先核对这条记录。"
DELETED = "导入之后已被删除。"
USED = "导入之后已有{}依赖它。请先处理那些记录。"


class Conflicts(Exception):
    """The upload cannot be taken back; `found` are {"record", "id", "reason"} of the records in the way."""

    def __init__(self, found):
        super().__init__("undo.conflict")
        self.found = found


class NotCommitted(Exception):
    """The upload is not one that stands."""


def undo(*, upload_id, by):
    """Undo a committed upload. Returns {"restored", "removed"}. Raises Conflicts, NotCommitted."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload_id)
        if upload.state != State.COMMITTED:
            raise NotCommitted
        model = rosters.get(upload.kind)._meta.model
        found = conflicts(upload, model)
        if found:
            raise Conflicts(found)
        with acting(by=by, reason=f"撤销导入《{upload.name}》", upload=upload.pk):
            done = {"restored": _restore(upload, model, by), "removed": _remove(upload, model, by)}
        upload.state, upload.undone_at, upload.undone_by = State.UNDONE, timezone.now(), by
        upload.save(update_fields=["state", "undone_at", "undone_by"])
    return done


def conflicts(upload, model):
    """Records that changed since, or that others have come to rest on."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT b.record, m.is_deleted FROM imports_beforeimage b LEFT JOIN {table} m ON m.id = b.record"  # noqa: S608
            " WHERE b.upload_id = %s AND (m.id IS NULL OR m.is_deleted OR m.version <> b.version) ORDER BY b.id LIMIT %s",
            [upload.pk, SHOWN],
        )
        reasons = {key: DELETED if gone or gone is None else CHANGED for key, gone in cursor.fetchall()}
    reasons |= _relied_on(upload, model, reasons)
    names = {record.pk: str(record) for record in model.everything.filter(pk__in=reasons)}
    return [
        {"record": names.get(key, "已删除的记录"), "id": str(key), "reason": reason} for key, reason in reasons.items()
    ]


def _relied_on(upload, model, known):
    """Records the upload made and that records from elsewhere now point to."""
    made = BeforeImage.objects.filter(upload=upload, before__isnull=True).values("record")
    found = {}
    for relation in model._meta.related_objects:
        other = relation.related_model
        if not _counts(other, relation):
            continue
        rows = other._base_manager.filter(**{f"{relation.field.name}__in": made})
        if any(f.name == "is_deleted" for f in other._meta.fields):
            rows = rows.filter(is_deleted=False)
        if other is model:
            rows = rows.exclude(pk__in=made)
        reason = USED.format(str(other._meta.verbose_name))
        keys = rows.values_list(relation.field.attname, flat=True).distinct()[:SHOWN]
        found.update({key: reason for key in keys if key not in known})
    return found


def _counts(other, relation):
    return relation.field.many_to_one and other._meta.managed and not _is_history(other)


def _is_history(model):
    return any(f.name.startswith("pgh_") for f in model._meta.fields)


def _restore(upload, model, by):
    """Put back every column as it was; the version goes on, so that nobody's open form overwrites it."""
    columns = [
        f.column
        for f in model._meta.concrete_fields
        if f.column not in ("id", "version", "updated_at", "updated_by_id")
    ]
    changes = ", ".join(f'"{column}" = r."{column}"' for column in columns)
    table = model._meta.db_table
    values = {"upload": upload.pk, "by": by.pk}
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS m SET {changes}, version = m.version + 1, updated_at = now(), updated_by_id = %(by)s"  # noqa: S608
            f" FROM imports_beforeimage b, jsonb_populate_record(NULL::{table}, b.before) r"
            " WHERE b.upload_id = %(upload)s AND b.before IS NOT NULL AND m.id = b.record",
            values,
        )
        restored = cursor.rowcount
        # An earlier upload that left the record as it now stands again may be undone after this one.
        cursor.execute(
            "UPDATE imports_beforeimage e SET version = b.version + 1 FROM imports_beforeimage b"
            " WHERE b.upload_id = %(upload)s AND b.before IS NOT NULL AND e.record = b.record AND e.upload_id <> b.upload_id"
            " AND e.version = (b.before ->> 'version')::integer",
            values,
        )
    return restored


def _remove(upload, model, by):
    """Take away what the upload made: it is marked as deleted, since history and undone records still point to it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} AS m SET is_deleted = TRUE, version = m.version + 1,"  # noqa: S608
            " updated_at = now(), updated_by_id = %(by)s FROM imports_beforeimage b"
            " WHERE b.upload_id = %(upload)s AND b.before IS NULL AND m.id = b.record",
            {"upload": upload.pk, "by": by.pk},
        )
        return cursor.rowcount
