"""Part three: what is open, and what a claim does not hold of, as work to be done."""

from orgwork.kit import figures
from orgwork.kit.figures import Ask
from orgwork.workreports import wording
from orgwork.workreports.judging import claims
from orgwork.workreports.models import Part

from . import registry
from .drafts import Draft, Evidence, figure_url, valued
from .problems import View

NAMED = 3


def find(view: View) -> list[Draft]:
    return [*open_work(view), *remedies(view)]


def open_work(view: View) -> list[Draft]:
    """One draft for each figure of open work that is not 0; one statement."""
    known = registry.works()
    asks = {work.figure: Ask(work.figure, view.unit, view.span(work.figure)) for work in known}
    values = figures.values_of(asks.values(), scope=view.scope) if asks else {}
    return [opened(work, values[asks[work.figure]], asks[work.figure].period, view) for work in known if values[asks[work.figure]]]


def opened(work, value, period, view) -> Draft:
    figure = figures.get(work.figure)
    line = Evidence(figure.name, valued(work.figure, value), period.label, figure_url(work.figure, view.unit, period))
    return Draft(Part.STEP, f"work:{work.figure}", work.text, (line,))


def remedies(view: View) -> list[Draft]:
    known = {claim.key: claim for claim in claims.all_claims()}
    tested = [(r, known[r.claim], outcome(known[r.claim], view)) for r in registry.remedies() if r.claim in known]
    return [mended(remedy, claim, found) for remedy, claim, found in tested if found.lacking]


def outcome(claim, view):
    period = view.span(claim.base)
    return claims.outcome(claim, scope=view.scope, unit=view.unit, period=period)


def mended(remedy, claim, found) -> Draft:
    names = list(dict.fromkeys(lack.name for lack in found.lacks))
    more = f"等{found.lacking}{claim.measure}{claim.noun}" if found.lacking > NAMED else ""
    listed = "、".join(names[:NAMED]) + more
    limit = "" if found.limit is None else wording.plain(found.limit)
    text = remedy.text.format(names=listed, count=found.lacking, limit=limit)
    lines = tuple(Evidence(lack.name, lack.value or claim.but, lack.reason, lack.url) for lack in found.lacks[:NAMED])
    return Draft(Part.STEP, f"remedy:{remedy.claim}", text, lines)
