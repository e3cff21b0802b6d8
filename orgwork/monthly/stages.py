"""Who looks at a submitted report, in which order: the street first where the setting says so, then the district.

A street without a reviewer in post is passed over, so that no report hangs: at submission, and again at review when he has left since.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from orgwork.accounts import paths, rules
from orgwork.accounts.models.unit import Level
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import posts_of
from orgwork.kit import params
from orgwork.notices.recipients import holders_by_path

from .enums import Stage
from .models import MonthlyValue

SUBJECT = "monthly"
SWITCH = "monthly.street_first"
params.declare(SWITCH, label="月报先由街道审核，再到区里", default=0, source="区委组织部报送规定（可改）", switch=True)

REVIEWERS = tuple(role for role in Role if rules.may(role, "review", SUBJECT))
SEATS = {Level.STREET: Stage.STREET, Level.DISTRICT: Stage.DISTRICT}
STREET_TURN = "先由{}审核，再到区里。"
DISTRICT_TURN = "街道已经审核，等区里审核。"
DISTRICT_ALONE = "这份月报由区里审核。"


def street_first(day):
    """Whether reports of the month that begins on `day` go to the street first."""
    return params.is_on(SWITCH, day)


def street_of(report):
    """The path of the unit above the one that reports."""
    return report.path[: -paths.WIDTH]


def seated(streets):
    """{path: [reviewers]} of the streets (by path) that have one in post; one statement."""
    return holders_by_path(streets, REVIEWERS)


@dataclass(frozen=True)
class Desks:
    """Who sits at the streets' desks, and who has written in which report: nobody reviews what he filled in."""

    clerks: dict
    authors: dict

    def is_author(self, report, user):
        return user.pk in self.authors[report.pk]

    def street_can(self, report):
        """Whether somebody at the street may review the report."""
        return bool(self.clerks.get(street_of(report), set()) - self.authors[report.pk])


def desks(reports):
    """The Desks of `reports`, by two statements."""
    clerks = seated({street_of(report) for report in reports})
    authors = defaultdict(set, {report.pk: {report.submitted_by_id} for report in reports})
    rows = MonthlyValue.objects.filter(report__in=[r.pk for r in reports], updated_by__isnull=False).order_by()
    for report, user in rows.values_list("report_id", "updated_by_id").distinct():
        authors[report].add(user)
    return Desks({path: {user.pk for user in users} for path, users in clerks.items()}, authors)


def begin(report):
    """Put a report that is being handed in on its first desk; one that has not changed since it was accepted need not go round again."""
    report.street_reviewed_at = report.street_reviewed_by = None
    report.stage = Stage.STREET if street_first(report.first_day) and _needs_street(report) else Stage.DISTRICT


def _needs_street(report):
    return desks([report]).street_can(report) and not (report.accepted_at and not report.values.changed().exists())


class Reviewer:
    """Somebody who reviews: at which desk he sits for a report."""

    def __init__(self, user):
        self.posts = [] if user.is_system else [p for p in posts_of(user) if rules.may(p.role, "review", SUBJECT)]
        self.everywhere = user.is_system

    def seats(self, report):
        """The stages whose desk is his, for `report`."""
        if self.everywhere:
            return set(Stage)
        return {SEATS[p.unit.level] for p in self.posts if p.unit.level in SEATS and report.path.startswith(p.unit.path)}

    def turn(self, *, first, streets):
        """Q of the waiting reports whose turn is his; `streets` are the paths of the streets that have a reviewer in post."""
        if not first or self.everywhere:
            return Q()
        manned = reduce(or_, (paths.subtree(path) for path in streets), Q(pk__in=[]))
        found = Q(pk__in=[])
        for post in self.posts:
            if post.unit.level == Level.STREET:
                found |= paths.subtree(post.unit.path) & Q(stage=Stage.STREET)
            elif post.unit.level == Level.DISTRICT:
                found |= paths.subtree(post.unit.path) & (Q(stage=Stage.DISTRICT) | ~manned)
        return found

    def acceptance(self, report, *, first, desks):
        """(whether his acceptance is the last one, why he may not accept it now or ""); `first` says that streets go first."""
        if not first:
            return True, ""
        seats, street = self.seats(report), report.unit.parent
        if report.stage == Stage.STREET and Stage.STREET in seats:
            return False, ""
        if report.stage == Stage.STREET and desks.street_can(report):
            return False, STREET_TURN.format(street.name if street else "街道")
        if Stage.DISTRICT in seats:
            return True, ""
        return False, DISTRICT_TURN if report.street_reviewed_at else DISTRICT_ALONE
