"""What opinions, disputes and difficulties ask of the viewer: to settle in time, to answer those who brought them forward."""

from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from orgwork.accounts.models.unit import Level
from orgwork.kit.views.base import scoped
from orgwork.notices.todos import Todo, provider

from . import handling_rules, queries
from .enums import ServiceStatus
from .models import ServiceRecord

HEADING = "群众意见"
MOST = 6
SHORT = 18
ADDRESS = "/services/?todo="


@provider
def matters(request):
    """Of a community each matter by itself, the most urgent first; further up one line for what is late, one for what is due."""
    rows = scoped(request, "change", "services", ServiceRecord.objects)
    today = timezone.localdate()
    soon = today + timedelta(days=handling_rules.remind_from(today))
    if all(post.unit.level == Level.COMMUNITY for post in request.posts):
        return _each(rows, soon)
    return _counted(rows, today, soon)


def _urgent(rows, soon):
    """What is to be settled by `soon`, and what was settled and not answered by then."""
    return (queries.open_matters(rows) | queries.to_answer(rows)).filter(due_on__lte=soon)


def _each(rows, soon):
    found = list(_urgent(rows, soon).order_by("due_on", "date", "pk")[: MOST + 1])
    todos = [_todo(record) for record in found[:MOST]]
    if len(found) > MOST:
        todos.append(Todo(HEADING, "还有要办的意见、纠纷、困难", f"{ADDRESS}open", note="按期限排在后面"))
    return todos


def _todo(record):
    verb = "反馈" if record.status == ServiceStatus.DONE else "办理"
    text = record.text or record.get_kind_display()
    title = f"{verb}“{text[:SHORT]}{'…' if len(text) > SHORT else ''}”"
    said = [record.get_kind_display(), record.category, record.owner and f"责任人 {record.owner}"]
    return Todo(HEADING, title, f"/services/{record.pk}/", due=record.due_on, note=" · ".join(filter(None, said)))


def _counted(rows, today, soon):
    late, due = Q(due_on__lt=today), Q(due_on__gte=today, due_on__lte=soon)
    counts = queries.open_matters(rows).order_by().aggregate(
        late=Count("pk", filter=late), first=Min("due_on", filter=late), due=Count("pk", filter=due), next=Min("due_on", filter=due)
    )
    first = "最早的一件"
    if counts["late"]:
        yield Todo(HEADING, "超期的意见、纠纷、困难", f"{ADDRESS}overdue", counts["first"], counts["late"], first, tone="bad")
    if counts["due"]:
        yield Todo(HEADING, "快到期的意见、纠纷、困难", f"{ADDRESS}open", counts["next"], counts["due"], first)
