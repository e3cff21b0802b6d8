"""任务: long work can be left and found again."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from . import queries, services
from .models import OPEN, State

PAGE = 50


def _shown(job):
    return {
        "id": job.pk,
        "title": job.title,
        "state": job.state,
        "state_label": job.get_state_display(),
        "open": job.state in OPEN,
        "failed": job.state == State.FAILED,
        "progress_done": job.done,
        "progress_total": job.total,
        "progress_text": job.text,
        "percent": job.percent,
        "started": job.started_at,
        "finished": job.finished_at,
        "created": job.created_at,
        "seconds": round(services.seconds(job)),
        "by": job.by,
        "result_text": job.result.get("text", ""),
        "result_url": job.result.get("url", ""),
        "error_text": job.error,
    }


def job_list(request):
    found = queries.visible(request.user, request.scope("view", "jobs"))[:PAGE]
    context = {"jobs": [_shown(j) for j in found], "crumbs": [("任务", None)], "as_of": timezone.localtime()}
    return render(request, "jobs/list.html", context)


def job_detail(request, pk):
    job = queries.visible(request.user, request.scope("view", "jobs")).filter(pk=pk).first()
    if job is None:
        raise Http404
    template = "jobs/_job.html" if request.htmx else "jobs/detail.html"
    return render(request, template, {"job": _shown(job), "crumbs": [("任务", "/jobs/"), (job.title, None)]})
