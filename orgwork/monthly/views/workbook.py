"""The Excel route: the form to take away, and the page that takes it back."""

from django.shortcuts import render

from orgwork.kit.sheets import CONTENT_TYPES

from ..sentences import closed_because
from ..services.errors import Refused
from ..services.prefilling import refresh
from ..workbook.reading import NotTaken, read
from ..workbook.taking import take
from ..workbook.writing import workbook
from .base import MonthlyPage
from .printing import download

NO_FILE = "请选择填好的表格（.xlsx）。"


class FormWorkbook(MonthlyPage):
    action = "export"

    def get(self, request, pk):
        report = self.report(pk)
        if self.can("fill", report):
            refresh(report=report)
        return download(workbook(report), CONTENT_TYPES["xlsx"], f"{report.unit}{report.month_label}月报.xlsx")


class UploadPage(MonthlyPage):
    """GET says how it goes; POST answers what was taken, what clashed and what was wrong."""

    action = "fill"

    def get(self, request, pk):
        return self.show(self.report(pk))

    def show(self, report, outcome=None, error="", status=200):
        context = self.report_context(
            report, (report.title, report.get_absolute_url()), ("Excel 填报", None), outcome=outcome, error=error,
            lock_text=closed_because(report),
        )  # fmt: skip
        return render(self.request, "monthly/upload.html", context, status=status)

    def post(self, request, pk):
        report, file = self.report(pk), request.FILES.get("file")
        if file is None:
            return self.show(report, error=NO_FILE, status=422)
        try:
            seal, rows = read(file)
            outcome = take(report=report, seal=seal, rows=rows, by=request.user)
        except (NotTaken, Refused) as refused:
            return self.show(report, error=refused.message, status=422)
        return self.show(report, outcome=outcome)
