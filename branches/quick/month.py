"""Where a record just made stands in the month: the cell of its community's report that counts it."""

from orgwork.accounts import paths
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.kit.views.base import scoped
from orgwork.monthly.models import MonthlyReport, MonthlyValue


def cell_of(request, entry, record):
    """{"label", "url", "counted"} of the cell, or None: no such cell, no report yet, or not the viewer's to see.

    `counted` says whether the figure counts the record already; what is not solved yet is counted once it is.
    """
    key = entry.figure_of(record)
    report = _report(request, record) if key else None
    value = MonthlyValue.objects.filter(report=report, item__figure=key).select_related("item").first() if report else None
    if value is None:
        return None
    return {
        "label": f"{report.title}“{value.item.name}”",
        "url": f"{report.get_absolute_url()}#c-{value.code}",
        "counted": _counts(request, entry, record, key, report),
    }


def _report(request, record):
    line = [record.path[:end] for end in range(paths.WIDTH, len(record.path) + 1, paths.WIDTH)]
    found = scoped(request, "view", "monthly", MonthlyReport.objects.filter(period=Period.month(record.date).text, path__in=line))
    return found.order_by("-path").first()


def _counts(request, entry, record, key, report):
    scope = request.scope("view", entry.register)
    return figures.records(key, scope=scope, unit=report.unit, period=report.month).filter(pk=record.pk).exists()
