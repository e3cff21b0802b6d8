"""Background work of reports: ids in, one service call."""

from orgwork.accounts.scope import scope_for
from orgwork.jobs.registry import Refused, handler
from orgwork.workreports.models import WorkReport
from orgwork.workreports.services import drafting
from orgwork.workreports.services.composing import compose


@handler(drafting.KIND)
def run(job, progress):
    report = WorkReport.objects.select_related("unit").filter(pk=job.payload["report"]).first()
    if report is None:
        raise Refused("这份报告已经不在了。")
    if not scope_for(job.by, "create", "reports").covers(report.path):
        raise Refused("您现在的岗位不能起草这个单位的报告。")
    scope = scope_for(job.by, "view", "figures")
    done = compose(report=report, scope=scope, revision=job.payload["revision"], progress=progress)
    return {"text": f"第 {done.composed_revision} 稿已成稿", "url": f"/reports/{done.pk}/"}
