"""Background work of the imports."""

from celery import shared_task

from orgwork.jobs.registry import Refused, handler

from .models import Upload
from .models.upload import State
from .reading import refused
from .services.committing import commit
from .services.receiving import read_stored
from .services.tidying import tidy


@handler("imports.commit")
def run_commit(job, progress):
    """Commit the upload of the job; one that could not be written goes back to be looked at again."""
    upload_id = job.payload["upload"]
    try:
        counts = commit(upload_id=upload_id, by=job.by, progress=progress)
    except Refused:
        Upload.objects.filter(pk=upload_id, state=State.COMMITTING).update(state=State.STAGED)
        raise
    text = f"新增{counts['create']}条，变更{counts['update']}条，未变{counts['unchanged']}条。"
    return {"text": text, "url": f"/imports/{upload_id}/", "counts": counts}


@handler("imports.stage")
def run_stage(job, progress):
    """Read and validate a large file."""
    progress(0, 0, "正在读取和核对")
    try:
        upload = read_stored(upload_id=job.payload["upload"], budget=job.payload["budget"])
    except refused.Refused as reason:
        raise Refused(reason.message) from reason
    return {"text": f"读到{upload.counts['rows']}行。", "url": f"/imports/{upload.pk}/"}


@shared_task(name="orgwork.imports.tidy")
def tidy_up():
    tidy()
