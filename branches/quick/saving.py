"""One entry becomes one record with its photos, however often it is sent."""

from contextlib import ExitStack

from django.core.exceptions import ValidationError
from django.db import transaction

from orgwork.kit.services import create_record

from .. import photos


class Sent(Exception):
    """An earlier sending of this entry made `record`."""

    def __init__(self, record):
        super().__init__("sent")
        self.record = record


def sent_before(model, key, scope):
    """The record an earlier sending with this key made, undone ones too, or None. A record out of scope is none."""
    try:
        found = model.everything.filter(pk=key).first() if key else None
    except ValidationError:
        return None
    return found if found is not None and scope.covers(found.path) else None


def save_entry(*, entry, form, uploads, by, scope):
    """The record of a valid `form` with its photos, written together or not at all.

    Raises Problem (a photo that cannot be taken), OutOfScope, Duplicate; Sent where the same entry got here first.
    """
    register = entry.owner
    photos.check_number(0, len(uploads))
    with ExitStack() as undo:
        taken = photos.received(register.photo, uploads, by=by) if uploads else []
        undo.callback(photos.forget, taken)
        with transaction.atomic():
            record = create_record(form=form, by=by, scope=scope)
            if record is not form.instance:
                raise Sent(record)
            photos.keep(taken, of=register.photo_of, record=record)
        undo.pop_all()
    return record
