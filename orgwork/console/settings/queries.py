"""What stands in force, what is to come, and what each setting was: few statements for all of them."""

from decimal import Decimal

from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils import timezone

from orgwork.kit import params
from orgwork.kit.models import Param
from orgwork.kit.views.history import event_model

ON, OFF = "开", "关"
LATEST = 200


def text_of(value, rule):
    """A value as it is read: 开 or 关, else the number with its unit."""
    number = Decimal(value)
    if rule["switch"]:
        return ON if number else OFF
    shown = f"{number.normalize():f}" if number else "0"
    return f"{shown} {rule['unit']}".strip()


def groups(today):
    """[(Chinese name of the app, [row])] of every declared setting; two statements.

    A row: {key, label, value, since (None = as delivered), note, next (text or ""), source, is_switch, is_on}.
    """
    now, coming = _in_force(today), _coming(today)
    found = {}
    for key, rule in sorted(params.declared().items()):
        name = group_name(key)
        found.setdefault(name, []).append(_row(key, rule, now.get(key), coming.get(key)))
    return sorted(found.items())


def group_name(key):
    """The Chinese name of the app that declared `key`: "monthly.due_day" is 月报."""
    label = key.partition(".")[0]
    config = apps.app_configs.get(label)
    return str(config.verbose_name) if config else "其他"


def _in_force(today):
    rows = Param.objects.filter(effective_from__lte=today).order_by("key", "-effective_from").distinct("key")
    return {row.key: row for row in rows}


def _coming(today):
    rows = Param.objects.filter(effective_from__gt=today).order_by("key", "effective_from").distinct("key")
    return {row.key: row for row in rows}


def _row(key, rule, now, coming):
    value = now.value if now else rule["default"]
    return {
        "key": key,
        "label": rule["label"],
        "source": rule["source"],
        "value": text_of(value, rule),
        "since": now.effective_from if now else None,
        "note": now.note if now else "",
        "next": f"{coming.effective_from:%Y-%m-%d} 起 {text_of(coming.value, rule)}" if coming else "",
        "is_switch": rule["switch"],
        "is_on": bool(value),
    }


def one(key, today):
    """The row of `key` alone. Raises KeyError for an undeclared key."""
    rule = params.declared()[key]
    rows = list(params.history(key))
    now = next((row for row in rows if row.effective_from <= today), None)
    coming = next((row for row in reversed(rows) if row.effective_from > today), None)
    return {**_row(key, rule, now, coming), "set_before": bool(rows)}


def history(key):
    """What was written about `key`, the newest first: [{when, who, what, changes, reason}], as the history of a record."""
    rule = params.declared()[key]
    events = list(event_model(Param).objects.filter(key=key).select_related("pgh_context").order_by("-pgh_id")[:LATEST])[::-1]
    names, stood, found = _names(events), {}, []
    for event in events:
        context = event.pgh_context.metadata if event.pgh_context else {}
        old = stood.get(event.effective_from, "")
        stood[event.effective_from] = text_of(event.value, rule)
        new, since = stood[event.effective_from], f"{event.effective_from:%Y-%m-%d} 起"
        found.append({
            "when": timezone.localtime(event.pgh_created_at),
            "who": names.get(context.get("user"), "系统"),
            "what": since if old else f"{since} {new}",
            "changes": [{"label": "改写", "old": old, "new": new}] if old else [],
            "reason": event.note or context.get("reason", ""),
        })  # fmt: skip
    return found[::-1]


def _names(events):
    """{user id as text: name} of everybody who wrote, by one statement."""
    ids = {event.pgh_context.metadata.get("user") for event in events if event.pgh_context} - {None}
    users = get_user_model().objects.filter(pk__in=ids).values_list("pk", "name") if ids else ()
    return {str(pk): name for pk, name in users}
