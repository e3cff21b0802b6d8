"""改已通过的月报, and giving such a change up."""

from django.contrib import messages
from django.shortcuts import redirect

from ..services.amending import amend, give_up
from ..services.errors import Invalid, Refused
from .base import MonthlyPage


class AmendPage(MonthlyPage):
    action = "fill"
    http_method_names = ["post"]

    def post(self, request, pk):
        report = self.report(pk)
        try:
            messages.success(request, self.do(report))
        except (Refused, Invalid) as error:
            messages.error(request, error.message)
        return redirect(report.get_absolute_url())

    def do(self, report):
        amend(report=report, by=self.request.user, reason=self.request.POST.get("reason", ""))
        return "可以改了。改好要再提交、再审核；审核前汇总里先不计这份月报。"


class GiveUpPage(AmendPage):
    def do(self, report):
        give_up(report=report, by=self.request.user)
        return "已放弃改动，仍用上次通过的数。"
