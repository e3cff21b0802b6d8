"""工作报告: the list, a new one, the sheet with its ledger, the file, and the frozen records behind one number."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from orgwork.jobs.models import State as JobState
from orgwork.kit import figures
from orgwork.kit.paging import BadCursor, page_of
from orgwork.kit.periods import Period
from orgwork.kit.views.figures import table_of
from orgwork.workreports import checks, editions, files, listing, pages, queries
from orgwork.workreports.forms import NewReportForm
from orgwork.workreports.services import drafting
from orgwork.workreports.views.base import ReportView

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
        fields = [form[name] for name in form.Meta.fields]
        context = self.page_context((title, None), title=title, form=form, fields=fields)
        return render(self.request, "workreports/new.html", context, status=status)


class DetailView(ReportView):
    def get(self, request, pk):
        report = self.report(pk)
        if not report.is_ready:
            job = drafting.job_of(report)
            failed = job is not None and job.state == JobState.FAILED
            return render(request, "workreports/composing.html", self.scene(report, job=job, failed=failed))
        return render(request, "workreports/detail.html", self.scene(report, **self.body(report)))

    def body(self, report):
        sheet = pages.Sheet(report)
        asked = self.request.GET.get("ledger")
        tab = asked if asked in (pages.OPEN, pages.ALL, pages.WORDS) else pages.OPEN
        return {
            "paragraphs": sheet.paragraphs(),
            "toc": sheet.toc(),
            "counts": pages.counts(sheet.values),
            "ledger": pages.ledger(report, sheet.values, tab),
            "ledger_tabs": pages.tabs(report, sheet.values, tab),
            "findings": checks.check(sheet.document, sheet.by_no),
            "may_revise": self.scope("create").covers(report.path),
            "may_download": self.may("export"),
        }


class ReviseView(ReportView):
    action = "create"

    def post(self, request, pk):
        report, _job = drafting.revise_report(report=self.report(pk), by=request.user)
        return redirect(f"/reports/{report.pk}/")


class DownloadView(ReportView):
    action = "export"

    def get(self, request, pk, edition="final"):
        report = self.ready(pk)
        if edition == "review":
            data, name = editions.review(report, queries.slots_of(report)), f"{report.title}（审核版）.docx"
        else:
            data, name = files.read(report.file_token, report.composed_revision), f"{report.title}.docx"
        response = HttpResponse(data, content_type=WORD)
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response


class SlotView(ReportView):
    """The records that stood behind a number when it was taken: exactly those, as far as the viewer's scope goes."""

    def get(self, request, pk, no):
        report = self.ready(pk)
        value = report.slots.filter(no=no).first()
        if value is None:
            raise Http404
        sources = list(value.sources.all())
        asked = request.GET.get("source")
        source = next((s for s in sources if s.key == asked), sources[0] if sources else None)
        context = self.scene(
            report,
            (report.title, f"/reports/{report.pk}/"),
            (value.name, None),
            value=value,
            chip=pages.CHIPS[value.state],
            unreviewed_text=f"{value.unreviewed} 条记录未审核",
            empty_text=f"{pages.why(value)}。有了记录以后重新取数，就会填上。",
            value_period=Period.parse(value.period).label if value.period else "",
            sources=[self.source_line(report, value, s, s is source) for s in sources],
            records=self.records(value, source) if source else None,
        )
        return render(request, "workreports/slot.html", context)

    @staticmethod
    def source_line(report, value, source, current):
        return {
            "label": figures.get(source.key).name,
            "value": source.value.normalize(),
            "count": len(source.record_ids),
            "url": f"{pages.slot_url(report, value)}?source={source.key}",
            "now_url": pages.figure_url(source.key, value),
            "current": current,
        }

    def records(self, value, source):
        scope = self.request.scope("view", "figures")
        rows = figures.listed(source.key, source.record_ids, scope=scope)
        table, ordering, register = table_of(rows.model)
        if register and not self.request.scope("view", register.key):
            return {"hidden": True}
        try:
            cursor = self.request.GET.get("cursor", "")[:400]
            page = page_of(rows, ordering=ordering, sources=table.sources, cursor=cursor)
        except BadCursor as error:
            raise Http404 from error
        return listing.records(page, table, source=source, frozen=len(source.record_ids))
