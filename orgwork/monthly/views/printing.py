"""The month on paper: a page with print rules, and the same as .docx; filled, or with ?blank=1 to be filled in by hand."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from ..printing import document, paper
from ..services.prefilling import refresh
from .base import MonthlyPage

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def is_blank(request):
    return request.GET.get("blank") == "1"


class PrintPage(MonthlyPage):
    def get(self, request, pk):
        report, blank = self.report(pk), is_blank(request)
        if self.can("fill", report):
            refresh(report=report)
        word = f"{report.get_absolute_url()}print.docx" if self.can("export", report) else ""
        context = self.report_context(
            report, (report.title, report.get_absolute_url()), ("打印", None),
            paper=paper(report, blank=blank), blank=blank, word_url=word and f"{word}{'?blank=1' * blank}",
        )  # fmt: skip
        return render(request, "monthly/print.html", context)


class PrintWord(MonthlyPage):
    action = "export"

    def get(self, request, pk):
        report, blank = self.report(pk), is_blank(request)
        made = document(paper(report, blank=blank), made_at=timezone.now(), author=str(request.user))
        return download(made, WORD, f"{report.unit}{report.month_label}月报{'（空表）' * blank}.docx")


def download(content, mime, name):
    """A file made for whoever asked: never kept by anything between."""
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Cache-Control"] = "private, no-store"
    return answer
