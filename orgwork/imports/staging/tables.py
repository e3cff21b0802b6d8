"""The staging tables: one UNLOGGED table a roster kind, shaped by its declaration, and one for the pairs staged row
– record.

What stands in them can be made again from the stored file, so a changed declaration simply makes the table anew.

No statistics are kept of the upload: those of yesterday say that today's upload has no rows at all, and the planner then goes through
a hundred thousand rows once for each of a hundred thousand. Without them it takes a two-hundredth of the table, which is enough.
"""

from django.db import connections

from ..rosters import all_rosters

PAIRS = "imports_pair"
FIXED = {"upload": "bigint", "seq": "integer", "sheet": "text", "row": "integer"}
# Fields of the row for which the user ticked 清空; COPY never fills it.
TICKED = {"clears": "text[]"}
PAIR_COLUMNS = {"upload": "bigint", "seq": "integer", "found": "uuid", "seen": "integer", "action": "text"}


def staged(roster):
    """The name of the staging table of a roster kind."""
    return f"staged_{roster.key}"


def columns_of(roster):
    """{column: SQL type} of its staging table, in the order COPY feeds them."""
    found = dict(FIXED)
    for column in roster.columns.values():
        found.update(zip(column.targets, column.widget.sql, strict=False))
    return found | roster.derived


def ensure(using="default"):
    """Make the tables that are missing or no longer fit their declaration."""
    with connections[using].cursor() as cursor:
        _ensure(cursor, PAIRS, PAIR_COLUMNS)
        for roster in all_rosters().values():
            _ensure(cursor, staged(roster), columns_of(roster) | TICKED)


def _ensure(cursor, table, columns):
    cursor.execute(
        "SELECT attname, attstattarget FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped"
        " ORDER BY attnum",
        [table],
    )
    found = dict(cursor.fetchall())
    if list(found) == list(columns) and found["upload"] == 0:
        return
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    cursor.execute(f'DROP TABLE IF EXISTS "{table}"')
    cursor.execute(f'CREATE UNLOGGED TABLE "{table}" ({listed})')
    cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN upload SET STATISTICS 0')
    cursor.execute(f'CREATE INDEX "{table}_seq" ON "{table}" (upload, seq)')
    if table == PAIRS:
        cursor.execute(f'CREATE INDEX "{table}_action" ON "{table}" (upload, action, seq)')


def receive_migrated(using="default", **_kwargs):
    """Receiver of post_migrate."""
    ensure(using)
