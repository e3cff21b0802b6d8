"""Writes of a record, the same for page and API: atomic, with version check, history context and the look back through the keyhole."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import PROTECT

from orgwork.accounts.models.base import Kept, Source
from orgwork.audit.context import acting


class Conflict(Exception):
    """Somebody else wrote meanwhile; `current` is the record as it stands now."""

    def __init__(self, current):
        super().__init__("conflict")
        self.current = current


class OutOfScope(Exception):
    """The record would lie where its editor may not write."""


class Duplicate(Exception):
    """A record that says the same was written a moment ago (a rule of uniqueness of the database)."""


class Blocked(Exception):
    """A record cannot be deleted while others hang on it; `holders` are some of them."""

    def __init__(self, holders):
        super().__init__("blocked")
        self.holders = holders


def version_of(value):
    """The version that a form or a call sent, or None for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _look_back(record, scope):
    """Nobody pushes a row into or out of another's scope: the written path must lie in the writer's."""
    if not scope.covers(record.path):
        raise OutOfScope


def create_record(*, form, by, scope, source=Source.MANUAL):
    """Save a new record from a valid `form`. A repeated submission (same key) returns the record of the first one.

    Raises OutOfScope, Duplicate.
    """
    record = form.instance
    record.source, record.created_by, record.updated_by = source, by, by
    try:
        return _save(form, by, scope)
    except IntegrityError as error:
        done = submitted(type(record), record.pk, scope)
        if done is None:
            raise Duplicate from error
        return done


def submitted(model, key, scope):
    """What an earlier submission with this key made, or None. Asked before the form is read: its own record would contradict it."""
    try:
        found = model.objects.filter(pk=key).first() if key else None
    except ValidationError:
        return None
    return found if found is not None and scope.covers(found.path) else None


def _save(form, by, scope):
    with transaction.atomic(), acting(by=by, reason=form.cleaned_data.get("reason", "")):
        saved = form.save()
        _look_back(saved, scope)
    return saved


def update_record(*, form, by, scope, expected):
    """Save the changes of a valid `form` if the record still has version `expected`.

    Raises Conflict, OutOfScope, Duplicate.
    """
    record = form.instance
    try:
        with transaction.atomic():
            current = type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)
            if expected is None or current.version != expected:
                raise Conflict(current)
            record.version, record.updated_by = current.version + 1, by
            return _save(form, by, scope)
    except IntegrityError as error:
        raise Duplicate from error


def delete_record(*, record, by, expected, reason=""):
    """Mark the record as deleted (its history stays). Raises Conflict, Blocked."""
    holders = _holders(record)
    if holders:
        raise Blocked(holders)
    return _mark(record, deleted=True, by=by, expected=expected, reason=reason)


def restore_record(*, record, by, expected, reason=""):
    """Undo a deletion. Raises Conflict; a record that took its place meanwhile raises IntegrityError → Conflict."""
    try:
        return _mark(record, deleted=False, by=by, expected=expected, reason=reason)
    except IntegrityError as error:
        raise Conflict(record) from error


def _mark(record, *, deleted, by, expected, reason):
    with transaction.atomic(), acting(by=by, reason=reason):
        current = type(record).everything.select_for_update(of=("self",)).get(pk=record.pk)
        if current.version != expected:
            raise Conflict(current)
        current.is_deleted, current.updated_by, current.version = deleted, by, current.version + 1
        current.save(update_fields=["is_deleted", "updated_by", "version", "updated_at"])
    return current


def _relations(record):
    """Foreign keys by which kept rows point at the model, those without a name for the way back too."""
    found = record._meta.get_fields(include_hidden=True)
    return [f for f in found if f.auto_created and not f.concrete and issubclass(f.related_model, Kept)]


def _holders(record):
    """Up to ten live records that point here and would be left hanging."""
    found = []
    for relation in _relations(record):
        if relation.on_delete is not PROTECT:
            continue
        rows = relation.related_model.objects.filter(**{relation.field.name: record})
        found += list(rows[: 10 - len(found)])
    return found
