"""`/quick/`: one screen on a phone. The same address takes a plain form and what the browser kept without a connection."""

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views import View

from orgwork.kit.services import Duplicate, OutOfScope
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.base import scoped, unit_crumbs
from orgwork.kit.views.editing import REFUSED

from . import entries
from .month import cell_of
from .saving import Sent, save_entry, sent_before

OTHER_USER = "这一条是另一个账号记下的，没有发出。请用那个账号登录。"
SENT_EARLIER = "这一条早先已经发出，记下的是您修改以前的内容。请打开记录核对、修改，再把这里的删掉。"
UNDONE = "这一条早先已经发出，后来被删除了。要留下就去登记一条新的。"
NO_ENTRY = "没有选要记什么。请选一项。"


class QuickPage(View):
    def dispatch(self, request, *args, **kwargs):
        self.entries = entries.open_to(request)
        if not self.entries:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.show(self.entry(request.GET.get("kind")) or self.entries[0], done=self.done(request.GET.get("done", "")))

    def entry(self, key):
        return next((entry for entry in self.entries if entry.key == key), None)

    # what is shown ----------------------------------------------------------------------------------
    def show(self, entry, form=None, done=None, error="", status=200):
        context = {
            "crumbs": unit_crumbs(self.request), "today": timezone.localdate(), "entries": self.entries, "entry": entry,
            "groups": self.groups(entry, form), "done": done, "error": error,
        }  # fmt: skip
        return render(self.request, "quick/page.html", context, status=status)

    def groups(self, entry, typed):
        """One set of fields for each form; the one of the chosen entry is open. `typed` came back with errors."""
        forms = {}
        for one in self.entries:
            forms.setdefault(one.form, one)
        return [self.group(first, entry, typed) for first in forms.values()]

    def group(self, first, entry, typed):
        current = first.form is entry.form
        form = typed if typed and current else self.form(first)
        if "quantity" in form.fields and current:
            form.fields["quantity"].label = f"{entry.measure}数"
        optional = {name for one in self.entries if one.form is first.form for name in one.wants}
        return {
            "key": first.register, "label": first.owner.label, "form": form, "current": current,
            "hidden": optional - entry.wants if current else optional,
        }  # fmt: skip

    def form(self, entry, data=None, key=None):
        posts = {"units": [post.unit for post in self.request.posts], "scope": self.request.scope("create", entry.register)}
        if data is not None:
            data = data.copy()
            data.update(entry.fixed)
        start = {"date": timezone.localdate(), **entry.fixed}
        return entry.form(data, initial=start, auto_id=f"{entry.register}_%s", **posts)

    def done(self, text):
        """What was recorded a moment ago, as the address after a plain form says: "services.<id>"."""
        key, _dot, pk = text.partition(".")
        entry = next((entry for entry in self.entries if entry.register == key), None)
        try:
            record = scoped(self.request, "view", key, entry.owner.model.objects).filter(pk=pk).first() if entry else None
        except ValidationError:  # no id at all
            return None
        return self.said(record, entry) if record else None

    def said(self, record, entry):
        """What stands on the page about a record just made."""
        entry = entries.of_record(entry.register, record) or entry
        register = entry.owner
        may_undo = self.request.scope("delete", register.key).covers(record.path)
        return {
            "text": sentence(entry, record), "url": register.url(record), "version": record.version, "entry": entry,
            "undo_url": f"{register.url(record)}delete/" if may_undo else "", "cell": cell_of(self.request, entry, record),
        }  # fmt: skip

    # what is taken in -------------------------------------------------------------------------------
    def post(self, request):
        entry = self.entry(request.POST.get("entry"))
        if entry is None:
            return self.refused(self.entries[0], None, {"": NO_ENTRY})
        if request.POST.get("for_user", str(request.user.pk)) != str(request.user.pk):
            return self.refused(entry, None, {"": OTHER_USER}, status=409)
        key, scope = request.POST.get("submission_key"), request.scope("create", entry.register)
        earlier = sent_before(entry.owner.model, key, scope)
        return self.again(entry, earlier) if earlier else self.first(entry, scope)

    def first(self, entry, scope):
        form = self.form(entry, self.request.POST)
        if not form.is_valid():
            return self.refused(entry, form, problems_of(form))
        uploads = self.request.FILES.getlist("photos")
        try:
            record = save_entry(entry=entry, form=form, uploads=uploads, by=self.request.user, scope=scope)
        except Problem as problem:
            return self.refused(entry, form, {"照片": problem.message})
        except (OutOfScope, Duplicate) as refusal:
            return self.refused(entry, form, {"": REFUSED[type(refusal)]})
        except Sent as sent:
            return self.again(entry, sent.record)
        return self.taken(entry, record, status=201)

    def again(self, entry, record):
        """The entry came before: nothing is doubled, and nothing typed since then is dropped in silence."""
        if record.is_deleted:
            return self.refused(entry, None, {"": UNDONE}, status=409)
        if self.request.POST.get("changed"):
            return self.refused(entry, None, {"": SENT_EARLIER}, status=409, url=entry.owner.url(record))
        return self.taken(entry, record)

    def taken(self, entry, record, status=200):
        if not self.wants_json():
            return redirect(f"/quick/?kind={entry.key}&done={entry.register}.{record.pk}")
        html = render_to_string("quick/_done.html", {"done": self.said(record, entry), "csrf_token": get_token(self.request)})
        return JsonResponse({"id": str(record.pk), "html": html}, status=status)

    def refused(self, entry, form, problems, status=422, url=""):
        said = "；".join(f"{label}：{text}" if label else text for label, text in problems.items())
        if self.wants_json():
            return JsonResponse({"message": said, "url": url}, status=status)
        return self.show(entry, form, error="" if form and form.errors else said, status=status)

    def wants_json(self):
        return self.request.headers.get("X-Requested-With") == "fetch"


def problems_of(form):
    """{label: what is wrong with it} of a form; "" for what concerns no single field."""
    return {str(form.fields[name].label) if name in form.fields else "": str(said[0]) for name, said in form.errors.items()}


def sentence(entry, record):
    """“走访 12 户 · 2026-11-25 · 槐荫社区”: what was written down, in a line."""
    number = getattr(record, "quantity", None)
    what = f"{entry.label} {number} {entry.measure}" if number is not None else f"{record.get_kind_display()}：{record}"
    return " · ".join((what, str(record.date), str(record.unit)))
