"""Photos of a record: judged and cleaned by the kit, a few to a record."""

from django.db import transaction

from orgwork.kit import files
from orgwork.kit.files import receiving, vault
from orgwork.kit.values.problems import Problem

MOST = 9
KINDS = (receiving.PICTURE,)


def check_number(there, more):
    """A record carries up to nine photos."""
    if there + more > MOST:
        kept = f"，已有 {there} 张" if there else ""
        raise Problem("photo.many", f"一条记录最多 {MOST} 张照片{kept}，这次选了 {more} 张。请少选几张。")


def received(model, uploads, *, by):
    """Unsaved photos of the uploads, their bytes stored. One that cannot be taken leaves none behind. Raises Problem."""
    found = []
    try:
        for upload in uploads:
            found.append(files.attach(model, upload, by=by, kinds=KINDS))
    except Problem:
        forget(found)
        raise
    return found


def forget(photos):
    """Erase the bytes of photos that were not saved."""
    for photo in photos:
        vault.forget(photo.token, folder=receiving.FOLDER)


def keep(photos, *, of, record):
    """Save received photos as those of `record`; `of` names the way to it."""
    for photo in photos:
        setattr(photo, of, record)
    if photos:
        type(photos[0]).objects.bulk_create(photos)


def add(*, model, of, record, uploads, by):
    """Attach the uploads to `record`. Raises Problem; then nothing is kept."""
    check_number(model.objects.filter(**{of: record}).count(), len(uploads))
    photos = received(model, uploads, by=by)
    with transaction.atomic():
        keep(photos, of=of, record=record)
    return photos
