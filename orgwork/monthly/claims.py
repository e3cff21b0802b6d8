"""What a report may say of all monthly reports."""

from orgwork.workreports.judging.claims import as_figure, claim

REPORTS = {
    "base": "monthly.reports_expected",
    "noun": "月报",
    "measure": "份",
    "named": lambda report: f"{report.unit.name} {report.period}",
    "link": lambda report: f"/monthly/{report.pk}/",
    "counted": False,
}


@claim(
    "monthly.on_time",
    subject="月报[^，。；]{0,10}(?:按时|按期|及时)|(?:按时|按期|及时)[^，。；]{0,8}月报",
    tell=lambda reports, period: ["迟报" if report.received_at else "没有报" for report in reports],
    honest="{whole}份月报中，{ok}份按时报送",
    but="没有按时报送",
    **REPORTS,
)
def on_time(rows, period, limit):
    return as_figure("monthly.reports_on_time")(rows, period, limit)
