"""Relations between the items of the form: listed, added, changed from a month on, stopped, or what is planned taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from ..enums import RuleKind
from ..formdef import months, versions, words
from ..formdef.history import Book
from ..formdef.ruleforms import RuleForm, WeightForm
from ..formdef.ruling import add_rule, change_rule, stop_rule, undo_rule
from ..models import ItemRule
from .formdef import ADDRESS, FormdefPage

RULES = f"{ADDRESS}rules/"


def shown(rule, book, here, opened):
    """One relation in words; `here` are the codes of the form it stands in."""
    asleep = [book.names.get(code, code) for code in (rule.left, *rule.right) if code not in here]
    ends = months.stop_planned(rule, opened)
    marks = [(f"{months.label(rule.active_from)}起", "info")] if months.planned(rule, opened) else []
    marks += [(f"{months.label(months.after(rule.active_to))}起停用或改", "warn")] if ends else []
    return {
        "rule": rule, "text": words.of_rule(rule, book.names), "marks": marks, "asleep": "、".join(asleep),
        "undo": ends or months.planned(rule, opened),
    }  # fmt: skip


class RulesPage(FormdefPage):
    def get(self, request):
        opened, book = months.last_open(), Book()
        month = self.month() or months.earliest(opened)
        here = {item.code for item in book.items_of(month)}
        rows = [shown(rule, book, here, opened) for rule in book.rules_of(month)]
        context = self.context(
            ("核对关系", None), tabs=self.tabs(RULES), rows=rows, month=month, month_label=months.label(month),
            later=[shown(rule, book, here, opened) for rule in book.rules if rule.active_from > month],
        )
        return render(request, "monthly/formdef/rules.html", context)


class NewRule(FormdefPage):
    changes = True

    def form(self, data=None):
        opened = months.last_open()
        chosen = months.read_or_none(data and data.get("month")) or months.earliest(opened)
        items = [item for item in versions.items_of(chosen) if item.is_number]
        return RuleForm(data, items=items, months=months.choices(opened))

    def get(self, request):
        return self.show(self.form())

    def post(self, request):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        data = form.cleaned_data
        asked = {name: data[name] for name in ("kind", "left", "level", "limit", "reason")}
        right = [] if data["kind"] == RuleKind.CHANGE else form.parts()
        if not self.tried(add_rule, month=form.starts, right=right, **asked):
            return self.show(form, status=409)
        messages.success(request, f"{months.label(form.starts)}起按这条核对。")
        return redirect(RULES)

    def show(self, form, status=200):
        title = "增加核对关系"
        crumbs = (("核对关系", RULES), (title, None))
        context = self.context(*crumbs, title=title, form=form, fields=list(form), back=RULES, verb="增加")
        return render(self.request, "monthly/formdef/rule.html", context, status=status)


class RulePage(FormdefPage):
    """Another weight or width, an end, or the way back; which of them is what the pressed button says."""

    changes = True

    def rule(self, pk):
        found = ItemRule.objects.filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def form(self, rule, data=None):
        opened = months.last_open()
        first = {"level": rule.level, "limit": rule.limit and rule.limit.normalize()}
        form = WeightForm(data, months=months.choices(opened, also=rule.active_from), initial=first)
        form.kind = rule.kind
        if rule.kind != RuleKind.CHANGE:
            del form.fields["limit"]
        return form

    def get(self, request, pk):
        rule = self.rule(pk)
        return self.show(rule, self.form(rule))

    def post(self, request, pk):
        rule, act = self.rule(pk), request.POST.get("act")
        if act == "undo":
            if self.tried(undo_rule, rule=rule):
                messages.success(request, "已撤销这处改动。")
            return redirect(RULES)
        form = self.form(rule, request.POST)
        if not form.is_valid():
            return self.show(rule, form, status=422)
        data = form.cleaned_data
        asked = {"rule": rule, "month": form.starts, "reason": data["reason"]}
        if act != "stop":
            asked |= {"level": data["level"], "limit": data.get("limit")}
        if not self.tried(stop_rule if act == "stop" else change_rule, **asked):
            return self.show(rule, form, status=409)
        messages.success(request, f"{months.label(form.starts)}起{'不再核对这条' if act == 'stop' else '按新的核对'}。")
        return redirect(RULES)

    def show(self, rule, form, status=200):
        book, opened = Book(), months.last_open()
        one = shown(rule, book, {item.code for item in book.items}, opened)
        context = self.context(
            ("核对关系", RULES), ("修改", None), title=one["text"], form=form, fields=list(form), back=RULES, verb="保存", one=one,
        )
        return render(self.request, "monthly/formdef/rule.html", context, status=status)
