"""One blank of a report: where its number comes from, what was typed, who answers for it; and the verbs on it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from orgwork.kit import figures, files
from orgwork.kit.paging import BadCursor, page_of
from orgwork.kit.periods import Period
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.figures import table_of
from orgwork.workreports import comparing, entries, hindrances, ledger, listing, pages, queries, taking, wording
from orgwork.workreports.ledgerforms import EntryForm
from orgwork.workreports.models import BasisFile, SlotState
from orgwork.workreports.services import entering, reminding
from orgwork.workreports.services.errors import Clash, Refused
from orgwork.workreports.views.base import ReportView, VerbView

TEXTS = "已沿用 {} 处文字，请逐处核对。"


class SlotView(ReportView):
    """The records that stood behind a number when it was taken: exactly those, as far as the viewer's scope goes."""

    def get(self, request, pk, no):
        report = self.ready(pk)
        value = self.value(report, no)
        sources = list(value.sources.all())
        asked = request.GET.get("source")
        source = next((s for s in sources if s.key == asked), sources[0] if sources else None)
        context = self.inside(
            report, value.name, value=value, chip=pages.CHIPS[value.state], entry=entries.of(report).get(value),
            value_period=Period.parse(value.period).label if value.period else "", change=change_of(value, report),
            lacking=ledger.missing(value) if value.is_missing else "", exact=exact_of(value), difference=difference(value, sources),
            sources=[self.source_line(report, value, s, s is source) for s in sources], may_edit=self.may_edit(report),
            records=self.records(value, source) if source else None,
        )  # fmt: skip
        return render(request, "workreports/slot.html", context)

    @staticmethod
    def source_line(report, value, source, current):
        return {
            "label": figures.get(source.key).name,
            "value": source.value.normalize(),
            "count": len(source.record_ids),
            "is_part": source.is_part,
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


def exact_of(value):
    """The exact number where the text says it more coarsely."""
    exact = "" if value.value is None else wording.exact(value.value, value.measure)
    return exact if exact != value.text else ""


def change_of(value, report):
    """{"last", "period", "change", "asks"} against last time; None where there is nothing to compare with."""
    change = comparing.change(value.value, value.last_value) if value.is_number else None
    if change is None:
        return None
    return {
        "last": wording.exact(value.last_value, value.measure),
        "period": Period.parse(value.last_period).label,
        "change": f"{'+' if change > 0 else ''}{wording.plain(change)}%",
        "asks": hindrances.moved_too_far(value, hindrances.change_limit(report)),
    }


def difference(value, sources):
    """How far a typed number is from what the records give; None where it stands alone."""
    recorded = taking.total(source.value for source in sources if not source.is_part)
    if value.state != SlotState.TYPED or recorded is None:
        return None
    delta = value.value - recorded
    return {"recorded": wording.plain(recorded), "delta": f"{'+' if delta > 0 else ''}{wording.plain(delta)}"}


class EntryView(ReportView):
    """手填: the form of one blank. What was typed stays on the page after every refusal."""

    action = "create"

    def get(self, request, pk, no):
        report, value, entry = self.found(pk, no)
        offer = next((offer.text for offer in queries.offers(report) if offer.no == value.no), "")
        form = EntryForm.of(value=value, report=report, entry=entry, offer=offer)
        return self.show(report, value, form, offer=offer)

    def post(self, request, pk, no):
        report, value, entry = self.found(pk, no)
        form = EntryForm(request.POST, request.FILES, value=value, report=report, entry=entry)
        if not form.is_valid():
            return self.show(report, value, form, status=422)
        try:
            entering.enter(report=report, no=value.no, given=form.given(), expected=form.expected(), by=request.user)
        except Clash as clash:
            return self.clashed(report, value, form, clash.current)
        except Problem as problem:
            form.put(problem)
            return self.show(report, value, form, status=422)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.show(report, value, form, status=422)
        messages.success(request, f"已保存“{value.name}”。")
        return redirect(pages.slot_url(report, value))

    def found(self, pk, no):
        report = self.ready(pk)
        value = self.value(report, no)
        return report, value, entries.of(report).get(value)

    def clashed(self, report, value, form, current):
        """The same input against what stands now: the next submit is a decision, not an accident."""
        data = form.data.copy()
        data["version"] = current.version if current else entering.NEW
        again = EntryForm(data, value=value, report=report, entry=current)
        conflict = {"who": current.updated_by, "when": current.updated_at, "rows": both(again, current)} if current else None
        return self.show(report, value, again, conflict=conflict, status=409)

    def show(self, report, value, form, *, conflict=None, offer="", status=200):
        title = f"{value.no} {value.name}"
        context = self.inside(
            report, title, value=value, form=form, conflict=conflict, offer=offer, fields=list(form.visible_fields()),
            cancel_url=pages.slot_url(report, value),
        )  # fmt: skip
        return render(self.request, "workreports/enter.html", context, status=status)


def both(form, current):
    """What each of the two wrote, field by field, where they differ."""
    theirs = {"value": "" if current.value is None else wording.plain(current.value), "text": current.text, "basis": current.basis,
              "explanation": current.explanation}  # fmt: skip
    mine = {name: form.data.get(name, "") for name in theirs if name in form.fields}
    return [{"label": form[n].label, "theirs": theirs[n], "mine": said} for n, said in mine.items() if theirs[n] != said]


class RemindView(VerbView):
    """催: whoever can help with the blank is told."""

    def act(self, report, no):
        done = reminding.remind(report=report, value=self.value(report, no), by=self.request.user)
        return self.back(report, no), said_of(done)

    def back(self, report, no):
        return f"/reports/{report.pk}/#lg" if self.request.POST.get("back") == "ledger" else f"/reports/{report.pk}/slots/{no}/"


def said_of(done) -> str:
    told = f"已催 {done.told} 人" if done.told else "今天已经催过"
    silent = f"；{'、'.join(done.silent)}没有在任的书记账号" if done.silent else ""
    return f"{told}{silent}。"


class BasisView(ReportView):
    """The document a typed number rests on."""

    def get(self, request, pk, no, file):
        return files.response(basis_of(self.ready(pk), file))


class BasisDropView(VerbView):
    def act(self, report, no, file):
        found = basis_of(report, file)
        name = found.name
        entering.drop_file(report=report, file=found, by=self.request.user)
        return self.back(report, no, file), f"已去掉《{name}》。"

    def back(self, report, no, file):
        return f"/reports/{report.pk}/slots/{no}/"


def basis_of(report, number):
    found = BasisFile.objects.filter(entry__report=report, pk=number).select_related("entry").first()
    if found is None:
        raise Http404
    return found


class TextsView(VerbView):
    """沿用: words of last year's report go where this one has none yet."""

    def act(self, report):
        count = entering.carry_over(report=report, by=self.request.user)
        return f"/reports/{report.pk}/?ledger=words#lg", TEXTS.format(count) if count else "没有可以沿用的文字。"
