"""/monthly/ for those above: who has reported, what looks odd, and many reviewed at once."""

from datetime import datetime
from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from orgwork.kit.paging import BadCursor
from orgwork.kit.periods import Period

from .. import outliers, queries, queue, reporting
from ..forms import key_of
from ..sentences import moment
from ..services.errors import Invalid
from ..services.reminding import urge
from ..services.reviewing import accept_many, return_many
from ..services.telling import named
from .month import MonthPage

LABELS = (("", "全部"), ("submitted", "待审"), ("accepted", "已通过"), ("returned", "已退回"), ("missing", "未报"))
NOTHING = "没有选月报。先在前面打勾，再点通过或退回。"
MONTHS = 24


class QueuePage(MonthPage):
    """The table of a month. Those who may not review see it without boxes and verbs."""

    def every(self):
        streets = self.streets()
        wanted = self.wanted(self.request.GET, streets)
        return render(self.request, "monthly/overview.html", self.table(wanted, streets))

    def table(self, wanted, streets, **more):
        seen, day = self.rows(), wanted.period.start
        items = queue.items_of(wanted.period)
        groups = list(dict.fromkeys(item.group for item in items if item.is_number))
        columns = queue.columns(items, wanted.group if wanted.group in groups else "")
        desk = queue.desk_of(self.request.user, seen, day, streets)
        cursor = self.request.GET.get("cursor", "")[:400]
        try:
            page, rows = queue.page(wanted.narrowed(seen), every=seen, first_day=day, codes=[i.code for i in columns], cursor=cursor,
                                    turn=desk.turn)
        except BadCursor as error:
            raise Http404 from error
        counts = queue.counts(wanted.of_month(seen))
        tabs = _tabs(wanted, counts, (("字段与负担", "/monthly/form/"),) * self.may("open"))
        return self.context(
            rows=rows, columns=columns, groups=groups, wanted=wanted, streets=streets, counts=counts, total=reporting.whole(counts),
            pager=_pager(page, wanted), tabs=tabs, months=self.months(wanted), period_label=_label(wanted, counts),
            mine=wanted.narrowed(queries.waiting(seen)).filter(desk.turn).count() if self.may("review") else 0, desk=desk,
            all=self.request.GET.get("all") == "1", legend=outliers.LEGEND, may_review=self.may("review"), may_export=self.may("export"),
            may_open=self.may("open") and wanted.period.start <= timezone.localdate(), seen=timezone.now().isoformat(), **more,
        )  # fmt: skip

    def months(self, wanted):
        """(the month before, the months there are) by address."""
        found = self.rows().order_by("-first_day").values_list("period", flat=True).distinct()[:MONTHS]
        before = wanted.period.previous_month()
        return {
            "previous": (f"{before.start.month}月", wanted.url(period=before.text)),
            "choices": [(Period.parse(text).label, wanted.url(period=text), text == wanted.period.text) for text in found],
        }


def _label(wanted, counts):
    """2024年7月 · 报送截止 8月1日 18:00"""
    return wanted.period.label + (f" · 报送截止 {moment(counts['due'])}" if counts["due"] else "")


def _tabs(wanted, counts, form=()):
    found = [
        {"label": label, "count": counts[f"in_{key}"] if key else counts["total"], "url": wanted.url(state=key),
         "current": key == wanted.state, "bad": key == "missing" and counts["in_missing"] > 0}
        for key, label in LABELS
    ]  # fmt: skip
    month = f"?period={wanted.period.text}"
    others = (("报送情况", f"/monthly/rates/{month}"), ("日历与延期", f"/monthly/calendar/{month}"), ("更正", "/monthly/corrections/"),
              *form)  # fmt: skip
    return [*found, *({"label": label, "count": None, "url": url, "current": False, "bad": False} for label, url in others)]


def _pager(page, wanted):
    last = page.start + len(page.rows)
    return {
        "text": f"第 {page.start + 1}–{last} 个，共 {page.total} 个" if page.rows else "",
        "prev_url": f"{wanted.url()}&cursor={page.previous}" if page.previous else None,
        "next_url": f"{wanted.url()}&cursor={page.next}" if page.next else None,
    }


class BulkPage(QueuePage):
    """通过 or 退回 of the ticked rows, or of everything in the filter that waits for this viewer."""

    action = "review"

    def get(self, request):
        return redirect("/monthly/")

    def post(self, request):
        streets = self.streets()
        wanted = self.wanted(request.POST, streets)
        chosen = self.chosen(wanted, streets)
        act = request.POST.get("act")
        if not chosen or act not in ("accept", "return"):
            messages.error(request, NOTHING)
            return redirect(wanted.url())
        given = {"reports": chosen, "by": request.user, "seen": _moment(request.POST.get("seen", ""))}
        try:
            outcome = accept_many(**given) if act == "accept" else return_many(reason=request.POST.get("reason", ""), **given)
        except Invalid as invalid:
            ticked = {str(report.pk) for report in chosen}
            context = self.table(wanted, streets, error=invalid.message, ticked=ticked)
            return render(request, "monthly/overview.html", context, status=422)
        _tell(request, outcome)
        return redirect(wanted.url())

    def chosen(self, wanted, streets):
        if self.request.POST.get("all") == "1":
            waiting = wanted.narrowed(queries.waiting(self.rows()))
            return list(waiting.filter(queue.desk_of(self.request.user, waiting, wanted.period.start, streets).turn))
        keys = [key for text in self.request.POST.getlist("report") if (key := key_of(text))]
        return list(queries.of_month(self.rows(), wanted.period).filter(pk__in=keys))


def _moment(text):
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if timezone.is_aware(found) else None


def _tell(request, outcome):
    """One sentence of what was done; one for each reason why others were not, with their names."""
    by_state = groupby(sorted(outcome.done, key=lambda r: r.state), key=lambda r: r.state)
    for state, reports in by_state:
        word = "已转区里审核" if state == "submitted" else "已退回" if state == "returned" else "已通过"
        messages.success(request, f"{word} {len(list(reports))} 份。")
    refused = sorted(outcome.refused, key=lambda pair: pair[1])
    for why, pairs in groupby(refused, key=lambda pair: pair[1]):
        units = [report.unit.name for report, _why in pairs]
        messages.warning(request, f"{len(units)} 份没有动（{named(units, most=40)}）：{why}")


class UrgePage(MonthPage):
    """催报: all in the filter that have not come, or one."""

    action = "review"
    http_method_names = ["post"]

    def post(self, request):
        wanted = self.wanted(request.POST, self.streets())
        rows = wanted.of_month(self.rows())
        one = key_of(request.POST.get("one"))
        urged = urge(reports=rows.filter(pk=one) if one else rows, by=request.user)
        if urged:
            messages.success(request, f"已催 {len(urged)} 个社区：{named(report.unit.name for report in urged)}。")
        else:
            messages.warning(request, "没有催：没有未报的，或者今天都催过了，或者已过补报截止。")
        return redirect(wanted.url(state="missing"))
