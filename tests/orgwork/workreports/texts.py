"""Reports made of a few lines, composed as a worker composes them."""

from django.utils import timezone

from orgwork.accounts.scope import Scope
from orgwork.workreports import files, slots
from orgwork.workreports.models import SlotEntry, WorkReport
from orgwork.workreports.services.composing import compose

HEAD = "一、今年以来的主要工作"


def draft(unit, by, *lines, period="2024", typed=(), **more):
    """A draft of `unit` whose text is the given lines below a first heading; `typed` is {no: value} of what people typed."""
    report = WorkReport.objects.create(
        unit=unit, period=period, title="试写的报告", template="试写", template_text="\n".join([HEAD, *lines]),
        revised_at=timezone.now(), file_token=files.new_token(), created_by=by, **more,
    )  # fmt: skip
    for no, value in dict(typed).items():
        SlotEntry.objects.create(report=report, no=no, name=slots.by_no(no).name, value=value, basis="台账", updated_by=by)
    return compose(report=report, scope=Scope.of([unit.path]), revision=1, progress=lambda *_done: None)
