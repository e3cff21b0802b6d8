"""What became of records since a moment, from the history the triggers left: what changed, who did it, when and why.

Statements grow with the kinds of records, never with their number.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from orgwork.accounts.models import User
from orgwork.kit.specs import spec_of
from orgwork.kit.views.history import SKIP, event_model
from orgwork.workreports.models import SlotSource

SYSTEM = "系统"
_owners = {}


def follows(model_label, lookup):
    """Say that records of a model begin and cease to count with what their foreign key `lookup` points to (a cell with its report)."""
    _owners[model_label] = lookup


@dataclass
class Trace:
    """The last thing that happened to a record: `changes` are [{"label", "old", "new"}] since it was frozen."""

    who: str = ""
    when: datetime | None = None
    why: str = ""
    changes: list = field(default_factory=list)


def touched(model, sources, since) -> set[str]:
    """Ids of the frozen records of `sources` (SlotSources over `model`) that were written after `since`."""
    ids = Func(F("record_ids"), function="unnest")
    frozen = SlotSource.objects.filter(pk__in=[source.pk for source in sources])
    frozen = frozen.annotate(record=Cast(ids, model._meta.pk)).values("record")
    rows = event_model(model).objects.filter(pgh_obj_id__in=frozen, pgh_created_at__gt=since, pgh_label="update")
    return {str(pk) for pk in rows.values_list("pgh_obj_id", flat=True)}


def of(model, frozen, rows, since) -> dict[str, Trace]:
    """{id: Trace} of the records `rows` (by id); `frozen` is {id: version at the freeze}, a record that is not in it came later."""
    events = _events(model, Q(pgh_obj_id__in=list(rows)))
    found = {pk: _trace(model, events.get(pk, []), frozen.get(pk), since) for pk in rows}
    silent = {pk: rows[pk] for pk, trace in found.items() if trace.when is None}
    return _named(found | _by_owner(model, silent, since))


def _events(model, which):
    found = defaultdict(list)
    history = event_model(model).objects.filter(which).select_related("pgh_context").order_by("pgh_id")
    for event in history:
        found[str(event.pgh_obj_id)].append(event)
    return found


def _trace(model, events, version, since):
    """A record that was frozen is told from its first event after that on, a new one from its last event."""
    later = [event for event in events if _is_later(event, version, since)] if version is not None else events[-1:]
    if not later:
        return Trace()
    before = events[events.index(later[0]) - 1] if events.index(later[0]) else None
    changes = _changes(model, before, later[-1]) if version is not None and before else []
    return _told(later[-1], changes)


def _is_later(event, version, since):
    return event.pgh_created_at > since or getattr(event, "version", version) > version


def _told(event, changes=()):
    context = event.pgh_context.metadata if event.pgh_context else {}
    why = context.get("reason") or context.get("note") or ""
    return Trace(context.get("user") or "", event.pgh_created_at, why, list(changes))


def _changes(model, old, new):
    found = []
    for column in new._meta.concrete_fields:
        name = column.name
        if name.startswith("pgh_") or name in SKIP or name.endswith("_prec") or column.is_relation:
            continue
        if getattr(old, name) != getattr(new, name):
            found.append({"label": spec_of(model, name).label, "old": _shown(model, old, name), "new": _shown(model, new, name)})
    return found


def _shown(model, event, name):
    return spec_of(model, name).text(*(getattr(event, source) for source in spec_of(model, name).sources))


def _by_owner(model, rows, since):
    """Traces of records that were not written themselves: what happened to the one they count with."""
    lookup = _owners.get(model._meta.label)
    if not lookup or not rows:
        return {}
    owner = model._meta.get_field(lookup)
    ids = {pk: str(getattr(row, owner.attname)) for pk, row in rows.items()}
    events = _events(owner.related_model, Q(pgh_obj_id__in=set(ids.values())))
    return {pk: _told(events[mine][-1]) for pk, mine in ids.items() if events.get(mine)}


def _named(traces):
    """With the names of the people, read by one statement."""
    ids = {trace.who for trace in traces.values() if trace.who}
    names = {str(pk): name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")} if ids else {}
    for trace in traces.values():
        if trace.when:
            trace.who = names.get(trace.who, SYSTEM)
    return traces
