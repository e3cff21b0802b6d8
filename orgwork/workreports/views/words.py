"""/reports/words/: the dated word list that every report is checked against."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from orgwork import menu
from orgwork.kit.values.problems import Problem
from orgwork.workreports.models import WordRule
from orgwork.workreports.services import wordlist
from orgwork.workreports.views.base import ReportView
from orgwork.workreports.wordforms import StopForm, WordRuleForm

ADDRESS = "/reports/words/"
BAD_DAY = "没有停用：请写一个日期，例如 2026-01-01。"

menu.add_setting("提法清单", "报告里不用的提法和常见错字，到日期起用", "text-spellcheck", ADDRESS, subject="reports:create", order=40)


class WordListView(ReportView):
    """The list and, for drafters, the form that adds to it."""

    def get(self, request):
        return self.show(WordRuleForm())

    def post(self, request):
        if not self.may("create"):
            raise Http404
        form = WordRuleForm(request.POST)
        rule = form.save_rule(by=request.user) if form.is_valid() else None
        if rule is None:
            return self.show(form, status=422)
        messages.success(request, f"已写入“{rule.wording}”，{rule.effective_from} 起用。")
        return redirect(ADDRESS)

    def show(self, form, status=200):
        today = timezone.localdate()
        rules = list(WordRule.objects.all())
        ended = [rule for rule in rules if rule.effective_to and rule.effective_to < today]
        title = "提法清单"
        context = self.page_context(
            (title, None), form=form, today=today, may_change=self.may("create"),
            rules=[rule for rule in rules if rule not in ended], ended=ended,
        )  # fmt: skip
        return render(self.request, "workreports/words.html", context, status=status)


class WordStopView(ReportView):
    action = "create"

    def post(self, request, pk):
        rule = WordRule.objects.filter(pk=pk).first()
        if rule is None:
            raise Http404
        form = StopForm(request.POST)
        if not form.is_valid():
            messages.error(request, BAD_DAY)
            return redirect(ADDRESS)
        try:
            wordlist.stop(rule=rule, on=form.cleaned_data["on"], by=request.user)
        except Problem as problem:
            messages.error(request, problem.message)
        else:
            messages.success(request, f"“{rule.wording}”用到 {form.cleaned_data['on']} 为止。")
        return redirect(ADDRESS)
