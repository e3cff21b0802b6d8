"""What the months are made of: records that happened in them, cells as a secretary fills them, and facts by the million."""

from datetime import date

from django.utils import timezone

from branches.enums import ServiceKind
from branches.models import Activity, Branch, ServiceRecord
from orgwork.accounts.models import Unit, system_user
from orgwork.kit.periods import Period
from orgwork.monthly.enums import ReportState
from orgwork.monthly.models import FormItem, MonthlyReport
from tests.faults.databases import rows

from . import crowd

MEMBERS = 30
MEETINGS = ("general_meeting", "committee_meeting", "lecture", "theme_day")
TYPED = """
UPDATE monthly_monthlyvalue v SET state = 'filled', value = (i."order" / 100 + extract(month FROM v.first_day)) %% 9, source = 'typed',
    explanation = '按台账填写', version = v.version + 1, updated_at = now(), updated_by_id = %s
FROM monthly_formitem i WHERE i.id = v.item_id AND i.kind = 'number' AND NOT i.computed_only AND v.state = 'blank' AND v.first_day = %s
"""
FACTS = """
INSERT INTO monthly_monthlyvalue (report_id, item_id, code, unit_id, path, first_day, state, value, text, source, explanation,
    comment, accepted_value, accepted_text, kept_note, counted, version, updated_at)
SELECT r.id, i.id, i.code, r.unit_id, r.path, r.first_day, 'filled', f.number, '', 'typed', '', '', f.number, '', '', TRUE, 1, now()
FROM monthly_monthlyreport r JOIN monthly_formitem i ON i.code = ANY(%s)
CROSS JOIN LATERAL (SELECT (i."order" * 7 + extract(month FROM r.first_day)) %% 97 AS number) f
"""


def of_year(year, count):
    """The first `count` months of the year."""
    return [Period.month(date(year, month, 1)) for month in range(1, count + 1)]


def populated(communities, months):
    """A district with members, meetings and services in each of `months`."""
    crowd.district(communities)
    crowd.people(1, MEMBERS * communities)
    happened = [(branch, month) for branch in Branch.objects.select_related("unit") for month in months]
    Activity.objects.bulk_create(_meeting(kind, *where) for where in happened for kind in MEETINGS)
    ServiceRecord.objects.bulk_create(_service(kind, *where) for where in happened for kind in ServiceKind.values)
    rows("ANALYZE")


def _kept(branch, month):
    by = system_user()
    return {"branch": branch, "unit": branch.unit, "path": branch.path, "date": month.start, "created_by": by, "updated_by": by}


def _meeting(kind, branch, month):
    return Activity(kind=kind, title="学习", entitled=MEMBERS, present=MEMBERS - 3, **_kept(branch, month))


def _service(kind, branch, month):
    return ServiceRecord(kind=kind, quantity=3, text="入户走访", **_kept(branch, month))


def typed(month, by):
    """Every cell of the month that wants a number gets one, by one statement; how many."""
    return rows(f"WITH done AS ({TYPED} RETURNING 1) SELECT count(*) FROM done", by.pk, month.start)[0][0]


def facts(months, count):
    """`count` items, and for every community and month a fact for each, accepted; the codes of the items."""
    items = [
        FormItem(code=f"m_bench_{n:03}", name=f"指标{n:03}", group="统计", order=10_000 + n, levels=["community"],
                 active_from=date(2020, 1, 1))
        for n in range(1, count + 1)
    ]  # fmt: skip
    FormItem.objects.bulk_create(items)
    by, now = system_user(), timezone.now()
    units = list(Unit.objects.filter(level="community").order_by("path"))
    MonthlyReport.objects.bulk_create(
        MonthlyReport(unit=unit, path=unit.path, period=month.text, first_day=month.start, state=ReportState.ACCEPTED, due_at=now,
                      fill_until=now, lock_on=month.end, received_at=now, accepted_at=now, created_by=by, updated_by=by)
        for month in months for unit in units
    )  # fmt: skip
    codes = [item.code for item in items]
    rows("ALTER TABLE monthly_monthlyvalue DISABLE TRIGGER USER")
    rows(FACTS, codes)
    rows("ALTER TABLE monthly_monthlyvalue ENABLE TRIGGER USER")
    rows("VACUUM ANALYZE monthly_monthlyvalue")
    rows("ANALYZE")
    return codes
