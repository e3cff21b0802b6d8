"""Reads of reports: their blanks with what stood behind them, and what earlier reports said."""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Subquery

from orgwork.accounts import paths
from orgwork.kit.periods import Period
from orgwork.workreports.models import (
    DocumentKind,
    SlotEntry,
    SlotSource,
    SlotState,
    SlotValue,
    State,
    Template,
    TemplateVersion,
    WorkReport,
)
from orgwork.workreports.slots import MORE

MANY = 50  # reports of a unit that are looked through for earlier words
LIGHT = SlotSource.objects.defer("record_ids", "record_versions")
OTHERS = (DocumentKind.STANDING, DocumentKind.BRIEF, DocumentKind.STREET)


def slots_of(report) -> list:
    """The SlotValues of the report's own text with their sources, but without the long lists of record ids."""
    return list(report.slots.filter(in_text=True).prefetch_related(Prefetch("sources", LIGHT)))


def extras_of(report) -> list:
    """The SlotValues that only other documents of the same figures use."""
    return list(report.slots.filter(in_text=False).prefetch_related(Prefetch("sources", LIGHT)))


def companions(report) -> list:
    """Newest ready versions of the templates for other documents: those in use of the report's unit and of the units above it."""
    above = Template.objects.filter(path__in=paths.ancestors(report.path), closed_at=None, kind__in=OTHERS)
    newest = TemplateVersion.objects.filter(template=OuterRef("pk"), ready=True).order_by("-number").values("pk")[:1]
    ids = above.annotate(newest=Subquery(newest)).values("newest")
    return list(TemplateVersion.objects.filter(pk__in=ids).select_related("template").order_by("template__path", "template_id"))


@dataclass(frozen=True)
class Offer:
    """Words that an earlier report had at a blank which this one still lacks."""

    no: int
    name: str
    text: str


def offers(report) -> list:
    """[Offer] from the unit's latest earlier report that had words of its own; [] without one."""
    start = Period.parse(report.period).start
    rows = WorkReport.objects.filter(unit=report.unit, entries__text__gt="").exclude(pk=report.pk).distinct().order_by("-id")
    before = [(Period.parse(period).end, pk) for pk, period in rows.values_list("pk", "period")[:MANY]]
    earlier = max((pair for pair in before if pair[0] < start), default=None)
    if earlier is None:
        return []
    words = dict(SlotEntry.objects.filter(report=earlier[1], text__gt="", no__lt=MORE).values_list("no", "text"))
    lacking = report.slots.filter(is_number=False, state=SlotState.MISSING, no__in=words)
    return [Offer(no, name, words[no]) for no, name in lacking.values_list("no", "name")]


def finals_of_last_year(report):
    """Final reports of the same unit for the same span a year earlier, the newest edition first."""
    period = Period.parse(report.period).last_year().text
    return WorkReport.objects.filter(unit=report.unit, period=period, state=State.FINAL).order_by("-finalised_at")


def last_final(report) -> WorkReport | None:
    return finals_of_last_year(report).first()


def last_year(report) -> dict:
    """{name: (value, period)} of the numbers of last year's report of the same unit, as it was printed; {} without one."""
    final = finals_of_last_year(report).values("pk")[:1]
    rows = SlotValue.objects.filter(report=final, is_number=True, value__isnull=False)
    return {name: (value, span) for name, value, span in rows.values_list("name", "value", "period")}
