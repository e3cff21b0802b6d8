"""/figures/<key>/: the number, its 口径, and the records behind it in the viewer's scope."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from orgwork.accounts.models import Unit

from .. import figures, registers
from ..figures.asking import Unaskable, ask
from ..paging import BadCursor, page_of
from ..periods import Period
from ..tables import Table
from .base import unit_crumbs

ADDS_UP = ("sum", "count")
BELOW = {"district": "street", "street": "community"}


def figure_page(request, key):
    query = request.GET
    try:
        asked = ask(
            key, scope=request.scope("view", "figures"), unit_code=query.get("unit"), period_text=query.get("period"),
            with_unreviewed=query.get("unreviewed") == "1",
        )
    except Unaskable as error:
        return render(request, "400.html", {"message": error.message}, status=400)
    template = "figures/_records.html" if request.htmx and query.get("cursor") else "figures/figure.html"
    return render(request, template, _context(request, asked))


def _context(request, asked):
    value = asked.value()
    return {
        "crumbs": [*unit_crumbs(request), ("指标", "/figures/"), (asked.figure.name, None)],
        "as_of": timezone.localtime(),
        "figure": asked.figure,
        "value": value,
        "value_text": "暂无数据" if value is None else str(value),
        "has_value": value is not None,
        "unreviewed": asked.unreviewed(),
        "with_unreviewed": asked.with_unreviewed,
        "other_url": address(asked, with_unreviewed=not asked.with_unreviewed),
        "unit": asked.unit,
        "period": asked.period,
        "period_choices": _periods(asked),
        "by_unit": _by_unit(asked, value),
        "by_month": _by_month(asked),
        "records": _records(request, asked),
    }


def address(asked, *, unit=None, period=None, with_unreviewed=None):
    """The page of the same figure for another unit or period, or with what nobody has reviewed."""
    parts = {"unit": (unit or asked.unit).code, "period": (period or asked.period).text}
    if asked.with_unreviewed if with_unreviewed is None else with_unreviewed:
        parts["unreviewed"] = 1
    return f"/figures/{asked.figure.key}/?{urlencode(parts)}"


def _periods(asked):
    end = asked.period.end
    choices = [Period.year(end.year - 1), Period.year(end.year), Period.month(end).previous_month(), Period.month(end)]
    if asked.period not in choices:
        choices.append(asked.period)
    return [(p.label, address(asked, period=p), p == asked.period) for p in choices]


def _by_unit(asked, whole):
    level = BELOW.get(asked.unit.level)
    if level is None:
        return []
    found = asked.by_unit(level)
    units = Unit.objects.filter(pk__in=found).order_by("path")
    top = max((v for v in found.values() if v), default=0)
    whole = whole if asked.figure.aggregate in ADDS_UP else 0
    return [
        {
            "name": u.name, "value": found[u.pk], "url": address(asked, unit=u),
            "share": _share(found[u.pk], top), "part": _share(found[u.pk], whole) if whole else None,
        }
        for u in units
    ]


def _share(value, top):
    return round(float(100 * value / top), 1) if top and value else 0


def _by_month(asked):
    if asked.figure.period_rule == "asof" or asked.figure.aggregate == "ratio" or len(asked.period.months()) > 24:
        return []
    found = asked.by_month()
    top = max((v for _p, v in found if v), default=0)
    return [
        {"label": _short(p, found), "value": v, "url": address(asked, period=p), "share": _share(v or 0, top)}
        for p, v in found
    ]


def _short(month, found):
    """`7月`; with the year where the months run over a New Year: `25/7`."""
    if found[0][0].start.year == found[-1][0].start.year:
        return f"{month.start.month}月"
    return f"{month.start.year % 100}/{month.start.month}"


def table_of(model):
    """(Table, ordering, register or None) by which records of `model` are shown."""
    register = registers.of_model(model)
    if register:
        return register.table, register.ordering, register
    shown = getattr(model, "figure_columns", ("id",))
    return Table(model, shown, getattr(model, "figure_url", "/")), getattr(model, "figure_ordering", "pk"), None


def _records(request, asked):
    rows = asked.records()
    table, ordering, register = table_of(rows.model)
    if register and not request.scope("view", register.key):
        return {"hidden": True}
    try:
        page = page_of(rows, ordering=ordering, sources=table.sources, cursor=request.GET.get("cursor", "")[:400])
    except BadCursor as error:
        raise Http404 from error
    measure = register.measure if register else "条"
    return {
        "columns": table.head(lambda _n: None, ""),
        "rows_html": table.html(page.rows),
        "text": f"第 {page.start + 1}–{page.start + len(page.rows)} {measure}，共 {page.total}{'+' if page.capped else ''} {measure}"
        if page.rows
        else "",
        "total": page.total,
        "next_url": f"{address(asked)}&cursor={page.next}" if page.next else None,
        "prev_url": f"{address(asked)}&cursor={page.previous}" if page.previous else None,
        "empty": not page.rows,
        "label": register.label if register else "记录",
    }


def figure_list(request):
    if not request.scope("view", "figures"):
        raise Http404
    groups = {}
    for found in figures.all_figures():
        groups.setdefault(found.key.split(".")[0], []).append(found)
    return render(
        request,
        "figures/list.html",
        {"crumbs": [*unit_crumbs(request), ("指标", None)], "groups": groups, "as_of": timezone.localtime()},
    )
