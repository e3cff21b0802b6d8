"""A month that is being opened and changes of its form at once: they wait for it, and the month keeps what it was opened with."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from orgwork.accounts.models import system_user
from orgwork.monthly.formdef.editing import add_item, change_item, stop_item, undo_item
from orgwork.monthly.formdef.ruling import add_rule
from orgwork.monthly.models import FormItem, ItemRule, MonthlyReport
from orgwork.monthly.services.errors import Refused
from tests.factories import make_world
from tests.factories.monthly import open_reports

from .conftest import AUGUST

PATIENCE = 60
VERBS = {
    "add": lambda by, item, asked: add_item(month=AUGUST, by=by, **asked | {"name": "另一项"}),
    "change": lambda by, item, asked: change_item(code=item.code, month=AUGUST, by=by, name="改了"),
    "stop": lambda by, item, asked: stop_item(code="m_care", month=AUGUST, by=by),
    "undo": lambda by, item, asked: undo_item(item=item, by=by),
    "rule": lambda by, item, asked: add_rule(month=AUGUST, by=by, kind="equals", left="m_in", right=["m_out"], level="medium"),
}
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'monthly_monthlyreport'::regclass"


def opening(opened, go_on):
    """Opens August, and holds its transaction until it is told to go on."""
    try:
        with transaction.atomic():
            open_reports("2024-08")
            opened.set()
            go_on.wait(PATIENCE)
    finally:
        connection.close()


def told(verb, item, asked):
    """What a verb was refused with."""
    try:
        verb(system_user(), item, asked)
    except Refused as refused:
        return refused.message
    finally:
        connection.close()
    return "done"


def wait_until_all_wait():
    with connection.cursor() as cursor:
        for _again in range(10_000):
            cursor.execute(WAITING)
            if cursor.fetchone()[0] == len(VERBS):
                return True
    return False


@pytest.mark.django_db(transaction=True)
def test_changes_wait_for_the_month_and_are_then_refused(asked):
    make_world()
    open_reports("2024-07")
    planned = add_item(month=AUGUST, by=system_user(), **asked)
    before = (FormItem.objects.count(), ItemRule.objects.count())
    opened, go_on = Event(), Event()
    with ThreadPoolExecutor(len(VERBS) + 1) as pool:
        pool.submit(opening, opened, go_on)
        assert opened.wait(PATIENCE)
        answers = {name: pool.submit(told, verb, planned, asked) for name, verb in VERBS.items()}
        waited = wait_until_all_wait()
        go_on.set()
        found = {name: answer.result(PATIENCE)[:25] for name, answer in answers.items()}
    late = "2024年8月月报已经开了，开了的月份不改表。最早"
    assert (waited, found) == (True, dict.fromkeys(VERBS, late) | {"undo": "这一处改动已经开始用了，不能撤销。要改，请从以后的"})
    assert (FormItem.objects.count(), ItemRule.objects.count()) == before
    report = MonthlyReport.objects.filter(period="2024-08").first()
    assert report.values.get(code=planned.code).item.name == "走访商户"
