"""A file from the browser: a small one is read at once, a large one by a job."""

import os

from django.db import transaction

from orgwork.jobs import services as jobs

from .. import rosters, storing
from ..models import Upload
from ..models.upload import State
from ..reading.refused import Refused
from .staging import fill, new_upload, refuse_same, stage

AT_ONCE = 1 << 20


def receive(path, *, kind, unit, by, name, budget, only_sheet=""):
    """The Upload of the file at `path`: staged, or being read by a job. Raises Refused, SameFile."""
    if os.path.getsize(path) <= AT_ONCE:
        return stage(path, kind=kind, unit=unit, by=by, name=name, budget=budget, only_sheet=only_sheet)
    upload = new_upload(path, kind=kind, unit=unit, by=by, name=name, only_sheet=only_sheet)
    refuse_same(upload)
    upload.state, upload.stored = State.READING, storing.keep(path)
    with transaction.atomic():
        upload.save()
        upload.job = jobs.start(
            "imports.stage",
            key=f"imports.stage:{upload.pk}",
            payload={"upload": upload.pk, "budget": budget},
            by=by,
            title=f"读取{rosters.get(kind).label}：{upload.name}"[:200],
            unit=unit,
        )
        upload.save(update_fields=["job"])
    return upload


def read_stored(*, upload_id, budget):
    """Stage the stored file of an upload that is being read. Doing it again changes nothing. Raises Refused."""
    try:
        with transaction.atomic():
            upload = Upload.objects.select_for_update(of=("self",)).select_related("unit").get(pk=upload_id)
            if upload.state != State.READING:
                return upload
            with storing.opened(upload.stored) as path:
                upload.state = State.STAGED
                fill(upload, path, budget)
    except Refused as refused:
        Upload.objects.filter(pk=upload_id).update(
            state=State.REFUSED, refused=refused.code, note=refused.message[:500]
        )
        raise
    return upload


def give_up(*, upload_id):
    """The user does not want this upload: it can no longer be committed."""
    return Upload.objects.filter(pk=upload_id, state=State.STAGED).update(state=State.REPLACED)
