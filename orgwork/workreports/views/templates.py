"""报告模板: the list, one with its versions, the editor with its preview, a comparison; from last year's report by one click."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render

from orgwork.kit.periods import Period
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.base import RecordView, scoped, unit_crumbs
from orgwork.workreports.models import DocumentKind, Template, WorkReport
from orgwork.workreports.services import templating
from orgwork.workreports.templates import builtins, changes, completion, queries
from orgwork.workreports.templates.forms import TemplateForm, VersionForm
from orgwork.workreports.templates.preview import Preview
from orgwork.workreports.templates.register import Templates
from orgwork.workreports.templates.validators import LONGEST

PREVIEW = "preview"


class TemplateView(RecordView):
    """Drafters read the templates of their units and of those above, and change those of their own units."""

    register = Templates
    action = "create"

    def readable(self, pk) -> Template:
        found = queries.usable(self.scope()).select_related("unit", "created_by").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def version(self, template, number=None):
        """A version of `template`, the newest without a number; 404 where there is none."""
        found = template.versions.select_related("created_by", "word")
        found = found.first() if number is None else found.filter(number=number).first()
        if found is None:
            raise Http404
        return found

    def may_change(self, template):
        return self.scope().covers(template.path)

    def reports(self):
        return scoped(self.request, "view", "reports", WorkReport.objects)

    def latest(self):
        """The report whose values the preview shows: the newest one that was composed."""
        return self.reports().filter(composed_revision__gt=0).select_related("unit").order_by("-composed_at", "-id").first()

    def scene(self, *more, **context):
        trail = [("工作报告", "/reports/"), ("模板", "/reports/templates/" if more else None)]
        return {"crumbs": [*unit_crumbs(self.request), *trail, *more], **context}

    def first_unit(self):
        """The unit of the viewer's only post for drafting, as the form's first guess."""
        return next((post.unit.pk for post in self.request.posts if self.scope().covers(post.unit.path)), None)


class ListView(TemplateView):
    def get(self, request):
        builtins.ensure()
        found = list(queries.listed(self.scope()))
        open_ones = [template for template in found if template.closed_at is None]
        closed = [template for template in found if template.closed_at]
        old = queries.last_years(self.reports())
        context = self.scene(templates=open_ones, closed=closed, total=len(found), old=old, old_label=label_of(old))
        return render(request, "workreports/templates/list.html", context)


def label_of(report):
    return Period.parse(report.period).label if report else ""


class EditorView(TemplateView):
    """Shared by a new template and a new version: the form beside the preview of what is typed."""

    def typed(self, form, text, title, *more, status=200, **context):
        shown = Preview(text, self.latest())
        body = {"form": form, "title": title, "preview": shown, "longest": LONGEST, **sheet_of(shown)}
        return render(
            self.request, "workreports/templates/edit.html", self.scene(*more, **body, **context), status=status
        )

    def wants_preview(self):
        return self.request.POST.get("act") == PREVIEW


def sheet_of(preview):
    """What _preview.html draws."""
    problems = preview.problems()
    return {
        "paragraphs": preview.paragraphs(), "problems": problems, "counts": preview.counts(),
        "blocked": sum(problem["blocks"] for problem in problems),
    }  # fmt: skip


class NewView(EditorView):
    def get(self, request):
        form = TemplateForm(scope=self.scope(), initial={"unit": self.first_unit(), "kind": DocumentKind.SPEECH, **self.copied()})
        return self.show(form, form.initial.get("text", ""))

    def copied(self):
        """?copy=… begins with the newest text of a template one may read."""
        asked = self.request.GET.get("copy", "")
        if not asked.isdigit():
            return {}
        found = self.readable(int(asked))
        return {"text": self.version(found).text, "kind": found.kind, "note": f"取自“{found.name}”"}

    def post(self, request):
        form = TemplateForm(request.POST, scope=self.scope())
        text = request.POST.get("text", "")[:LONGEST]
        if self.wants_preview():
            return self.show(form, text)
        if not form.is_valid():
            return self.show(form, text, status=422)
        try:
            template, version = templating.create_template(by=request.user, **form.cleaned_data)
        except Problem as problem:
            form.add_error("name", problem.message)
            return self.show(form, text, status=422)
        return told(request, template, version)

    def show(self, form, text, status=200):
        return self.typed(form, text, "新建模板", ("新建模板", None), status=status, cancel="/reports/templates/")


def told(request, template, version):
    """To the template, saying whether a report can be made from the version just saved."""
    said = "已存。" if version.ready else "已存，还有没认出的空，暂不能成稿。"
    messages.success(request, f"第 {version.number} 版{said}")
    return redirect("report-template", pk=template.pk)


class EditView(EditorView):
    def get(self, request, pk):
        template = self.record(pk)
        newest = self.version(template)
        if hasattr(newest, "word"):
            return redirect("report-template-file-new", pk=pk)
        return self.show(template, VersionForm(initial={"text": newest.text, "base": newest.number}), newest.text)

    def post(self, request, pk):
        template = self.record(pk)
        form, text = VersionForm(request.POST), request.POST.get("text", "")[:LONGEST]
        if self.wants_preview():
            return self.show(template, form, text)
        if not form.is_valid():
            return self.show(template, form, text, status=422)
        try:
            version = templating.save_version(template=template, by=request.user, **form.cleaned_data)
        except templating.Stale as stale:
            return self.clash(template, form, text, stale)
        except Problem as problem:
            form.add_error("text", problem.message)
            return self.show(template, form, text, status=422)
        return told(request, template, version)

    def clash(self, template, form, text, stale):
        """Somebody saved meanwhile: what was typed stays, beside what changed; saving again puts it on top."""
        newest = self.version(template)
        again = VersionForm(initial={"text": text, "note": form.cleaned_data["note"], "base": newest.number})
        theirs = changes.between(newest.text, text)
        return self.show(template, again, text, status=409, stale=stale.message, theirs=theirs)

    def show(self, template, form, text, status=200, **more):
        trail = ((template.name, f"/reports/templates/{template.pk}/"), ("修改", None))
        cancel = f"/reports/templates/{template.pk}/"
        title = f"修改：{template.name}"
        return self.typed(form, text, title, *trail, status=status, template=template, cancel=cancel, **more)


class PreviewView(TemplateView):
    """The preview beside the editor, of what is typed now."""

    def post(self, request):
        shown = Preview(request.POST.get("text", "")[:LONGEST], self.latest())
        return render(request, "workreports/templates/_preview.html", sheet_of(shown))


class WordsView(TemplateView):
    def get(self, request):
        answer = JsonResponse(completion.words(), json_dumps_params={"ensure_ascii": False})
        answer["Cache-Control"] = "private, max-age=300"
        return answer


class DetailView(TemplateView):
    def get(self, request, pk, number=None):
        template = self.readable(pk)
        version = self.version(template, number)
        shown = Preview(version.text, self.latest())
        versions = list(template.versions.select_related("created_by", "word"))
        context = self.scene(
            (template.name, None), template=template, version=version, versions=versions,
            is_newest=version.number == versions[0].number, may_change=self.may_change(template),
            word=getattr(version, "word", None), **sheet_of(shown),
        )  # fmt: skip
        return render(request, "workreports/templates/detail.html", context)


class CompareView(TemplateView):
    def get(self, request, pk):
        template = self.readable(pk)
        numbers = [int(request.GET.get(name, "")) if request.GET.get(name, "").isdigit() else 0 for name in ("a", "b")]
        old, new = (self.version(template, number) for number in sorted(numbers))
        rows = changes.between(old.text, new.text)
        trail = ((template.name, f"/reports/templates/{template.pk}/"), ("对照", None))
        return render(
            request, "workreports/templates/compare.html", self.scene(*trail, template=template, old=old, new=new, rows=rows)
        )


class VerbView(TemplateView):
    """One button of a template's page."""

    def post(self, request, pk, **given):
        template = self.record(pk)
        try:
            said = self.do(template, **given)
        except Problem as problem:
            messages.error(request, problem.message)
        else:
            messages.success(request, said)
        return redirect("report-template", pk=pk)


class RestoreView(VerbView):
    def do(self, template, number):
        version = templating.restore_version(version=self.version(template, number), by=self.request.user)
        return f"第 {number} 版的正文已存为第 {version.number} 版。"


class CloseView(VerbView):
    def do(self, template):
        closed = template.closed_at is None
        templating.close_template(template=template, by=self.request.user, closed=closed)
        return "已停用，新建报告时不再列出。" if closed else "已启用。"


class RecheckView(VerbView):
    def do(self, template):
        ready = templating.recheck(version=self.version(template), by=self.request.user)
        return "每个空都认得，可以成稿。" if ready else "还有没认出的空，暂不能成稿。"


class FromReportView(TemplateView):
    """从去年的报告新建: the text of last year's report, slots and all, as a template to go on with."""

    def post(self, request):
        old = queries.last_years(scoped(request, "create", "reports", WorkReport.objects))
        if old is None:
            messages.error(request, "还没有往年的报告。先从模板起草一份。")
            return redirect("report-templates")
        template = templating.from_report(report=old, by=request.user)
        return redirect("report-template-edit", pk=template.pk)
