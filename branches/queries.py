"""Reads of organisations, communities, services and activities: queryset → queryset."""

from datetime import timedelta

from django.db.models import Q

from .enums import BRANCH_KINDS, HANDLED, OPEN, SOLVED, OrgKind, OrgStatus, ServiceKind, ServiceStatus, Standard

GONE = (OrgStatus.ABOLISHED, OrgStatus.MERGED)
HALF_YEAR = timedelta(days=183)


def standing(rows, on):
    """Organisations that stand on the date `on`."""
    founded = Q(founded_on=None) | Q(founded_on__lte=on)
    gone = Q(status__in=GONE) & (Q(status_on=None) | Q(status_on__lte=on))
    return rows.filter(founded).exclude(gone)


def branches(rows, on):
    """党支部: the kinds that hold members."""
    return standing(rows, on).filter(kind__in=BRANCH_KINDS)


def groups(rows, on):
    return standing(rows, on).filter(kind=OrgKind.GROUP)


def election_due(rows, on):
    """Branches whose term ends within six months, or has ended (ELE-03)."""
    return branches(rows, on).filter(term_ends_on__lte=on + HALF_YEAR)


def services(rows, kind, period):
    """Service records of a kind within the period, by their date."""
    return rows.filter(kind=kind, date__range=(period.start, period.end))


def visits(rows, period):
    """Visits of the period, a household that is named counted once however often it was visited (indicators row 4)."""
    found = services(rows, ServiceKind.VISIT, period)
    named = found.exclude(household_ref="").order_by("unit_id", "household_ref", "date", "pk")
    first = named.distinct("unit_id", "household_ref").values("pk")
    return found.filter(Q(household_ref="") | Q(pk__in=first))


def opinions_done(rows, period):
    """Opinions solved by the end of the period (indicators row 6)."""
    return services(rows, ServiceKind.OPINION, period).filter(status__in=SOLVED, solved_on__lte=period.end)


def solved(rows, kind, period):
    return services(rows, kind, period).filter(status__in=SOLVED)


def open_matters(rows):
    """What people brought forward and nobody has solved yet."""
    return rows.filter(kind__in=HANDLED, status__in=OPEN)


def overdue(rows, on):
    """Open matters whose day of solving passed before `on`."""
    return open_matters(rows).filter(due_on__lt=on)


def to_answer(rows):
    """Solved, but whoever brought it forward has not been told."""
    return rows.filter(kind__in=HANDLED, status=ServiceStatus.DONE)


def opinions_late(rows, on):
    """Opinions that stood unsolved past their day on the date `on`."""
    solved = Q(status__in=SOLVED) & (Q(solved_on=None) | Q(solved_on__lte=on))
    return rows.filter(kind=ServiceKind.OPINION, date__lte=on, due_on__lt=on).exclude(solved)


def activities(rows, kind, period):
    return rows.filter(kind=kind, date__range=(period.start, period.end))


def of_open_units(rows, on):
    """Profiles of communities that had not been closed or merged by the date `on`."""
    return rows.filter(Q(unit__closed_on=None) | Q(unit__closed_on__gt=on))


def urban(rows, on):
    return of_open_units(rows, on).filter(is_urban=True)


def passed(rows):
    return rows.filter(standard_status__in=(Standard.MET, Standard.EXCELLENT))
