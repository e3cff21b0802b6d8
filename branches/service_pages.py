"""The pages of services: the list that knows whose matters are whose, the record with its way from 收集 to 反馈."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect

from orgwork.kit.services import Conflict, version_of
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.listing import ListView

from . import services
from .course import course
from .enums import HANDLED, OPEN, ServiceStatus
from .handling_rules import before, days_over
from .photo_pages import PhotoDetail
from .step_forms import FORMS, NEXT, BackForm

VERBS = {
    "classify": services.classify,
    "assign": services.assign,
    "solve": services.solve,
    "settle": services.settle,
    "answer": services.answer,
    "back": services.back,
}
NO_STEP = "没有选要办哪一步。请用本页的按钮。"
MOVED = "您打开这一页之后，{who} 改过这条记录，您填的没有存。看过下面最新的状态再办。"
MOST_CATEGORIES = 20


class ServiceList(ListView):
    def tabs(self):
        """The saved views, and the open matters of the viewer himself before those that wait for an answer."""
        found = super().tabs()
        query = {"todo": "open", "owner": self.request.user.name}
        now = {k: v for k, v in self.request.GET.items() if k in (*query, "kind", "status")}
        mine = {"label": "我负责", "url": f"{self.register.base_url}?{urlencode(query)}", "current": now == query, "bad": False}
        return [*found[:-1], mine, found[-1]]


class ServiceDetail(PhotoDetail):
    def show(self, record, tab="", status=200, **more):
        handled = self.handling(record, more.get("form")) if record.kind in HANDLED else {}
        return super().show(record, tab, status, **handled, **more)

    def handling(self, record, typed):
        """How far it has come, and the forms of what comes next; `typed` is the one that came back with errors."""
        may = self.scope("change").covers(record.path)
        return {
            "course": course(record),
            "over": days_over(record.due_on) if record.status in OPEN else 0,
            "step_url": f"{self.register.url(record)}step/" if may else "",
            "steps": self.forms(NEXT[record.status], record, typed) if may else (),
            "back": self.back(record, typed) if may else None,
            "categories": self.categories() if may and record.status == ServiceStatus.COLLECTED else (),
        }

    def forms(self, kinds, record, typed):
        return [typed if typed and typed.verb == kind.verb else kind(record=record) for kind in kinds]

    def back(self, record, typed):
        if record.status == ServiceStatus.COLLECTED:
            return None
        (form,) = self.forms((BackForm,), record, typed)
        return {"form": form, "to": ServiceStatus(before(record)).label}

    def categories(self):
        """Categories in use in the viewer's scope, offered while one is typed."""
        used = self.rows("view").exclude(category="").order_by("category").values_list("category", flat=True)
        return used.distinct()[:MOST_CATEGORIES]


class StepView(ServiceDetail):
    """One step, or one step back."""

    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        record = self.record(pk)
        kind = FORMS.get(request.POST.get("verb"))
        if kind is None:
            return self.show(record, status=422, step_error=NO_STEP)
        form = kind(request.POST, record=record)
        if not form.is_valid():
            return self.show(record, status=422, form=form)
        return self.taken(record, form)

    def taken(self, record, form):
        expected = version_of(self.request.POST.get("version"))
        try:
            now = VERBS[form.verb](record=record, by=self.request.user, expected=expected, **form.said())
        except Conflict as clash:
            error = MOVED.format(who=clash.current.updated_by or "系统")
            return self.show(clash.current, status=409, step_error=error, lost=lost(form))
        except Problem as problem:
            return self.show(record, status=422, step_error=problem.message, lost=lost(form))
        messages.success(self.request, f"已记下：{ServiceStatus(now.status).label}。")
        return redirect(self.register.url(record))


def lost(form):
    """[(label, what was typed)] of a step that could not be taken: nothing typed disappears."""
    shown = [(form.fields[name].label, form.data.get(name, "")) for name in form.said()]
    return [(label, value) for label, value in shown if value]
