"""建议 of a report: problems and next steps drawn from the data, proposals of the units; a person takes each or leaves it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from orgwork.accounts import paths
from orgwork.kit.periods import Period
from orgwork.kit.services import version_of
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.base import scoped
from orgwork.workreports.models import Answer, Part, Proposal, ProposalState, State
from orgwork.workreports.services import suggesting
from orgwork.workreports.services.editing import TextClash
from orgwork.workreports.services.errors import Refused
from orgwork.workreports.views.base import ReportView

CLASH = "正文刚被别人改过，没有写入。请再看一遍，再采用一次。"
STATES = {"choose": ProposalState.CHOSEN, "leave": ProposalState.LEFT, "again": ProposalState.GIVEN}
MOST = 200


def proposals_of(request, report):
    """The proposals of the report's year from its unit and below, as far as the viewer may see them."""
    year = Period.parse(report.period).end.year
    rows = scoped(request, "view", "proposals", Proposal.objects).filter(paths.subtree(report.path), year=year)
    return rows.select_related("unit").order_by("path", "pk")


class DeskView(ReportView):
    """What may go into parts two, three and four."""

    def get(self, request, pk):
        report = self.ready(pk)
        may_edit = self.may_edit(report) and report.state == State.DRAFT
        answered = {answer.key: answer for answer in report.suggestions.select_related("answered_by")}
        drafts = suggesting.drafts(report) if not report.is_final else []
        context = self.inside(
            report, "建议", may_edit=may_edit, **self.parts(drafts, answered), **self.proposals(report)
        )
        return render(request, "workreports/suggestions.html", context)

    @staticmethod
    def parts(drafts, answered):
        open_ = [draft for draft in drafts if draft.key not in answered]
        return {
            "problems": [draft for draft in open_ if draft.part == Part.PROBLEM],
            "steps": [draft for draft in open_ if draft.part == Part.STEP],
            "taken": [answer for answer in answered.values() if answer.answer == Answer.TAKEN],
            "left": [answer for answer in answered.values() if answer.answer == Answer.LEFT],
        }

    def proposals(self, report):
        rows = list(proposals_of(self.request, report)[:MOST])
        for row in rows:
            row.is_written = row.state == ProposalState.CHOSEN and suggesting.is_in(row, report.template_text)
        waiting = sum(row.state == ProposalState.CHOSEN and not row.is_written for row in rows)
        return {"proposals": rows, "waiting": waiting, "chosen": sum(row.state == ProposalState.CHOSEN for row in rows)}


class DeskVerb(ReportView):
    """A verb of the desk: `act(report)` does it and says so; what is refused is said there, and nothing is changed."""

    action = "create"

    def post(self, request, pk, **named):
        report = self.ready(pk)
        try:
            messages.success(request, self.act(report, **named))
        except (Refused, Problem) as refusal:
            messages.error(request, refusal.message)
        except TextClash:
            messages.error(request, CLASH)
        return redirect(f"/reports/{pk}/suggestions/{self.anchor}")

    anchor = ""

    @property
    def version(self):
        return version_of(self.request.POST.get("version"))


class AnswerView(DeskVerb):
    """采用, 不用, or 再看看 for one suggestion."""

    def act(self, report):
        data, by = self.request.POST, self.request.user
        key, said = data.get("key", "")[:100], data.get("act")
        if said == "take":
            suggesting.take(report=report, key=key, text=data.get("text", ""), version=self.version, by=by)
            return "已写进正文。"
        if said == "leave":
            suggesting.leave(report=report, key=key, by=by)
            return "这一条不用，可以在下面找回。"
        suggesting.reconsider(report=report, key=key, by=by)
        return "已放回待定。正文里写过的不动。"


class ChooseView(DeskVerb):
    """选用 or 不选用 one proposal of a unit."""

    anchor = "#proposals"

    def act(self, report, proposal):
        row = proposals_of(self.request, report).filter(pk=proposal).first()
        state = STATES.get(self.request.POST.get("act"))
        if row is None or state is None:
            raise Http404
        chosen = suggesting.choose(proposal=row, state=state, by=self.request.user)
        return f"“{chosen.topic}”：{chosen.get_state_display()}。"


class WriteView(DeskVerb):
    """The chosen proposals go into part four as 一是…；二是…."""

    anchor = "#proposals"

    def act(self, report):
        rows = list(proposals_of(self.request, report)[:MOST])
        count = suggesting.write_proposals(report=report, proposals=rows, version=self.version, by=self.request.user)
        return f"已写入 {count} 条。"
