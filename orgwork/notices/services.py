"""Verbs of notices: tell people once, deliver what waits through the adapters that are on, mark as read."""

import logging

from django.db import connection, transaction
from django.utils import timezone

from orgwork.accounts.models import system_user
from orgwork.jobs import services as jobs

from . import adapters
from .models import Delivery, DeliveryState, Notice
from .validators import checked

log = logging.getLogger(__name__)
JOB = "notices.deliver"
ATTEMPTS = 5
AT_ONCE = 2000
SWITCHED_OFF = "这个渠道已经关了，没有发。"
BROKEN = "渠道程序出错，没有发。经过记在运行日志里。"
FAULTS = (OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError)

TELL = """
INSERT INTO notices_notice (user_id, kind, title, text, url, tone, key, created_at)
SELECT who, %(kind)s, %(title)s, %(text)s, %(url)s, %(tone)s, %(key)s, %(now)s FROM unnest(%(users)s::bigint[]) AS who
ON CONFLICT (user_id, key) DO NOTHING RETURNING id
"""


def tell(users, *, kind, title, text="", url="", tone="", key):
    """Tell `users` (active ones) one thing; `key` names it, and whoever was told it before is not told again.

    Returns how many were told. The rows are written in the caller's transaction by a number of statements that does not
    grow with the users; what goes out through adapters is sent by a job after it commits. `url` is a path of the portal,
    `tone` one of ok, warn, bad, info or "".
    """
    fields = checked({"kind": kind, "title": title, "text": text, "url": url, "tone": tone, "key": key})
    user_ids = sorted({user.pk for user in users if user.is_active})
    return len(_tell(user_ids, fields)) if user_ids else 0


@transaction.atomic
def _tell(user_ids, fields):
    told = _write(user_ids, fields)
    if told:
        _send_out(told)
    return told


def _write(user_ids, fields):
    """Ids of the new notices. One INSERT that says itself whom it told: bulk_create keeps silent about conflicts."""
    with connection.cursor() as cursor:
        cursor.execute(TELL, {**fields, "users": user_ids, "now": timezone.now()})
        return [pk for (pk,) in cursor.fetchall()]


def _send_out(notice_ids):
    on = adapters.switched_on()
    if on:
        rows = [Delivery(notice_id=pk, adapter=key) for pk in notice_ids for key in on]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        start_job(min(notice_ids))


def start_job(effect):
    """One job that sends whatever waits; `effect` tells it from other ones. Returns the Job."""
    return jobs.start(JOB, key=f"{JOB}:{effect}", payload={}, by=system_user(), title="把消息送到门户以外")


def deliver(progress=lambda done, total, text="": None):
    """Send what waits, each delivery at most once in a run. Returns {"sent", "waiting", "failed"}: how many ended how."""
    on = adapters.switched_on()
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING)
    off = waiting.exclude(adapter__in=on).update(state=DeliveryState.FAILED, reason=SWITCHED_OFF)
    ids = list(waiting.order_by("id").values_list("pk", flat=True)[:AT_ONCE])
    counts = {"sent": 0, "waiting": 0, "failed": off}
    for done, pk in enumerate(ids, start=1):
        state = _deliver(pk)
        if state:
            counts[state] += 1
        if done % 50 == 0:
            progress(done, len(ids), "正在发送消息")
    return counts


@transaction.atomic
def _deliver(pk):
    """Send one delivery under its lock, so that two workers do not send it twice. Its new state, or None where another one has it."""
    waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("notice__user")
    row = waiting.filter(pk=pk, state=DeliveryState.WAITING).first()
    if row is None:
        return None
    row.attempts, row.reason = row.attempts + 1, _reason_against(row)
    if not row.reason:
        row.state, row.sent_at = DeliveryState.SENT, timezone.now()
    elif row.attempts >= ATTEMPTS:
        row.state = DeliveryState.FAILED
    row.save(update_fields=["attempts", "reason", "state", "sent_at"])
    return row.state


def _reason_against(row):
    """Why the delivery did not go out; "" when it did. An adapter at fault must not keep the others from being tried."""
    try:
        adapters.get(row.adapter).send(row.notice)
    except adapters.NotSent as refusal:
        return (str(refusal.args[0]) if refusal.args else BROKEN)[:200]
    except FAULTS:
        log.exception("delivery %s: adapter %s at fault", row.pk, row.adapter)
        return BROKEN
    return ""


def try_again_later():
    """Start a job for what still waits; the beat asks every few minutes. Returns the Job, or None when nothing waits."""
    if not Delivery.objects.filter(state=DeliveryState.WAITING).exists():
        return None
    return start_job(f"{timezone.now():%Y%m%d%H%M}")


@transaction.atomic
def send_failed_again():
    """Give what failed a new round of attempts, as far as its adapter is on. Returns how many."""
    failed = Delivery.objects.filter(state=DeliveryState.FAILED, adapter__in=adapters.switched_on())
    count = failed.update(state=DeliveryState.WAITING, attempts=0, reason="")
    if count:
        start_job(f"{timezone.now():%Y%m%d%H%M%S%f}")
    return count


def mark_read(*, user, ids=None):
    """Mark `user`'s notices as read, all of them or those with `ids`. Returns how many were unread."""
    unread = Notice.objects.filter(user=user, read_at=None)
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=timezone.now())
