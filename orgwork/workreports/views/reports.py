"""工作报告: the list, a new one, the sheet with its ledger, and the file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from orgwork.jobs.models import State as JobState
from orgwork.kit.paging import BadCursor, page_of
from orgwork.workreports import editions, entries, hindrances, listing, pages, queries
from orgwork.workreports.forms import NewReportForm
from orgwork.workreports.ledger import Ledger
from orgwork.workreports.services import drafting
from orgwork.workreports.templates import queries as templates
from orgwork.workreports.views.base import ReportView, VerbView
from orgwork.workreports.views.freezing import frozen_page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ListView(ReportView):
    def get(self, request):
        try:
            page = page_of(
                self.rows(),
                ordering=listing.ORDERING,
                sources=listing.TABLE.sources,
                cursor=request.GET.get("cursor", "")[:400],
            )
        except BadCursor as error:
            raise Http404 from error
        context = self.page_context(may_create=self.may("create"), **listing.shown(page))
        return render(request, "workreports/list.html", context)


class NewView(ReportView):
    action = "create"

    def get(self, request):
        initial = {"period": str(timezone.localdate().year), "unit": self.first_unit()}
        return self.show(NewReportForm(scope=self.scope(), initial=initial))

    def first_unit(self):
        return next((post.unit.pk for post in self.request.posts), None)

    def post(self, request):
        form = NewReportForm(request.POST, scope=self.scope())
        if not form.is_valid():
            return self.show(form, status=422)
        report, _job = drafting.start_report(by=request.user, **form.answers())
        return redirect(f"/reports/{report.pk}/")

    def show(self, form, status=200):
        title = "新建报告"
        fields = [form[name] for name in form.SHOWN]
        context = self.page_context((title, None), title=title, form=form, fields=fields)
        return render(self.request, "workreports/new.html", context, status=status)


class DetailView(ReportView):
    """A draft's sheet with its ledger; a final report's seal with what moved since, or its sheet by ?view=review|final."""

    def get(self, request, pk):
        report = self.report(pk)
        if not report.is_ready:
            job = drafting.job_of(report)
            failed = job is not None and job.state == JobState.FAILED
            return render(request, "workreports/composing.html", self.scene(report, job=job, failed=failed))
        view = request.GET.get("view")
        if report.is_final and view not in (pages.REVIEW, pages.FINAL):
            return frozen_page(self, report)
        return render(request, "workreports/detail.html", self.scene(report, **self.body(report, view == pages.FINAL)))

    def body(self, report, clean):
        sheet = pages.Sheet(report, clean=clean, may_edit=self.may_edit(report))
        typed, judgement = entries.of(report), sheet.board.judgement
        found = [] if report.is_final else hindrances.of(report, sheet.values, typed=typed, judgement=judgement)
        ledger = Ledger(report, sheet.values, typed=typed, judgement=judgement, found=found)
        tab = ledger.tab(self.request.GET.get("ledger"))
        return {
            "paragraphs": sheet.paragraphs(), "toc": sheet.toc(), "board": sheet.board, "clean": clean,
            "counts": ledger.counts(), "ledger": ledger.lines(tab), "ledger_tabs": ledger.tabs(tab),
            "hindrances": found, "blocked": bool(hindrances.blocking(found)),
            "may_revise": self.may_edit(report), "may_download": self.may("export"),
            "newer": templates.newer(report) if self.may_edit(report) else None,
            "may_finalise": self.may_finalise(report), "is_own": report.created_by_id == self.request.user.pk,
            "offers": queries.offers(report) if tab == "words" and self.may_edit(report) else [],
        }  # fmt: skip

    def may_finalise(self, report) -> bool:
        return not report.is_final and self.scope("finalise").covers(report.path)


class ReviseView(VerbView):
    def post(self, request, pk):
        return super().post(request, pk)

    def ready(self, pk):
        """A report whose first composition failed may be taken again too."""
        return self.report(pk)

    def act(self, report):
        revised, _job = drafting.revise_report(report=report, by=self.request.user, version=self.newer(report))
        return f"/reports/{revised.pk}/", ""

    def newer(self, report):
        """The newer version of its template that the drafter wants the text of; None where he wants the numbers only."""
        asked = self.request.POST.get("version")
        found = templates.newer(report) if asked else None
        if asked and (found is None or str(found.pk) != asked):
            raise Http404
        return found


class DownloadView(ReportView):
    action = "export"

    def get(self, request, pk, edition="final"):
        report = self.ready(pk)
        if edition == "review":
            return word(editions.review(report, queries.slots_of(report)), f"{report.title}（审核版）.docx")
        with_table = request.GET.get("table") == "1"
        name = f"{report.title}{'（附数据表）' if with_table else ''}.docx"
        return word(editions.final(report, with_table=with_table), name)


def word(data, name):
    """A .docx as a download."""
    response = HttpResponse(data, content_type=WORD)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
