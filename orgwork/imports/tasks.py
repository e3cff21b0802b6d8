"""Background work of the imports."""

from orgwork.jobs.registry import handler

from .models import Upload
from .models.upload import State
from .services.committing import Stale, commit


@handler("imports.commit")
def run_commit(job, progress):
    """Commit the upload of the job; a stale preview goes back to be looked at again."""
    upload_id = job.payload["upload"]
    try:
        counts = commit(upload_id=upload_id, by=job.by, progress=progress)
    except Stale:
        Upload.objects.filter(pk=upload_id, state=State.COMMITTING).update(state=State.STAGED)
        raise
    text = f"新增{counts['create']}条，变更{counts['update']}条，未变{counts['unchanged']}条。"
    return {"text": text, "url": f"/imports/{upload_id}/", "counts": counts}
