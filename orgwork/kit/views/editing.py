"""Create, edit, delete, restore. What was typed is still there after every error."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from orgwork.accounts.models.unit import Level

from .. import registers, services
from ..specs import spec_of
from .base import RecordView

REFUSED = {
    services.OutOfScope: "所选的单位或党组织不在您能登记的范围里。请改选自己范围里的。",
    services.Duplicate: "同样的记录刚被登记过，没有再存一条。请查一查已有的记录。",
}


def shown(record, name):
    """The field `name` of `record` as pages write it; "" for nothing."""
    spec = spec_of(type(record), name)
    if spec.kind == "fk":
        return str(getattr(record, name) or "")
    return spec.text(*(getattr(record, s) for s in spec.sources))


class FormView(RecordView):
    """Shared by create and edit."""

    def groups(self, form):
        """[(heading, [bound fields])] in the order of the declaration; fields named nowhere come last."""
        left = dict.fromkeys(form.record_fields())
        found = []
        for heading, names in self.register.groups:
            mine = [form[n] for n in names if n in left]
            for name in names:
                left.pop(name, None)
            if mine:
                found.append((heading, mine))
        rest = [form[n] for n in left]
        return [*found, ("其他", rest)] if rest else found

    def show(self, form, title, cancel_url, conflict=None, status=200):
        context = self.page_context(
            (title, None),
            title=title,
            form=form,
            groups=self.groups(form),
            reason_field=form["reason"],
            conflict=conflict,
            cancel_url=cancel_url,
        )
        return render(self.request, "records/form.html", context, status=status)


class CreateView(FormView):
    action = "create"

    def form(self, data=None):
        fields = self.register.form.base_fields
        asked = {k: v for k, v in self.request.GET.items() if k in fields}
        return self.register.form(data, scope=self.scope(), initial=self.usual(fields) | asked)

    def usual(self, fields):
        """What is nearly always meant: today, and the own community of whoever has one only."""
        found, units = {}, [post.unit for post in self.request.posts]
        if "date" in fields:
            found["date"] = timezone.localdate()
        if "unit" in fields and len(units) == 1 and units[0].level == Level.COMMUNITY:
            found["unit"] = units[0].pk
        return found

    def get(self, request):
        return self.show(self.form(), self.register.verb, self.register.base_url)

    def post(self, request):
        done = services.submitted(self.register.model, request.POST.get("submission_key"), self.scope())
        if done is not None:
            return redirect(self.register.url(done))
        form = self.form(request.POST)
        if form.is_valid():
            try:
                record = services.create_record(form=form, by=request.user, scope=self.scope())
            except (services.OutOfScope, services.Duplicate) as refusal:
                form.add_error(None, REFUSED[type(refusal)])
            else:
                messages.success(request, f"已登记{self.register.label}「{record}」。")
                return redirect(self.register.url(record))
        return self.show(form, self.register.verb, self.register.base_url, status=422)


class EditView(FormView):
    action = "change"

    def get(self, request, pk):
        record = self.record(pk)
        return self.show(
            self.register.form(instance=record, scope=self.scope()), f"修改 {record}", self.register.url(record)
        )

    def post(self, request, pk):
        record, title = self.record(pk), ""
        title = f"修改 {record}"
        url = self.register.url(record)
        form = self.register.form(request.POST, instance=record, scope=self.scope())
        if not form.is_valid():
            return self.show(form, title, url, status=422)
        try:
            services.update_record(
                form=form, by=request.user, scope=self.scope(), expected=form.cleaned_data["version"]
            )
        except services.Conflict as clash:
            return self.show(
                self.retry(form, clash.current), title, url, self.conflict(form, clash.current), status=409
            )
        except (services.OutOfScope, services.Duplicate) as refusal:
            form.add_error(None, REFUSED[type(refusal)])
            return self.show(form, title, url, status=422)
        messages.success(request, f"已保存「{record}」。")
        return redirect(url)

    def retry(self, form, current):
        """The same input against the record as it stands now: the next submit is a decision, not an accident."""
        data = form.data.copy()
        data["version"] = current.version
        return self.register.form(data, instance=current, scope=self.scope())

    def conflict(self, form, current):
        rows = []
        for name in form.changed_data:
            if name in form.record_fields() and name != "id_card":
                row = {"label": spec_of(type(current), name).label, "mine": shown(form.instance, name)}
                rows.append({**row, "theirs": shown(current, name)})
        return {"who": current.updated_by or "系统", "when": current.updated_at, "rows": rows}


class DeleteView(RecordView):
    action = "delete"

    def get(self, request, pk):
        return self.show(self.record(pk))

    def show(self, record, blockers=(), error="", status=200):
        facts = [(spec_of(type(record), n).label, shown(record, n)) for n in self.register.groups[0][1][:6]]
        context = self.page_context(
            (f"删除 {record}", None),
            title=f"删除{self.register.label}「{record}」",
            record=record,
            facts=facts,
            blockers=blockers,
            error=error,
            cancel_url=self.register.url(record),
        )
        return render(self.request, "records/confirm_delete.html", context, status=status)

    def post(self, request, pk):
        record = self.record(pk)
        expected = services.version_of(request.POST.get("version"))
        try:
            services.delete_record(
                record=record, by=request.user, expected=expected, reason=request.POST.get("reason", "")[:500]
            )
        except services.Conflict as clash:
            return self.show(
                clash.current, error="这条记录刚被别人改过，没有删除。请看过现在的内容再决定。", status=409
            )
        except services.Blocked as blocked:
            return self.show(record, blockers=self.blockers(blocked.holders), status=409)
        messages.success(request, f"已删除「{record}」。", extra_tags=f"{self.register.base_url}{pk}/restore/")
        return redirect(self.register.base_url)

    def blockers(self, holders):
        """What hangs on the record; of what lies outside the viewer's scope only the kind is said."""
        return list({b["label"]: b for b in map(self.blocker, holders)}.values())

    def blocker(self, holder):
        register = registers.of_model(type(holder))
        if register and self.request.scope("view", register.key).covers(holder.path):
            return {"label": f"{register.label}「{holder}」", "url": register.url(holder)}
        return {"label": f"{holder._meta.verbose_name}（不在您的范围里或另有用处）", "url": None}


class RestoreView(RecordView):
    action = "delete"

    def post(self, request, pk):
        record = self.deleted_rows().filter(pk=pk).first()
        if record is None:
            return redirect(self.register.url(self.record(pk)))  # a second click; what is not there stays a 404
        try:
            services.restore_record(record=record, by=request.user, expected=record.version, reason="撤销删除")
        except services.Conflict:
            messages.error(request, f"「{record}」没有恢复：已经有同样的记录。")
            return redirect(self.register.base_url)
        messages.success(request, f"已恢复「{record}」。")
        return redirect(self.register.url(record))
