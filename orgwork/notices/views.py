"""`/`: my work first."""

from django.shortcuts import render
from django.utils import timezone

from .todos import grouped, todos_for


def home(request):
    todos = todos_for(request)
    context = {
        "as_of": timezone.localtime(),
        "cards": [todo for todo in todos if todo.action],
        "groups": grouped(todo for todo in todos if not todo.action),
        "total": len(todos),
        "overdue": sum(todo.overdue for todo in todos),
        "today": timezone.localdate(),
    }
    return render(request, "home/todo.html", context)
