"""延期: an exception from the calendar for one month and all communities below a unit, granted with a reason, and revocable.

It moves the deadline; the end of late reports and the closing day keep their distance to it. A report that was closed without
having been accepted is opened again by it; one that was accepted and closed stays so (only a correction changes it).
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from orgwork.accounts.scope import Scope
from orgwork.audit.context import acting
from orgwork.kit import params
from orgwork.kit.periods import Period
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import lines

from .. import deadlines
from ..enums import ReportState
from ..models import Extension
from . import calendar, telling
from .errors import Invalid, Refused
from .locking import lock_month

NO_REASON = "请写明延期的原因，社区书记看得到。"
NOT_LATER = "延期要晚于原来的截止日（{}）。"
TOO_LATE = "最多延 {} 天，到 {}。"
TWICE = "{} {}已经有延期（延到 {}）。要改，请先收回。"
FINAL = "{} {}月报已通过并关账，延期不再有用。要改数，请提更正。"
CLOSED_THEN = "延到 {}，这个月在 {} 就关账，已经过了。请选晚一些的日子。"
MOST_DAYS = "monthly.extend_days"
params.declare(MOST_DAYS, label="月报最多延期几天", default=92, unit="天", source=deadlines.CUSTOM, minimum=1, maximum=366)


def grant(*, unit, period, day, reason, by):
    """Extend the month `period` for `unit` until the due hour of `day`. Returns (Extension, reports moved). Raises Invalid, Refused."""
    reason, wanted = _reason(reason), _dates(period, day)
    with transaction.atomic(), acting(by=by, reason=f"延期：{reason}"):
        calendar.one_at_a_time(period)
        rows = calendar.below(unit, period)
        states = set(rows.order_by().values_list("state", flat=True).distinct())
        if states == {ReportState.LOCKED}:
            raise Refused(FINAL.format(unit, period.label))
        found = _create(unit, period, wanted, reason, by)
        moved = calendar.rewrite(period=period, reports=rows.exclude(state=ReportState.LOCKED), by=by)
        rows.exclude(state=ReportState.LOCKED).filter(locked_at__isnull=False, lock_on__gt=timezone.localdate()).update(locked_at=None)
        telling.extended(found, list(rows.exclude(state=ReportState.LOCKED)))
        return found, moved


def revoke(*, extension, by):
    """Take an extension back: what is still open follows the calendar again, and closes where its day has come.

    Returns how many reports were moved. Raises Refused.
    """
    with transaction.atomic(), acting(by=by, reason="收回延期"):
        held = Extension.objects.select_for_update(of=("self",)).select_related("unit").get(pk=extension.pk)
        if held.revoked_at is not None:
            raise Refused("这次延期已经收回。")
        held.revoked_at, held.revoked_by = timezone.now(), by
        held.save(update_fields=["revoked_at", "revoked_by"])
        period = Period.parse(held.period)
        calendar.one_at_a_time(period)
        rows = calendar.below(held.unit, period).filter(locked_at=None)
        moved = calendar.rewrite(period=period, reports=rows, by=by)
        lock_month(period=period, by=by, scope=Scope.whole(), reports=rows.filter(lock_on__lte=timezone.localdate()))
        return moved


def _reason(text):
    try:
        text = lines(text, 300)
    except Problem as problem:
        raise Invalid(problem.message, {"reason": problem.message}) from problem
    if not text:
        raise Invalid(NO_REASON, {"reason": NO_REASON})
    return text


def _dates(period, day):
    """The Dates of a month that is due on `day`. Raises Invalid."""
    with params.remembered():
        usual, most, wanted = deadlines.due_day(period), int(params.value(MOST_DAYS, period.start)), deadlines.dates(period, day)
    latest = usual + timedelta(days=most)
    why = ""
    if day <= usual:
        why = NOT_LATER.format(usual)
    elif day > latest:
        why = TOO_LATE.format(most, latest)
    elif wanted.lock_on <= timezone.localdate():
        why = CLOSED_THEN.format(day, wanted.lock_on)
    if why:
        raise Invalid(why, {"day": why})
    return wanted


def _create(unit, period, dates, reason, by):
    try:
        with transaction.atomic():
            return Extension.objects.create(unit=unit, period=period.text, reason=reason, created_by=by, **dates._asdict())
    except IntegrityError as error:
        have = Extension.objects.filter(unit=unit, period=period.text, revoked_at=None).first()
        until = f"{timezone.localtime(have.due_at):%m-%d}" if have else ""
        raise Refused(TWICE.format(unit, period.label, until)) from error
