"""措辞检查 of one report: all findings on one page, and what may be done about one: 采用, 写理由, 请社区更正."""

from django.contrib import messages
from django.shortcuts import redirect, render

from orgwork.kit.services import version_of
from orgwork.kit.values.problems import Problem
from orgwork.workreports import checks
from orgwork.workreports.judging.showing import Board, Shown
from orgwork.workreports.services import editing, waiving
from orgwork.workreports.services.editing import TextClash
from orgwork.workreports.services.errors import Refused
from orgwork.workreports.views.base import ReportView

CLASH = "正文刚被别人改过，没有采用。请看一看现在的样子再采用。"


class CheckView(ReportView):
    """Every finding of the report, in the order of its text."""

    def get(self, request, pk):
        report = self.ready(pk)
        may_edit = not report.is_final and report.is_ready and self.scope("create").covers(report.path)
        board = Board(report, checks.judge(report), may_edit=may_edit)
        context = self.scene(report, (report.title, f"/reports/{pk}/"), ("措辞检查", None), board=board, board_link=True)
        return render(request, "workreports/check.html", context)


class FindingView(ReportView):
    """A verb on one finding, named by its key: `act(report, key)` does it and says so. A refusal is said on the page it came from."""

    action = "create"

    def post(self, request, pk):
        report = self.ready(pk)
        try:
            said = self.act(report, request.POST.get("key", "")[:64])
        except (Refused, Problem) as refusal:
            messages.error(request, refusal.message)
        except TextClash:
            messages.error(request, CLASH)
        else:
            messages.success(request, said)
        return redirect(f"{self.back(report)}{self.anchor()}")

    def back(self, report):
        check = f"/reports/{report.pk}/check/"
        return check if self.request.POST.get("back") == "check" else f"/reports/{report.pk}/"

    def anchor(self):
        line = version_of(self.request.POST.get("line"))
        return f"#p{line}" if line else ""


class AdoptView(FindingView):
    """采用: the true wording takes the place of the false one."""

    def act(self, report, key):
        finding = waiving.found(report, key)
        offers = dict(Shown(finding).numbered)
        offer = offers.get(version_of(self.request.POST.get("offer")))
        if offer is None:
            raise Refused(waiving.GONE)
        version = version_of(self.request.POST.get("version"))
        editing.edit_text(
            report=report, by=self.request.user, version=version, line=finding.line, text=offer.line,
            reason=f"采用：{offer.text}"[:200],
        )  # fmt: skip
        return f"已改为“{offer.text}”。"


class WaiveView(FindingView):
    """写理由: the sentence stays, with the reason."""

    def act(self, report, key):
        waiving.waive(report=report, key=key, reason=self.request.POST.get("reason", ""), by=self.request.user)
        return "已写理由，原句保留。"


class UnwaiveView(FindingView):
    def act(self, report, key):
        waiving.unwaive(report=report, key=key, by=self.request.user)
        return "理由已撤回，这一句重新列入检查。"


class AskView(FindingView):
    """请社区更正: the secretary is told which record the sentence stumbles over."""

    def act(self, report, key):
        unit = self.request.POST.get("unit", "")[:40]
        name = waiving.ask_unit(report=report, key=key, unit=unit, by=self.request.user)
        return f"已请{name}核对。"
