"""Begin a report, and draw it up anew: a row and the job that fills it, in one transaction."""

from django.db import transaction
from django.utils import timezone

from orgwork.jobs import services as jobs
from orgwork.jobs.models import Job
from orgwork.kit.periods import Period
from orgwork.workreports import builtin, files
from orgwork.workreports.models import State, WorkReport

KIND = "workreports.compose"


@transaction.atomic
def start_report(*, unit, period, template, by, campaign_from=None, submission_key=None, ring=True):
    """A new report of `unit` for `period` (contract's text) and its job; a repeated submission is the first one's."""
    again = submission_key and WorkReport.objects.filter(submission_key=submission_key, created_by=by).first()
    if again:
        return again, job_of(again)
    report = WorkReport.objects.create(
        submission_key=submission_key,
        unit=unit,
        period=period,
        title=f"{Period.parse(period).label}{template}",
        template=template,
        template_text=builtin.text(template),
        campaign_from=campaign_from,
        revised_at=timezone.now(),
        file_token=files.new_token(),
        created_by=by,
    )
    return report, ring_for(report, by, ring=ring)


@transaction.atomic
def revise_report(*, report, by, ring=True):
    """Take all values anew as the next revision, with the template as it is now; one already under way counts."""
    current = WorkReport.objects.select_for_update().select_related("unit").get(pk=report.pk)
    if current.state != State.COMPOSING:
        current.revision, current.revised_at = current.revision + 1, timezone.now()
        current.state, current.template_text = State.COMPOSING, builtin.text(current.template)
        current.save()
    return current, ring_for(current, by, ring=ring)


def ring_for(report, by, *, ring):
    return jobs.start(
        KIND,
        key=effect(report),
        payload={"report": report.pk, "revision": report.revision},
        by=by,
        unit=report.unit,
        title=f"{report.title}：取数成稿（第 {report.revision} 稿）",
        ring=ring,
    )


def effect(report) -> str:
    """What the job does, in one key: this revision of this report, once."""
    return f"{KIND}:{report.pk}:{report.revision}"


def job_of(report):
    """The job of the report's newest revision."""
    return Job.objects.filter(key=effect(report)).first()
