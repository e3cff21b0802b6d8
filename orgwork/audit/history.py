"""Change history by statement-level triggers: raw SQL, COPY-fed INSERT … SELECT and the ORM all leave a row (ADR: pghistory).

Sealed columns never enter the history: neither an ID number, nor a ballot, nor a tip-off may stand in it.
"""

import pghistory
import pgtrigger

# Bookkeeping that changes with each save and says nothing, and what is derived from the name or from another record.
QUIET = ["created_at", "updated_at", "created_by", "grams", "pinyin", "initials", "counted"]
SEALED = ["id_card_enc", "id_card_hash"]


def trackers():
    """The two statement triggers every history has: a snapshot after insert and after update."""
    return [
        pghistory.InsertEvent(label="insert", level=pgtrigger.Statement),
        pghistory.UpdateEvent(label="update", level=pgtrigger.Statement),
    ]


def tracked(model):
    """Class decorator: keep the history of `model` in `<Model>Event`."""
    names = {f.name for f in model._meta.fields}
    hidden = [n for n in (*QUIET, *SEALED) if n in names]
    return pghistory.track(*trackers(), exclude=hidden, obj_field=pghistory.ObjForeignKey(related_name="events"))(model)
