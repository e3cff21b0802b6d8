"""A Word file as a template: upload, the next file, download."""

from pathlib import PurePath

from django.http import Http404
from django.shortcuts import render

from orgwork.kit import files
from orgwork.kit.values.problems import Problem
from orgwork.workreports.models import DocumentKind
from orgwork.workreports.services import templating
from orgwork.workreports.templates.forms import WordTemplateForm, WordVersionForm
from orgwork.workreports.templates.validators import NAME
from orgwork.workreports.views.templates import TemplateView, told


class WordView(TemplateView):
    """Shared by a new Word template and the next file of one: the form, and what is wrong with the file."""

    def read(self, form):
        """(text, parts that nothing fills) of the form's file, or None with the reason at its field."""
        try:
            text, odd = templating.read_word(form.cleaned_data["file"])
        except Problem as problem:
            form.add_error("file", problem.message)
            return None
        if odd:
            form.add_error("file", f"{'、'.join(odd)} 里的空填不了。请移到正文、表格、文本框或页眉页脚后再上传。")
            return None
        return text

    def show(self, form, title, *trail, status=200, **context):
        return render(
            self.request, "workreports/templates/upload.html",
            self.scene(*trail, title=title, form=form, **context), status=status,
        )  # fmt: skip


class NewView(WordView):
    def get(self, request):
        return self.page(WordTemplateForm(scope=self.scope(), initial={"unit": self.first_unit(), "kind": DocumentKind.SPEECH}))

    def post(self, request):
        form = WordTemplateForm(request.POST, request.FILES, scope=self.scope())
        text = self.read(form) if form.is_valid() else None
        if text is None:
            return self.page(form, status=422)
        given = form.cleaned_data
        name = given["name"] or PurePath(given["file"].name).stem[:NAME]
        try:
            template, version = templating.create_template(
                name=name, text=text, by=request.user, word_file=given["file"],
                unit=given["unit"], kind=given["kind"], note=given["note"],
            )  # fmt: skip
        except Problem as problem:
            form.add_error("name", problem.message)
            return self.page(form, status=422)
        return told(request, template, version)

    def page(self, form, status=200):
        return self.show(form, "上传 Word 模板", ("上传 Word 模板", None), status=status, cancel="/reports/templates/")


class NextView(WordView):
    """Another file for a template: its next version."""

    def get(self, request, pk):
        template = self.record(pk)
        return self.page(template, WordVersionForm(initial={"base": self.version(template).number}))

    def post(self, request, pk):
        template = self.record(pk)
        form = WordVersionForm(request.POST, request.FILES)
        text = self.read(form) if form.is_valid() else None
        if text is None:
            return self.page(template, form, status=422)
        given = form.cleaned_data
        try:
            version = templating.save_version(
                template=template, text=text, by=request.user, word_file=given["file"], base=given["base"], note=given["note"]
            )
        except Problem as problem:
            form.add_error(None, problem.message)
            return self.page(template, form, status=409)
        return told(request, template, version)

    def page(self, template, form, status=200):
        trail = ((template.name, f"/reports/templates/{template.pk}/"), ("上传新的一版", None))
        cancel = f"/reports/templates/{template.pk}/"
        return self.show(form, f"新的一版：{template.name}", *trail, status=status, template=template, cancel=cancel)


class DownloadView(TemplateView):
    """The file of a version as it was uploaded, its slots open."""

    def get(self, request, pk, number):
        version = self.version(self.readable(pk), number)
        stored = getattr(version, "word", None)
        if stored is None:
            raise Http404
        return files.response(stored)


