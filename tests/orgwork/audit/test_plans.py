"""The history's triggers never join the rows before and after one by one, whatever the session planned first."""

import pytest
from django.core.management import call_command
from django.db import connection

from orgwork.audit import plans
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
TRACKED = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'pgtrigger_update_update_%%'"


def counted(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def test_every_history_is_told():
    with connection.cursor() as cursor:
        assert (plans.untold(cursor), counted(TRACKED) > 20) == ([], True)


def test_one_that_a_migration_made_anew_is_told_again():
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE %s LIMIT 1", [plans.UPDATES])
        (name,) = cursor.fetchone()
        cursor.execute(f'ALTER FUNCTION "{name}" RESET ALL')
        assert len(plans.untold(cursor)) == 1
        call_command("migrate", verbosity=0)
        assert plans.untold(cursor) == []


def test_the_setting_ends_with_the_trigger():
    unit = UnitFactory()
    unit.name = "改名社区"
    unit.save()
    assert counted("SELECT current_setting('enable_nestloop')") == "on"
