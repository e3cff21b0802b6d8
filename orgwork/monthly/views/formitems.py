"""One item of the form: added or changed after its cost has been seen, stopped, or what is planned taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from orgwork.kit import figures

from ..figures import figure_key
from ..formdef import cost, months, preview, versions
from ..formdef.editing import add_item, change_item, stop_item, undo_item
from ..formdef.forms import ItemForm
from ..formdef.ruleforms import FromMonth
from ..formdef.words import FACTS
from ..models import FormItem
from ..services.errors import Refused
from .formdef import ADDRESS, FormdefPage, home


class ItemPage(FormdefPage):
    """The first press shows what it costs and what answers it already; only what was seen is written."""

    changes = True

    def get(self, request, code=None):
        self.load(code)
        return self.show(self.form())

    def load(self, code):
        """The version to change (of the month asked for, else of the last) and the month the form is judged by."""
        self.opened = months.last_open()
        found = FormItem.objects.filter(code=code).order_by("active_from") if code else []
        if code and not found:
            raise Http404
        asked = self.month()
        in_force = [row for row in found if asked and row.active_from <= asked]
        self.row = (in_force or list(found))[-1] if code else None
        self.asked = asked

    def form(self, data=None):
        month = self.judged_month(data)
        others = [item for item in versions.items_of(month) if self.row is None or item.code != self.row.code]
        also = self.row.active_from if self.row else None
        choices = months.choices(self.opened, also=also)
        return ItemForm(data, items=others, months=choices, row=self.row, fixed=self.row is not None and self.settled())

    def settled(self):
        """Whether values of months, or a figure that is declared in code, stand on the kind, the unit and the aggregation."""
        return not months.untouched(self.row.active_from, self.opened) or figures.declared(figure_key(self.row.code))

    def judged_month(self, data):
        """The month whose form the item is put into: the one chosen, else the first that is free."""
        return months.read_or_none(data and data.get("month")) or self.asked or months.earliest(self.opened)

    def post(self, request, code=None):
        self.load(code)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        seen = preview.of(form.candidate(), form.items, row=self.row)
        if request.POST.get("act") == "save" and request.POST.get("seen") == seen.stamp and self.written(form):
            return home(form.starts)
        return self.show(form, seen=seen)

    def written(self, form):
        data = form.cleaned_data
        asked = {"month": form.starts, "by": self.request.user, "after": data["after"], "reason": data["reason"], **form.wanted()}
        try:
            item = change_item(code=self.row.code, **asked) if self.row else add_item(**asked)
        except Refused as refused:
            messages.error(self.request, refused.message)
            return False
        messages.success(self.request, f"{months.label(form.starts)}起，“{item.name}”已{'改' if self.row else '加进表里'}。")
        return True

    def show(self, form, seen=None, status=200):
        title = f"修改“{self.row}”" if self.row else "增加项目"
        context = self.context(
            (title, None), title=title, form=form, row=self.row, seen=seen, told=seen and self.told(seen), back=ADDRESS,
            groups=list(dict.fromkeys(item.group for item in form.items)), sections=self.sections(form),
        )
        return render(self.request, "monthly/formdef/item.html", context, status=status)

    def told(self, seen):
        names = ("hours", "before", "after")
        return {name: cost.shown(getattr(seen, name)) for name in names} | {"minutes": cost.shown(seen.item.minutes)}

    def sections(self, form):
        """[(heading, [bound fields])]."""
        return [(heading, [form[name] for name in names]) for heading, names in HEADINGS]


HEADINGS = (
    ("问什么", ("name", "group", "after", "kind", "measure", "decimals", "choices", "definition")),
    ("从哪里来，怎么加", ("figure", "noun", "aggregate", "usual", "zero_known", "computed_only")),
    ("怎么填", ("minimum", "maximum", "required", "featured", "levels", "minutes")),
    ("从什么时候起", ("month", "reason")),
)


class StopPage(FormdefPage):
    """Asks from which month on an item is not asked any more."""

    changes = True

    def get(self, request, code):
        return self.show(self.item(code), self.form())

    def item(self, code):
        found = FormItem.objects.filter(code=code).order_by("active_from").last()
        if found is None:
            raise Http404
        return found

    def form(self, data=None):
        return FromMonth(data, months=months.choices(months.last_open()))

    def post(self, request, code):
        item, form = self.item(code), self.form(request.POST)
        if not form.is_valid():
            return self.show(item, form, status=422)
        if not self.tried(stop_item, code=code, month=form.starts, reason=form.cleaned_data["reason"]):
            return self.show(item, form, status=409)
        messages.success(request, f"{months.label(form.starts)}起，不再填“{item}”。以前的数和指标都留着。")
        return home(form.starts)

    def show(self, item, form, status=200):
        [mine] = cost.of_items([item], cost.fillers(months.earliest(months.last_open())))
        title = f"停用“{item}”"
        facts = [(label, told) for label, tell in FACTS[:8] if (told := tell(item))]
        context = self.context((title, None), title=title, item=item, form=form, facts=facts, hours=cost.shown(mine.hours), back=ADDRESS)
        return render(self.request, "monthly/formdef/stop.html", context, status=status)


class UndoItem(FormdefPage):
    """Takes back what is planned with one version; POST only."""

    changes = True
    http_method_names = ["post"]

    def post(self, request, pk):
        item = FormItem.objects.filter(pk=pk).first()
        if item is None:
            raise Http404
        if self.tried(undo_item, item=item):
            messages.success(request, f"已撤销“{item}”的改动。")
        return redirect(ADDRESS)
