"""Opening a month: a report for every open community, its cells filled from records."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from orgwork.accounts.models import Unit, system_user
from orgwork.accounts.models.base import Source
from orgwork.accounts.models.unit import Level
from orgwork.accounts.scope import Scope
from orgwork.audit.context import acting
from orgwork.kit.periods import Period

from .. import deadlines
from ..enums import TYPED
from ..models import Extension, FormItem, MonthlyReport, MonthlyValue
from . import calendar
from .errors import Refused
from .prefilling import computed, found_for, known, prefill

FUTURE = "{}还没有到，不能开报。"


def reporting_units(period, scope):
    """Communities within `scope` that stood through the end of `period`."""
    opened = Q(opened_on=None) | Q(opened_on__lte=period.end)
    open_then = Q(closed_on=None) | Q(closed_on__gt=period.end)
    found = Unit.objects.filter(opened, open_then, level=Level.COMMUNITY).order_by("path")
    return [unit for unit in found if scope.covers(unit.path)]


@transaction.atomic
def open_month(*, period, by, scope, source=Source.MANUAL):
    """Open the month `period` for every community in `scope` that has no report yet. Returns the new reports. Raises Refused.

    Safe to call again, and by two at once; the number of statements does not grow with the units.
    """
    if period.start > timezone.localdate():
        raise Refused(FUTURE.format(period.label))
    calendar.one_at_a_time(period)
    have = set(MonthlyReport.objects.filter(period=period.text).values_list("unit_id", flat=True))
    units = [unit for unit in reporting_units(period, scope) if unit.pk not in have]
    if not units:
        return []
    with acting(by=by, reason=f"开报{period.label}"):
        return _open(units, period, by, source)


def _open(units, period, by, source):
    usual, extensions = deadlines.dates(period), calendar.standing(period)
    reports = MonthlyReport.objects.bulk_create(
        MonthlyReport(unit=unit, path=unit.path, period=period.text, first_day=period.start, source=source, created_by=by,
                      updated_by=by, **calendar.dates_at(unit.path, extensions, usual)._asdict())
        for unit in units
    )
    items = list(FormItem.objects.in_force(period.start).filter(levels__contains=[Level.COMMUNITY]))
    answers = _answers(items, units, period)
    MonthlyValue.objects.bulk_create(_cell(report, item, answers) for report in reports for item in items)
    return reports


def _answers(items, units, period):
    """The figures of all `units` at once: asked for the whole district when there are many, for the one when there is one."""
    top = units[0] if len(units) == 1 else Unit.objects.filter(parent=None).order_by("path").first()
    return computed(items, unit=top, period=period)


def _cell(report, item, answers):
    row = MonthlyValue(report=report, item=item, code=item.code, unit_id=report.unit_id, path=report.path,
                       first_day=report.first_day, source=item.figure if known(item) else TYPED)
    prefill(row, found_for(item, answers, report.unit_id))
    return row


def open_due(*, now):
    """What beat does each day: open this month once its opening day has come, and the last one, if it was missed, for every
    unit for which it is not due yet.
    """
    today, by = timezone.localdate(now), system_user()
    this = Period.month(today)
    last = this.previous_month()
    due = [(last, _not_due(last, now))] + [(this, Scope.whole())] * (deadlines.opens_on(this) <= today)
    return [r for period, scope in due if scope for r in open_month(period=period, by=by, scope=scope, source=Source.JOB)]


def _not_due(period, now):
    """The scope in which `period` is not due at `now`: everything, or the units that have an extension."""
    if now < deadlines.due_at(period):
        return Scope.whole()
    later = Extension.objects.filter(period=period.text, revoked_at=None, due_at__gt=now)
    return Scope.of(later.values_list("path", flat=True))
