"""历史 of one report: its states and every cell that changed, the newest first."""

from itertools import groupby, pairwise

from django.contrib.auth import get_user_model
from django.utils import timezone

from orgwork.kit.views.history import entries, event_model

from .models import MonthlyValue
from .numbers import plain

LIMIT = 2000
FIELDS = (("value", "本月"), ("text", "文字"), ("state", "填法"), ("explanation", "说明"), ("comment", "退回原因"))


def of_report(report):
    """Entries as the history component draws them."""
    return sorted([*entries(report), *_of_cells(report)], key=lambda e: e["when"], reverse=True)


def _of_cells(report):
    rows = event_model(MonthlyValue).objects.filter(pgh_obj__report=report).select_related("pgh_context", "item")
    events = list(rows.order_by("pgh_obj_id", "pgh_id")[:LIMIT])
    names = _names(events)
    steps = [step for _cell, mine in groupby(events, key=lambda e: e.pgh_obj_id) for step in pairwise(mine)]
    return [entry for old, new in steps if (entry := _entry(old, new, names))]


def _actor(event):
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _names(events):
    """{user id: name} of everybody who wrote, in one statement."""
    found = get_user_model().objects.filter(pk__in={_actor(e) for e in events} - {None})
    return {str(pk): name for pk, name in found.values_list("pk", "name")}


def _entry(old, new, names):
    changes = [change for name, label in FIELDS if (change := _change(old, new, name, label))]
    if not changes:
        return None
    reason = new.pgh_context.metadata.get("reason", "") if new.pgh_context else ""
    return {
        "when": timezone.localtime(new.pgh_created_at), "who": names.get(_actor(new), "系统"), "what": str(new.item),
        "note": "", "note_url": "", "changes": changes, "reason": reason,
    }


def _change(old, new, name, label):
    before, after = _shown(old, name), _shown(new, name)
    return {"label": label, "old": before, "new": after} if before != after else None


def _shown(event, name):
    if name == "value":
        return plain(event.value)
    return event.get_state_display() if name == "state" else getattr(event, name)
