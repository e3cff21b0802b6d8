"""R1 of the performance goals: a report of 100 figures over a district-year of monthly facts."""

from datetime import date

import pytest

from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.monthly.models import FormItem, MonthlyReport, MonthlyValue
from orgwork.workreports import taking
from orgwork.workreports.slots import NUMBER, YTD, Slot
from tests.faults.databases import occupied, rows

from . import crowd, scale
from .measuring import median, statements, take_turns

FIGURES, MONTHS = 100, 12
YEAR = Period.parse("2024")
CODES = [f"m_bench{n:03}" for n in range(FIGURES)]
REPORTS = """
INSERT INTO monthly_monthlyreport ({columns})
SELECT {values} FROM accounts_unit u CROSS JOIN generate_series(1, {months}) month WHERE u.level = 'community'
"""
FACTS = """
INSERT INTO monthly_monthlyvalue ({columns})
SELECT {values} FROM monthly_monthlyreport r CROSS JOIN monthly_formitem i WHERE i.code LIKE 'm_bench%%'
"""
BARE = """
SELECT v.code, sum(v.value) FROM monthly_monthlyvalue v JOIN monthly_monthlyreport r ON r.id = v.report_id
WHERE r.state IN ('accepted', 'locked') AND v.first_day BETWEEN '2024-01-01' AND '2024-12-31'
AND v.path >= %s AND v.path < %s AND v.value IS NOT NULL GROUP BY v.code
"""
REPORT_VALUES = {
    "id": "gen_random_uuid()", "version": "1", "source": "'job'", "is_deleted": "FALSE", "created_at": "now()", "updated_at": "now()",
    "unit_id": "u.id", "path": "u.path", "period": "'2024-' || lpad(month::text, 2, '0')", "first_day": "make_date(2024, month, 1)",
    "state": "'accepted'", "due_at": "now()", "fill_until": "now()", "lock_on": "'2025-01-01'", "stage": "'district'",
}  # fmt: skip
FACT_VALUES = {
    "report_id": "r.id", "item_id": "i.id", "code": "i.code", "unit_id": "r.unit_id", "path": "r.path", "first_day": "r.first_day",
    "state": "'filled'", "value": "1 + (hashtext(r.path || i.code || r.first_day) & 1023) %% 90", "source": "'typed'", "version": "1",
    "updated_at": "now()",
}  # fmt: skip


def filled(sql, model, given, **more):
    """An INSERT … SELECT into `model` with a value for each column that may not be empty."""
    fields = [f for f in model._meta.concrete_fields if f.column in given or not (f.null or f.primary_key)]
    values = [given.get(f.column, "''") for f in fields]
    table = model._meta.db_table
    rows(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    rows(sql.format(columns=", ".join(f'"{f.column}"' for f in fields), values=", ".join(values), **more))
    rows(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    rows(f"VACUUM ANALYZE {table}")


@pytest.fixture(scope="module")
def district(base, django_db_blocker):
    with django_db_blocker.unblock(), occupied(base):
        crowd.district(scale.COMMUNITIES)
        FormItem.objects.bulk_create(
            FormItem(code=code, name=f"第{at}项", group="试", order=900 + at, measure="次", active_from=date(2020, 1, 1))
            for at, code in enumerate(CODES)
        )
        filled(REPORTS, MonthlyReport, REPORT_VALUES, months=MONTHS)
        filled(FACTS, MonthlyValue, FACT_VALUES)
        return Unit.objects.get(parent=None)


def wanted(unit):
    keys = [f"monthly.{code.removeprefix('m_')}" for code in CODES]
    return [taking.Wanted(Slot(100 + at, key, NUMBER, rule=YTD, figure=key), unit, YEAR) for at, key in enumerate(keys)]


def asks(unit):
    return [ask for want in wanted(unit) for ask in want.asks()]


def test_r1_a_report(district, book):
    scope, facts = Scope.of([district.path]), MonthlyValue.objects.count()
    questions = asks(district)

    def report():
        return figures.values_of(questions, scope=scope)

    def bare():
        return rows(BARE, district.path, district.path + "~")

    def one_by_one():
        return [figures.value(ask.key, scope=scope, unit=ask.unit, period=ask.period) for ask in questions]

    def drill_down():
        """The first page behind one number of the report, as its page reads it."""
        found = figures.records(questions[0].key, scope=scope, unit=district, period=YEAR).order_by("-first_day", "-pk")
        return list(found.values_list("pk", "unit__name", "first_day", "value")[:50])

    assert {ask.key: value for ask, value in report().items()} == {
        f"monthly.{code.removeprefix('m_')}": value for code, value in bare()
    }
    for work in (report, bare, one_by_one, drill_down):
        work()
    times = {name: median(found) for name, found in take_turns(
        scale.PAIRS, report=report, bare=bare, one_by_one=one_by_one, drill_down=drill_down
    ).items()}  # fmt: skip
    note = f"R1, {FIGURES} figures, {len(Unit.objects.filter(level='community'))} communities, {scale.PAIRS} pairs"
    book.add("report_values", times["report"], "one bare GROUP BY", times["bare"], goal="<= 1.3", limit=1.3, n=facts, note=note)
    book.add("report_queries", times["report"], "100 queries of the same figures", times["one_by_one"], goal=">= 30", limit=30,
             faster=True, n=facts, note=note)  # fmt: skip
    book.add("report_drill_down", times["drill_down"], "the report", times["report"], goal="<= 0.4", limit=0.4, n=facts, note=note)


def test_r1_statements(district, book):
    """Everything a report freezes: values of this and last year, record ids, what waits for review; the settings read beside it."""
    with statements() as seen:
        taking.take(wanted(district), scope=Scope.of([district.path]))
    asked = [sql for sql in seen if "kit_param" not in str(sql) and "monthly_formitem" not in str(sql)]
    note = "R1, statements, not seconds"
    book.add("report_statements", len(asked), "", None, ratio=len(asked), goal="<= 3", limit=3, n=FIGURES, note=note)
