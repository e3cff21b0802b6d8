"""待办: whoever has something for the viewer to do declares it here; `/` shows it, the most urgent first."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

_providers = []


@dataclass(frozen=True)
class Todo:
    """One thing to do. `due` may be None; `tone` ok|warn|bad|info.

    With an `action` ("继续填报") it stands on top as a card; `parts` [(number, kind)] draws how much is done
    (f filled, u unreviewed, m missing), `parts_label` says so in words.
    """

    heading: str
    title: str
    url: str
    due: date | None = None
    count: int | None = None
    note: str = ""
    tone: str = ""
    action: str = ""
    parts: tuple = ()
    parts_label: str = ""

    @property
    def days(self):
        return (self.due - timezone.localdate()).days if self.due else None

    @property
    def overdue(self):
        return self.days is not None and self.days < 0

    @property
    def due_text(self):
        """-6天, 今天, 还剩3天; "" without a date."""
        if self.days is None:
            return ""
        return f"{self.days}天" if self.days < 0 else ("今天" if self.days == 0 else f"还剩{self.days}天")


def provider(function):
    """Decorator: `function(request) -> [Todo]` is asked each time 待办 opens; few statements, no writes."""
    _providers.append(function)
    return function


def todos_for(request):
    """[Todo], the overdue first."""
    found = [todo for ask in _providers for todo in ask(request)]
    return sorted(found, key=lambda t: (t.due is None, t.due or date.max))


def grouped(todos):
    """[{heading, items}] in the order of the most urgent of each heading."""
    groups = {}
    for todo in todos:
        groups.setdefault(todo.heading, []).append(todo)
    return [{"heading": heading, "items": items} for heading, items in groups.items()]
