"""/monthly/form/: the form as it stands for a month, what it costs, its versions. Clerks look, the system administrator changes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from orgwork import menu
from orgwork.accounts.models.unit import Level as UnitLevel
from orgwork.kit.views.base import unit_crumbs

from ..enums import REPORTING
from ..formdef import board, cost, months
from ..formdef.history import Book
from ..services.errors import Invalid, Refused
from .base import SUBJECT

ADDRESS = "/monthly/form/"
TABS = (("项目", ADDRESS), ("核对关系", f"{ADDRESS}rules/"), ("字段与负担", f"{ADDRESS}cost/"), ("版本", f"{ADDRESS}versions/"))

menu.add_setting("月报项目", "月报问什么，要花多少时间，从哪个月起改", "forms", ADDRESS, f"{SUBJECT}:open", order=30)


class FormdefPage(View):
    """A page of the editor; `changes` says that its viewer must be allowed to change the form, else it is not there."""

    changes = False

    def dispatch(self, request, *args, **kwargs):
        if not (self.may_change if self.changes else request.scope("open", SUBJECT)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_change(self):
        return bool(self.request.scope("change", "settings"))

    def context(self, *crumbs, **more):
        trail = [*unit_crumbs(self.request), ("月报", "/monthly/"), ("月报项目", ADDRESS if crumbs else None), *crumbs]
        return {"crumbs": trail, "as_of": timezone.localtime(), "may_change": self.may_change, **more}

    def tabs(self, current):
        return [{"label": label, "url": url, "count": None, "current": url == current, "bad": False} for label, url in TABS]

    def month(self, name="month"):
        """The month of the address, or None where none is named. Raises Http404."""
        text = self.request.GET.get(name)
        try:
            return months.read(text) if text else None
        except Invalid as error:
            raise Http404 from error

    def tried(self, verb, **asked):
        """Whether `verb` could be done; what it refuses is told above the page."""
        try:
            verb(by=self.request.user, **asked)
        except Refused as refused:
            messages.error(self.request, refused.message)
            return False
        return True


class FormPage(FormdefPage):
    def get(self, request):
        opened, book = months.last_open(), Book()
        month = self.month() or months.earliest(opened)
        shown = board.groups(book, month, opened)
        context = self.context(
            tabs=self.tabs(ADDRESS), month=month, month_label=months.label(month), groups=shown, total=sum(len(g["rows"]) for g in shown),
            free=months.untouched(month, opened), opened=opened and months.label(opened), picks=board.picks(book, month, opened),
        )
        return render(request, "monthly/formdef/form.html", context)


class CostPage(FormdefPage):
    """字段与负担."""

    def get(self, request):
        opened, book = months.last_open(), Book()
        month = self.month() or months.earliest(opened)
        items = book.items_of(month)
        costs = cost.of_items(items, cost.fillers(month))
        context = self.context(
            ("字段与负担", None), tabs=self.tabs(f"{ADDRESS}cost/"), month=month, month_label=months.label(month),
            rows=board.cost_rows(costs, request.GET.get("sort", "")), heads=board.cost_heads(request.GET.get("sort", ""), month),
            whole=cost.total_hours(costs), ways=board.by_way(costs),
            levels=[(UnitLevel(level).label, cost.minutes_of(items, level)) for level in REPORTING],
        )
        return render(request, "monthly/formdef/cost.html", context)


class VersionsPage(FormdefPage):
    """At which months the form changed, and what lies between two of them."""

    def get(self, request):
        opened, book = months.last_open(), Book()
        starts = book.starts()
        now = self.month("to") or starts[-1]
        before = self.month("from") or max((s for s in starts if s < now), default=now)
        context = self.context(
            ("版本", None), tabs=self.tabs(f"{ADDRESS}versions/"), versions=book.versions(opened), difference=book.difference(before, now),
            before=before, now=now, before_label=months.label(before), now_label=months.label(now),
            choices=board.month_choices([*starts, *([opened] if opened else []), before, now]),
        )
        return render(request, "monthly/formdef/versions.html", context)


def home(month):
    """The page of the form as it stands in `month`."""
    return redirect(f"{ADDRESS}?month={month:%Y-%m}")
