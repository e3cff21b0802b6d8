"""历史: before and after of each field, who, when, why; read from the snapshots that the triggers left."""

from itertools import pairwise

import pghistory.core
from django.contrib.auth import get_user_model
from django.utils import timezone

from ..specs import spec_of

LIMIT = 200
SKIP = frozenset(
    {"id", "version", "updated_by", "updated_at", "created_at", "path", "import_batch", "source", "is_deleted"}
)


def event_model(model):
    """The model that holds the history of `model`."""
    return next(iter(pghistory.core.event_models(tracks_model=model)))


def entries(record):
    """History of `record`, newest first: {when, who, what, note, note_url, changes [{label, old, new}], reason}."""
    events = list(
        event_model(type(record))
        .objects.filter(pgh_obj_id=record.pk)
        .select_related("pgh_context")
        .order_by("-pgh_id")[: LIMIT + 1]
    )
    names = _names(events)
    found = [_entry(record, new, old, names) for new, old in pairwise([*events, None])]
    return [e for e in found if e is not None]


def _names(events):
    """{user id: name} of everybody who wrote, in one statement."""
    ids = {e.pgh_context.metadata.get("user") for e in events if e.pgh_context} - {None}
    return dict(get_user_model().objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _entry(record, new, old, names):
    context = new.pgh_context.metadata if new.pgh_context else {}
    changes = _changes(type(record), old, new) if old else []
    what = _what(new, old, context)
    if old is not None and not changes and what == "修改":
        return None
    who = names.get(int(context["user"])) if context.get("user") else "系统"
    return {
        "when": timezone.localtime(new.pgh_created_at),
        "who": who or "系统",
        "what": what,
        "note": context.get("note", ""),
        "note_url": context.get("note_url", ""),
        "changes": changes,
        "reason": context.get("reason", ""),
    }


def _what(new, old, context):
    if context.get("undo"):
        return "撤销导入"
    if context.get("upload"):
        return "导入名册" if old is not None else "首次导入"
    if old is None:
        return "登记"
    if getattr(new, "is_deleted", False) != getattr(old, "is_deleted", False):
        return "删除" if new.is_deleted else "恢复"
    return "修改"


def _changes(model, old, new):
    """Fields whose value differs; a precision belongs to its date."""
    found = []
    for f in new._meta.fields:
        name = f.name
        if name.startswith("pgh_") or name in SKIP or name.endswith("_prec"):
            continue
        if _raw(old, f) != _raw(new, f):
            found.append(
                {"label": _label(model, name), "old": _shown(model, old, name), "new": _shown(model, new, name)}
            )
    return found


def _raw(event, f):
    return getattr(event, f.attname), getattr(event, f"{f.name}_prec", None)


def _label(model, name):
    return "身份证号" if name == "id_card_mask" else str(model._meta.get_field(name).verbose_name)


def _shown(model, event, name):
    spec = spec_of(model, name)
    if spec.kind == "fk":
        target = getattr(event, name, None)
        return str(target) if target is not None else ""
    if spec.kind == "partial":
        return spec.text(getattr(event, name), getattr(event, f"{name}_prec"))
    return spec.text(getattr(event, name))
