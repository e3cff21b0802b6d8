"""What the staged rows of an upload would do to the records."""

from dataclasses import dataclass

from django.db import connection
from psycopg2.extras import execute_values

from orgwork.kit import crypto

from .sql import Statements
from .tables import PAIRS, staged


@dataclass
class Matched:
    """`elsewhere` are (sheet, row) of people registered in other units; `revived` counts records that had been taken
    away.
    """

    update: int
    unchanged: int
    elsewhere: list
    missing: int
    revived: int


def statements_of(upload, roster):
    """The Statements of an upload, with the fields that are cleared somewhere."""
    return Statements(roster, tuple(sorted({field for fields in upload.clears.values() for field in fields})))


def parameters(upload):
    """The parameters that every statement of an upload takes."""
    return {"upload": upload.pk, "home": upload.path, "home_end": upload.path + "~", "by": upload.by_id}


def match(upload, roster, present):
    """Pair the staged rows with the records. `present` are blind indexes of people whose rows were rejected: not
    missing.
    """
    statements = statements_of(upload, roster)
    with connection.cursor() as cursor:
        cursor.execute(statements.match(), {**parameters(upload), "present": present})
        update, unchanged, elsewhere, missing, gained, revived = cursor.fetchone()
        if gained:
            _seal_again(cursor, statements, upload)
    return Matched(update, unchanged, elsewhere or [], missing, revived)


def _seal_again(cursor, statements, upload):
    """A number that goes to a record made before is sealed for that record's key."""
    cursor.execute(statements.gained(), parameters(upload))
    table = statements.target
    rows = []
    for seq, key, found, sealed in cursor.fetchall():
        plain = crypto.open_sealed(sealed, aad=crypto.aad(table, "id_card", key))
        rows.append((seq, crypto.seal(plain, aad=crypto.aad(table, "id_card", found))))
    source = staged(statements.roster)
    execute_values(
        cursor.cursor,
        f"UPDATE {source} s SET id_card_enc = v.sealed FROM (VALUES %s) v (seq, sealed)"  # noqa: S608 declared name
        f" WHERE s.upload = {int(upload.pk)} AND s.seq = v.seq",
        rows,
    )


def tick(upload, roster, seq, fields):
    """Mark which blanks of one staged row erase, and judge the row anew. Returns its action before and after, or None."""
    statements = statements_of(upload, roster)
    values = {**parameters(upload), "seq": seq, "fields": list(fields) or None}
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {statements.source} SET clears = %(fields)s WHERE upload = %(upload)s AND seq = %(seq)s",  # noqa: S608
            values,
        )
        cursor.execute(
            f"WITH was AS (SELECT action FROM {PAIRS} WHERE upload = %(upload)s AND seq = %(seq)s)"  # noqa: S608
            f" UPDATE {PAIRS} p SET action = CASE WHEN {statements.differs} THEN 'u' ELSE 's' END"
            f" FROM {statements.source} s, {statements.target} m, was WHERE p.upload = %(upload)s AND p.seq = %(seq)s"
            " AND s.upload = p.upload AND s.seq = p.seq AND m.id = p.found AND p.action IN ('u', 's')"
            " RETURNING was.action, p.action",
            values,
        )
        return cursor.fetchone()
