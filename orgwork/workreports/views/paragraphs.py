"""One paragraph of a draft: its words with their slots, how they read filled, and 409 with both texts where somebody was faster."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from orgwork.kit.services import version_of
from orgwork.kit.values.problems import Problem
from orgwork.workreports import checks, parsing
from orgwork.workreports.judging.showing import Board
from orgwork.workreports.models import State
from orgwork.workreports.services import editing
from orgwork.workreports.services.editing import TextClash
from orgwork.workreports.services.errors import Refused
from orgwork.workreports.views.base import ReportView
from orgwork.workreports.vocabulary import Vocabulary

SAVE, ADD, DROP, PREVIEW = "save", "add", "drop", "preview"
LONGEST = 4000


class ParagraphView(ReportView):
    action = "create"

    def get(self, request, pk, line):
        report = self.draft(pk)
        return self.show(report, line, self.text_at(report, line), report.text_version)

    def post(self, request, pk, line):
        report = self.draft(pk)
        text, version = request.POST.get("text", ""), version_of(request.POST.get("version"))
        act = request.POST.get("act", SAVE)
        if act == PREVIEW:
            return self.show(report, line, text, version)
        try:
            said = self.write(act, report, line, text, version)
        except TextClash as clash:
            return self.show(report, line, text, clash.version, theirs=clash.current, status=409)
        except (Refused, Problem) as refusal:
            return self.show(report, line, text, version, error=refusal.message, status=422)
        messages.success(request, said)
        return redirect(f"/reports/{pk}/#p{line}")

    def write(self, act, report, line, text, version) -> str:
        given = {"report": report, "by": self.request.user, "version": version}
        if act == DROP:
            editing.drop_text(line=line, **given)
            return "这一段已删去。"
        if act == ADD:
            editing.add_text(after=line, text=text, **given)
            return "已加一段。"
        editing.edit_text(line=line, text=text, **given)
        return "已保存。"

    def draft(self, pk):
        report = self.ready(pk)
        if report.state != State.DRAFT:
            raise Http404
        return report

    def text_at(self, report, line):
        lines = report.template_text.splitlines()
        if not 0 < line <= len(lines):
            raise Http404
        return lines[line - 1]

    def show(self, report, line, text, version, *, theirs=None, error="", status=200):
        context = self.scene(
            report, (report.title, f"/reports/{report.pk}/"), ("改一段", None),
            line=line, text=text, version=version, theirs=theirs, error=error, names=Vocabulary().names(),
            **self.preview(report, line, text),
        )  # fmt: skip
        return render(self.request, "workreports/paragraph.html", context, status=status)

    def preview(self, report, line, text):
        """How the whole report would read with this paragraph, as far as this paragraph goes: its words filled, what the checks say."""
        lines = report.template_text.splitlines()
        new = [part.strip() for part in text.splitlines() if part.strip()]
        if 0 < line <= len(lines):
            lines[line - 1 : line] = new
        report.template_text = "\n".join(lines)
        judgement = checks.judge(report, document=parsing.parse(report.template_text))
        board = Board(report, judgement, may_edit=False)
        mine = range(line, line + max(len(new), 1))
        filled = [passage.text for passage in judgement.passages if passage.line in mine]
        return {"board": board, "filled": filled, "findings": [shown for shown in board.shown if shown.line in mine]}


class ParagraphPreviewView(ParagraphView):
    """The preview alone, for the page that draws it anew while one types."""

    def get(self, request, pk, line):
        raise Http404

    def post(self, request, pk, line):
        report = self.draft(pk)
        context = {"report": report, **self.preview(report, line, request.POST.get("text", "")[:LONGEST])}
        return render(request, "workreports/_paragraph.html", context)
