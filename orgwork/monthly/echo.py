"""去向: after a work report is 定稿, in which of its blanks the records and cells of a community stand, and how much of each is theirs."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import CharField, DecimalField, F, Func, Subquery, TextField, Value
from django.db.models.functions import Cast

from orgwork.accounts import paths
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.workreports.models import SlotSource, State, WorkReport

from .numbers import plain

FEW = 6
NEWEST = 3
NUMBER = DecimalField(max_digits=20, decimal_places=4)
TOTALS = {"distinct": "NULLIF(count(DISTINCT own.v), 0)", "sum": "sum(own.v)", "last": "sum(own.v)"}
COUNTED = "NULLIF(count(*), 0)"


class Share(Func):
    """What the records in an array that are also in a subquery of (t, v) come to: Share(F("record_ids"), Subquery(…), total=…)."""

    template = "(SELECT %(total)s FROM unnest(%(expressions)s AS own ON own.t = one.x)"
    arg_joiner = ") AS one(x) JOIN "
    output_field = NUMBER


@dataclass(frozen=True)
class Echo:
    """One blank of an issued report and the community's part of it."""

    report: WorkReport
    slot: object
    mine: Decimal
    counted: bool
    url: str

    @property
    def share(self):
        """12 条, or the number of records where the blank is a rate."""
        return f"{plain(self.mine)} {self.slot.measure}".strip() if self.counted else f"{plain(self.mine)} 条记录"

    @property
    def whole(self):
        return f"{self.slot.value.normalize():,f} {self.slot.measure}".strip() if self.counted and self.slot.value is not None else ""


def of_viewer(request):
    """[Echo] of the communities whose months the viewer fills in; four statements at most."""
    return _echoes(request.scope("fill", "monthly"), request.scope("view", "reports"))


def of_report(report, request):
    """[Echo] of one month's community in the issued reports whose period holds that month."""
    found = _echoes(Scope.of([report.path]), request.scope("view", "reports"))
    return [e for e in found if Period.parse(e.report.period).start <= report.first_day <= Period.parse(e.report.period).end]


def _echoes(scope, visible):
    finals = _finals(scope)
    if not finals:
        return []
    rows = SlotSource.objects.filter(slot__report__in=finals).exclude(record_ids=[]).select_related("slot")
    sources = list(rows.only("key", "slot__report_id", "slot__no", "slot__name", "slot__measure", "slot__value", "slot__key"))
    shares = _shares(sources, scope)
    reports, found = {report.pk: report for report in finals}, {}
    for source in sources:
        if mine := shares.get(source.pk):
            found.setdefault(source.slot_id, []).append((source, mine))
    return sorted((_echo(reports, parts, visible) for parts in found.values()), key=lambda e: (-e.report.pk, e.slot.no))


def _finals(scope):
    """The newest issued reports of the units above, each in its last edition."""
    above = {place for path in scope.paths for place in paths.ancestors(path)}
    rows = WorkReport.objects.filter(path__in=above, state=State.FINAL).exclude(next_ones__state=State.FINAL)
    return list(rows.defer("template_text").order_by("-finalised_at", "-pk")[:NEWEST])


def _echo(reports, parts, visible):
    source, _mine = parts[0]
    report = reports[source.slot.report_id]
    url = f"/reports/{report.pk}/" if visible.covers(report.path) else ""
    return Echo(report, source.slot, sum(mine for _source, mine in parts), _figure(source.key).aggregate != "ratio", url)


def _figure(key):
    """The figure, or None where the item it counted is gone."""
    try:
        return figures.get(key)
    except KeyError:
        return None


def _shares(sources, scope):
    """{source pk: what of it lies within `scope`}; one statement, a select for each kind of figure."""
    kinds = {}
    for source in sources:
        if kind := _kind(_figure(source.key)):
            kinds.setdefault(kind, []).append(source.pk)
    selects = [_select(kind, keys, scope) for kind, keys in kinds.items()]
    if not selects:
        return {}
    first, *others = selects
    return dict(first.union(*others, all=True)) if others else dict(first)


def _kind(figure):
    """(model, aggregate, field) by which a figure's records are added up; a rate opens to those below its line."""
    if figure is None:
        return None
    if figure.aggregate == "ratio":
        over = _kind(_figure(figure.over))
        return over and (over[0], "count", "")
    return figure.model, figure.aggregate, figure.value_field


def _select(kind, keys, scope):
    model, aggregate, column = kind
    value = {"distinct": Cast(column, TextField()), "count": Value("", CharField())}.get(aggregate) or Cast(column, NUMBER)
    rows = getattr(model, "everything", model.objects).filter(scope.q()).order_by()
    own = Subquery(rows.annotate(t=Cast("pk", TextField()), v=value).values("t", "v"), output_field=TextField())
    share = Share(F("record_ids"), own, total=TOTALS.get(aggregate, COUNTED))
    return SlotSource.objects.filter(pk__in=keys).order_by().annotate(mine=Cast(share, NUMBER)).values_list("pk", "mine")
