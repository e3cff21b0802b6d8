"""Plans of the history's triggers.

An update trigger joins the rows before and after. PostgreSQL keeps its plan for as long as the session lives, and one made for a single
row sets every row beside every other: a hundred reports accepted at once, 6,000 cells, took three seconds; a roster of 100,000, hours.
The triggers' functions are therefore told never to join that way; for one row a hash costs nothing that can be measured.
"""

from django.db import connections

UPDATES = "pgtrigger_update_update_%"
UNTOLD = """
SELECT oid::regprocedure::text FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace AND proname LIKE %s
    AND NOT coalesce(proconfig @> '{enable_nestloop=off}', FALSE)
"""


def untold(cursor) -> list[str]:
    """The history's update functions that may still join row by row."""
    cursor.execute(UNTOLD, [UPDATES])
    return [name for (name,) in cursor.fetchall()]


def after_migrate(using="default", **_kwargs):
    """Receiver of post_migrate: a migration may have made or replaced a function."""
    with connections[using].cursor() as cursor:
        for name in untold(cursor):
            cursor.execute(f"ALTER FUNCTION {name} SET enable_nestloop = off")
