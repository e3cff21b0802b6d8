"""Background work of notices."""

from celery import shared_task

from orgwork.jobs.registry import handler

from . import services


@handler(services.JOB)
def run_deliver(job, progress):
    """Send what waits through the adapters; what did not go out is tried again by a later job."""
    counts = services.deliver(progress)
    later = f"，{counts['waiting']}条稍后再发" if counts["waiting"] else ""
    failed = f"，{counts['failed']}条没发出去" if counts["failed"] else ""
    return {"text": f"发出{counts['sent']}条{later}{failed}。", "counts": counts}


@shared_task(name="orgwork.notices.again")
def again():
    services.try_again_later()
