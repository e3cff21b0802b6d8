"""Begin a report, and draw it up anew: a row and the job that fills it, in one transaction."""

from django.db import transaction
from django.utils import timezone

from orgwork.jobs import services as jobs
from orgwork.jobs.models import Job
from orgwork.kit.periods import Period
from orgwork.workreports import files
from orgwork.workreports.models import State, WorkReport

from .errors import FINAL, Refused

KIND = "workreports.compose"


@transaction.atomic
def start_report(*, unit, period, version, by, campaign_from=None, submission_key=None, ring=True):
    """A new report of `unit` for `period` (contract's text) from a TemplateVersion, and its job.

    A repeated submission is the first one's.
    """
    again = submission_key and WorkReport.objects.filter(submission_key=submission_key, created_by=by).first()
    if again:
        return again, job_of(again)
    report = WorkReport.objects.create(
        submission_key=submission_key,
        unit=unit,
        period=period,
        title=f"{Period.parse(period).label}{version.template.name}",
        template=version.template.name,
        template_text=version.text,
        template_version=version,
        campaign_from=campaign_from,
        revised_at=timezone.now(),
        file_token=files.new_token(),
        created_by=by,
    )
    return report, ring_for(report, by, ring=ring)


@transaction.atomic
def revise_report(*, report, by, version=None, ring=True):
    """Take all values anew as the next revision; one already under way counts.

    The text stays the report's own, unless `version`, another TemplateVersion of its template, is to take its place.
    Raises Refused.
    """
    current = WorkReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if current.is_final:
        raise Refused(FINAL)
    if current.state != State.COMPOSING:
        current.revision, current.revised_at = current.revision + 1, timezone.now()
        current.state = State.COMPOSING
        if version is not None:
            current.template_version, current.template_text = version, version.text
            current.text_version += 1
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
