"""催报: those who have not reported are reminded, before and after the deadline; street and district get one digest a day.

The rows come first: what was reminded stands in `Reminder`, the notices in their own table, all in one transaction. A broker
that is down, a day without beat, a task that runs twice: nothing is lost, nothing is told twice.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from orgwork.accounts.scope import Scope
from orgwork.audit.context import acting
from orgwork.kit import params
from orgwork.notices.recipients import holders_by_path
from orgwork.notices.services import tell

from .. import queries, stages
from ..deadlines import CUSTOM
from ..models import MonthlyReport, Reminder, Round
from ..sentences import moment
from . import telling

HOUR, BEFORE, AFTER = "monthly.remind_hour", "monthly.remind_before", "monthly.remind_after"
params.declare(HOUR, label="月报提醒每天几点发", default=9, unit="点", source=CUSTOM, maximum=23)
params.declare(BEFORE, label="月报截止前几天提醒未报的", default=3, unit="天", source=CUSTOM, maximum=30)
params.declare(AFTER, label="月报截止后几天再提醒未报的", default=1, unit="天", source=CUSTOM, maximum=30)
TITLES = {Round.BEFORE: "{}还没有报，{} 截止", Round.AFTER: "{}还没有报，{} 已经截止", Round.URGE: "催报{}：{} 截止，还没有收到"}


@transaction.atomic
def remind_due(*, now):
    """What beat asks each hour: from the set hour on, remind whose turn it is today and has not been. Returns how many reports."""
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < params.value(HOUR, today):
        return 0
    with params.remembered():
        turn = [(report, kind) for report in _unreported() for kind in _rounds(report, now)]
    told = _write(turn, today, by=None)
    _tell_fillers(told)
    _tell_reviewers({report.period for report, _kind in told}, today)
    return len(told)


@transaction.atomic
def urge(*, reports, by, now=None):
    """Urge those of `reports` (a queryset) that have not come and were not urged today. Returns the reports urged."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    waiting = list(queries.missing(reports).filter(locked_at=None, fill_until__gte=now).select_related("unit__parent"))
    with acting(by=by, reason="催报"):
        told = _write([(report, Round.URGE) for report in waiting], today, by=by)
        _tell_fillers(told, day=today)
    return [report for report, _kind in told]


def urged(reports):
    """{report pk: how often it was urged}; one statement."""
    rows = Reminder.objects.filter(report__in=[report.pk for report in reports], kind=Round.URGE).order_by()
    found = defaultdict(int)
    for pk in rows.values_list("report_id", flat=True):
        found[pk] += 1
    return found


# whose turn it is ----------------------------------------------------------------------------------------
def _unreported():
    rows = queries.missing(MonthlyReport.objects.filter(locked_at=None))
    return list(rows.select_related("unit__parent").order_by("first_day", "path"))


def _rounds(report, now):
    """The rounds that have come for the report and are not over."""
    today, due = timezone.localdate(now), timezone.localdate(report.due_at)
    before, after = (timedelta(days=int(params.value(key, report.first_day))) for key in (BEFORE, AFTER))
    if now <= report.due_at:
        return [Round.BEFORE] if today >= due - before else []
    return [Round.AFTER] if today >= due + after and now <= report.fill_until else []


def _write(turn, today, by):
    """The (report, kind) of `turn` that were not reminded before, written down."""
    reports = [report.pk for report, _kind in turn]
    rows = Reminder.objects.filter(report__in=reports).values_list("report_id", "kind", "due_at", "day")
    done = {_mark(*row) for row in rows}
    fresh = [(report, kind) for report, kind in turn if _mark(report.pk, kind, report.due_at, today) not in done]
    Reminder.objects.bulk_create(
        [Reminder(report=report, kind=kind, day=today, due_at=report.due_at, created_by=by) for report, kind in fresh],
        ignore_conflicts=True,
    )
    return fresh


def _mark(report, kind, due, day):
    """What is done once: a round for each deadline (an extension makes another one), urging once a day."""
    return report, kind, day if kind == Round.URGE else due


# telling ---------------------------------------------------------------------------------------------------
def _tell_fillers(told, day=None):
    """One notice for all who share month, round and deadline; `day` lets a person be urged again another day."""
    groups = defaultdict(list)
    for report, kind in told:
        groups[report.period, kind, report.due_at].append(report)
    for (period, kind, due), reports in groups.items():
        first = reports[0]
        key = f"monthly.{kind}.{period}.{timezone.localtime(due):%Y%m%d%H%M}" + (f".{day}" if day else "")
        title = TITLES[kind].format(first.title, moment(due))
        tone = "info" if kind == Round.BEFORE else "warn"
        url = f"/monthly/?period={period}"
        tell(telling.fillers(reports), kind=telling.KIND, title=title, url=url, tone=tone, key=key)


def _tell_reviewers(periods, today):
    """One digest a person and day: how many of his units have not reported, and which."""
    if not periods:
        return
    missing = [report for report in _unreported() if report.period in periods]
    for places, users in _reviewers(missing).items():
        scope = Scope.of(places)
        mine = [report for report in missing if scope.covers(report.path)]
        tell(users, kind=telling.KIND, title=_headline(mine), text=_names(mine), url=f"/monthly/?period={mine[0].period}&state=missing",
             tone="warn", key=f"monthly.digest.{today}")


def _reviewers(reports):
    """{(path of the unit of a reviewing post, …): [users]}: those who see the same are told the same."""
    seated = holders_by_path({report.path for report in reports}, stages.REVIEWERS, above=True)
    places = defaultdict(list)
    for path, users in seated.items():
        for user in users:
            places[user].append(path)
    groups = defaultdict(list)
    for user, found in places.items():
        groups[tuple(sorted(found))].append(user)
    return groups


def _headline(reports):
    months = list(dict.fromkeys(report.title for report in reports))
    return f"{'、'.join(months)}：{len(reports)} 个社区还没有报"


def _names(reports):
    """文昌街道 3 个：甲社区、乙社区、丙社区；城南街道 1 个：……"""
    streets = defaultdict(list)
    for report in reports:
        streets[str(report.unit.parent or "")].append(report.unit.name)
    return "；".join(f"{street} {len(names)} 个：{telling.named(names)}" for street, names in streets.items())
