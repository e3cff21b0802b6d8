"""Reads of members: queryset → queryset."""

from django.db.models import Q

from .enums import MemberType, PartyStatus


def on_roll(rows, on):
    """Members on the roll on the date `on`, standing normal (indicators.md 2: 停止党籍 are not counted)."""
    joined = Q(in_on=None) | Q(in_on__lte=on)
    still = Q(out_on=None) | Q(out_on__gt=on)
    return rows.filter(joined, still, party_status=PartyStatus.NORMAL)


def of_type(rows, member_type):
    return rows.filter(member_type=member_type)


def probationary(rows):
    return of_type(rows, MemberType.PROBATIONARY)


def older_than(rows, years, on):
    """Members of at least `years` on the date `on`."""
    if not 0 < years < 150:
        return rows.none()
    return rows.filter(birth__lte=on.replace(year=on.year - years, day=min(on.day, 28)))
