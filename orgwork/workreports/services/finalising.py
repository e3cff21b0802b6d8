"""定稿: a second person fixes text, numbers, records and file; from then on the database itself refuses every change."""

from django.db import transaction
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.workreports import editions, files, hindrances, queries, sealing
from orgwork.workreports.models import State

from .entering import held
from .errors import COMPOSING, Refused

OWN = "起草人不能给自己的报告定稿，请另一位有定稿权限的同志来定。"
NOT_YET = "还不能定稿：{}。"


def finalise(*, report, by, reason="") -> object:
    """Fix the report. Returns it. Raises Refused with every reason that stands against it."""
    with transaction.atomic(), acting(by=by, reason=reason or "定稿"):
        report = held(report)
        refuse(report, by)
        values = queries.slots_of(report)
        report.freeze_digest = sealing.standing(report)
        report.state, report.finalised_by, report.finalised_at = State.FINAL, by, timezone.now()
        files.write(report.file_token, report.composed_revision, editions.drawn(report, values))
        report.save()
    return report


def refuse(report, by):
    if report.state != State.DRAFT:
        raise Refused(COMPOSING)
    if report.created_by_id == by.pk:
        raise Refused(OWN)
    against = hindrances.blocking(hindrances.of(report, queries.slots_of(report)))
    if against:
        raise Refused(NOT_YET.format("，".join(hindrance.text for hindrance in against)))
