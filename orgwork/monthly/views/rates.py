"""/monthly/rates/: expected, received, in time; by street and community, by month; every number opens."""

from django.http import Http404
from django.shortcuts import render

from orgwork.kit import sheets
from orgwork.kit.views.exporting import attachment

from .. import queries, reporting
from .month import MonthPage

YEAR = 12
HEADERS = ("单位代码", "街道", "社区", "应报", "已报", "报送率（%）", "按时", "按时率（%）")


class RatesPage(MonthPage):
    def get(self, request):
        period = self.period()
        asked, total, streets = self.rates(period)
        context = self.context(
            ("报送情况", None), period=period, asked=asked, total=total, streets=streets, period_label=asked.label,
            months=reporting.by_month(self.rows(), reporting.span(period, YEAR), self.top_code()), query=self.query(period),
            year=asked != period, may_export=self.may("export"), back_url=f"/monthly/?period={period.text}",
        )  # fmt: skip
        return render(request, "monthly/rates.html", context)

    def query(self, period):
        return f"?period={period.text}" + ("&span=1" if self.request.GET.get("span") == "1" else "")

    def rates(self, period):
        """(asked period, total, streets) of the month alone (span=1), or of the twelve that end with it."""
        asked = reporting.span(period, 1 if self.request.GET.get("span") == "1" else YEAR)
        covers = self.request.scope("view", "monthly").covers
        total, streets = reporting.by_unit(self.rows("view"), asked, every=self.rows("view"), covers=covers)
        total.code, total.period = self.top_code(), asked.text
        return asked, total, streets


class RatesExport(RatesPage):
    action = "export"

    def get(self, request):
        format = request.GET.get("format", "xlsx")
        if format not in ("xlsx", "csv"):
            raise Http404
        period = self.period()
        asked, total, streets = self.rates(period)
        headers = [*HEADERS, *(f"{month.start.month}月" for month in reporting.span(period, queries.BACK).months())]
        rows = list(_rows(total, streets))
        title = f"月报报送情况{asked.label}"
        content = sheets.csv_text(headers, rows) if format == "csv" else sheets.xlsx(title, headers, rows)
        return attachment(content, f"{title}.{format}", sheets.CONTENT_TYPES[format])


def _rows(total, streets):
    for street in streets:
        for rate in street.units:
            yield [rate.code, street.total.name, rate.name, *_numbers(rate), *(reporting.STATES[m["state"]] for m in rate.months)]
        yield [street.total.code, street.total.name, "小计", *_numbers(street.total)]
    yield ["", "", total.name, *_numbers(total)]


def _numbers(rate):
    return [value for value, _url in rate.numbers]
