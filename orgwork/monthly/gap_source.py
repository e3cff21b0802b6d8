"""What the work report asks of the months: who has not reported a figure, who reviewed what counts, what a cell counts with."""

from collections import defaultdict

from django.utils import timezone

from orgwork.accounts import paths
from orgwork.workreports import shortages, traces, witnesses

from .enums import COUNTED, FILLING, CellState
from .models import MonthlyReport, MonthlyValue

PREFIX = "monthly."
PAGE = "/monthly/"
REPORT = ("unit__path", "unit__code", "unit__name", "first_day", "pk")
CELL = ("unit__path", "unit__code", "unit__name", "first_day", "report", "code")

witnesses.reviewed_by("monthly.MonthlyValue", "report__reviewed_by__name")
witnesses.reviewed_by("monthly.MonthlyReport", "reviewed_by__name")
traces.follows("monthly.MonthlyValue", "report")


@shortages.source
def unreported(keys, unit, period):
    """A month lacks a figure when its report is overdue and not handed in, or was accepted with the cell left blank; two statements."""
    codes = {f"m_{key.removeprefix(PREFIX)}": key for key in keys if key.startswith(PREFIX)}
    if not codes:
        return {}
    within = {"first_day__range": (period.start.replace(day=1), period.end)}
    overdue = MonthlyReport.objects.filter(paths.subtree(unit.path), due_at__lt=timezone.now(), state__in=FILLING, **within)
    blank = MonthlyValue.objects.filter(
        paths.subtree(unit.path), report__state__in=COUNTED, state=CellState.BLANK, explanation="", code__in=codes, **within
    )
    late = list(overdue.order_by("first_day").values_list(*REPORT))
    found = {key: list(late) for key in codes.values()}
    for *place, code in blank.order_by("first_day").values_list(*CELL):
        found[codes[code]].append(tuple(place))
    return {key: _by_unit(rows) for key, rows in found.items()}


def _by_unit(rows):
    """A line a community, its months in order; the address is that of the only month, or of all."""
    months, names = defaultdict(dict), {}
    for path, code, name, day, report in rows:
        names[path] = {"unit": code, "name": name, "path": path}
        months[path][f"{day:%Y-%m}"] = f"{PAGE}{report}/"
    return [
        {**names[path], "months": sorted(given), "url": next(iter(given.values())) if len(given) == 1 else PAGE}
        for path, given in months.items()
    ]
