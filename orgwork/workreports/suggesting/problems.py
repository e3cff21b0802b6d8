"""Part two: the weakest figures of a report's unit, with the evidence of each."""

from dataclasses import dataclass

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.kit import figures, params
from orgwork.kit.figures import Ask
from orgwork.workreports import spans, wording
from orgwork.workreports.models import Part

from . import registry, weighing
from .drafts import Draft, Evidence, figure_url, valued
from .registry import Weakness
from .weighing import NAMED, Measured, Weight

BELOW = {"district": "street", "street": "community"}
PERCENT = "%"

CUSTOM = {"source": "本区做法（可改）", "minimum": 1}
params.declare("workreports.weak_change", label="建议：比上年同期差多少算变差", default=5, unit="%", maximum=100, **CUSTOM)
params.declare("workreports.weak_lag", label="建议：比同级中间水平差多少算落后", default=30, unit="%", maximum=100, **CUSTOM)
params.declare("workreports.weak_most", label="建议：最多提出几个问题", default=6, unit="个", maximum=20, **CUSTOM)


@dataclass(frozen=True)
class View:
    """Whose report, for when, and as whom the records are seen."""

    unit: Unit
    period: object
    campaign_from: object
    scope: object

    def span(self, key):
        return spans.span(figures.get(key).period_rule, self.period, campaign_from=self.campaign_from)


def find(view: View) -> list[Draft]:
    """The weakest first. Statements: one for all values, and for each figure those of its parts, however many units there are."""
    on = view.period.end
    change, lag = (float(params.value(f"workreports.weak_{name}", on)) / 100 for name in ("change", "lag"))
    weighed = [(found, weighing.weigh(found, change=change, lag=lag)) for found in measured(view)]
    drafts = [draft(found, weight, view) for found, weight in weighed if weight.total > 0]
    return sorted(drafts, key=lambda d: (-d.weight, d.key))[: int(params.value("workreports.weak_most", on))]


def measured(view: View) -> list[Measured]:
    known = registry.weaknesses()
    now = {w.figure: Ask(w.figure, view.unit, view.span(w.figure)) for w in known}
    last = {key: Ask(key, view.unit, ask.period.last_year()) for key, ask in now.items()}
    values = figures.values_of([*now.values(), *last.values()], scope=view.scope)
    names = parts(view.unit)
    found = []
    for weakness in known:
        key = weakness.figure
        standard = params.value(weakness.standard, view.period.end) if weakness.standard else None
        peers = compared(weakness, view, names) if weakness.peers and names else ()
        found.append(Measured(weakness, values[now[key]], values[last[key]], standard, peers))
    return found


def parts(unit) -> dict:
    """{unit id: name} of the streets of a district or the communities of a street that are open."""
    level = BELOW.get(unit.level)
    return dict(Unit.objects.filter(paths.subtree(unit.path), level=level, closed_on=None).values_list("pk", "name")) if level else {}


def compared(weakness: Weakness, view: View, names) -> tuple:
    """((name, value), …) of the parts; what is counted is 0 where there is nothing, a rate is left out."""
    figure = figures.get(weakness.figure)
    asked = {"scope": view.scope, "unit": view.unit, "period": view.span(weakness.figure), "level": BELOW[view.unit.level]}
    values = figures.by_unit(weakness.figure, **asked)
    nothing = None if figure.aggregate in ("ratio", "last") else 0
    found = {name: values.get(pk, nothing) for pk, name in names.items()}
    return tuple((name, value) for name, value in sorted(found.items()) if value is not None)


def draft(found: Measured, weight: Weight, view: View) -> Draft:
    weakness, figure = found.weakness, figures.get(found.weakness.figure)
    said = f"{{{{{figure.name}}}}}" + ("" if figure.measure == PERCENT else figure.measure)
    clauses = [weakness.text, f"{figure.name}{'为' if figure.measure == PERCENT else ''}{said}"]
    if weight.fallen:
        clauses.append(f"{{{{{figure.name}:同比}}}}")
    if weight.short:
        below = "低于" if weakness.better == registry.HIGHER else "高于"
        clauses.append(f"{below}{wording.plain(found.standard)}{figure.measure}的要求")
    if weight.lagging:
        clauses.append(f"{some(weight.lagging)}差距较大")
    if found.value is None:
        clauses = [weakness.text]
    return Draft(Part.PROBLEM, f"problem:{weakness.figure}", "，".join(clauses), tuple(evidence(found, weight, view)), weight.total)


def some(names) -> str:
    """甲、乙、丙等5个单位."""
    listed = "、".join(names[:NAMED])
    return f"{listed}等{len(names)}个单位" if len(names) > NAMED else listed


def evidence(found: Measured, weight: Weight, view: View):
    key, figure = found.weakness.figure, figures.get(found.weakness.figure)
    period = view.span(key)
    value = "没有" if found.value is None else valued(key, found.value)
    last = f"上年同期 {valued(key, found.last)}" if found.last is not None else ""
    yield Evidence(figure.name, value, last, figure_url(key, view.unit, period))
    if weight.short:
        yield Evidence("要求", valued(key, found.standard), params.declared()[found.weakness.standard]["label"])
    for name in weight.lagging[:NAMED]:
        yield Evidence(name, valued(key, dict(found.peers)[name]), f"{len(found.peers)}个单位的中间水平以下")
