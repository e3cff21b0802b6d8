"""`/`: my work first."""

from django.shortcuts import render
from django.utils import timezone

from orgwork.kit.registers import all_registers

from ..todos import grouped, todos_for


def quick(request):
    """What the viewer may write down at once, from the declarations of the registers."""
    return [
        {"label": label, "icon": icon, "url": to if to.startswith("/") else f"{register.base_url}new/{to}"}
        for register in all_registers()
        for label, icon, to in (register.quick if request.scope("create", register.key) else ())
    ]


def home(request):
    todos = todos_for(request)
    context = {
        "as_of": timezone.localtime(),
        "cards": [todo for todo in todos if todo.action],
        "groups": grouped(todo for todo in todos if not todo.action),
        "quick": quick(request),
        "total": len(todos),
        "overdue": sum(todo.overdue for todo in todos),
        "today": timezone.localdate(),
    }
    return render(request, "home/todo.html", context)
