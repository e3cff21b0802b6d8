"""文件: the documents made from one set of frozen numbers, and the templates they may be made from."""

from django.http import Http404
from django.shortcuts import render

from orgwork.workreports import documents, files, queries
from orgwork.workreports.models import DocumentKind
from orgwork.workreports.services import making
from orgwork.workreports.views.base import ReportView, VerbView
from orgwork.workreports.views.reports import word


class DocumentsView(ReportView):
    def get(self, request, pk):
        report = self.ready(pk)
        made = list(report.documents.select_related("unit", "version__template"))
        context = self.inside(
            report, "文件", made=self.shown(report, made), may_make=report.is_final and self.scope("create").covers(report.path),
            may_download=self.may("export"), choices=choices(report, made),
        )  # fmt: skip
        return render(request, "workreports/documents.html", context)

    def shown(self, report, made):
        """Each document with what should be known before it goes out."""
        numbers = documents.Numbers(report) if made else None
        return [(row, documents.draw(numbers, row.version, row.unit)) for row in made]


def choices(report, made):
    """Templates that documents can be made from: (version, whether that has been done)."""
    done = {row.version_id for row in made}
    return [
        {"version": version, "kind": DocumentKind(version.template.kind).label, "done": version.pk in done}
        for version in queries.companions(report)
    ]


class MakeView(VerbView):
    def act(self, report, version):
        found = next((choice for choice in queries.companions(report) if choice.pk == version), None)
        if found is None:
            raise Http404
        made = making.make(report=report, version=found, by=self.request.user)
        return self.back(report, version), f"已出 {len(made)} 份文件。"

    def back(self, report, version):
        return f"/reports/{report.pk}/documents/"


class DocumentFileView(ReportView):
    action = "export"

    def get(self, request, pk, number):
        report = self.ready(pk)
        row = report.documents.filter(pk=number).first()
        if row is None:
            raise Http404
        return word(files.read(row.file_token, making.FIRST), f"{row.title}.docx")
