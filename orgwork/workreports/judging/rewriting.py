"""True wordings of a false sentence: 据实写数, and where there is a lowest value 保留“均”，按最小值取整."""

import re

from orgwork.workreports.wording import plain

from . import claims
from .claims import Outcome
from .findings import Offer
from .scene import Scene
from .statements import Statement

HONEST, LEAST = "据实写数", "保留“均”，按最小值取整"
MARKS = "，；：。！？ "


def offers(statement: Statement, outcome: Outcome, scene: Scene) -> list[Offer]:
    """Nothing is written as 0, so a claim that holds nowhere has no honest number."""
    claim, found = statement.claim, []
    if outcome.ok:
        words = {"whole": plain(outcome.whole), "ok": plain(outcome.ok), "limit": shown(outcome.limit)}
        found.append(offer(statement, claim.honest, words, slotted(statement, outcome, scene, words), HONEST))
    if outcome.least:
        words = {"whole": plain(outcome.whole), "ok": plain(outcome.whole), "limit": shown(outcome.least)}
        found.append(offer(statement, claim.least, words, words, LEAST))
    return found


def offer(statement, template, words, source, why) -> Offer:
    begun, ended = begin(statement, template), end(statement)
    lead = statement.span.text[: begun - statement.span.start].lstrip()
    line = statement.span.passage.replaced(begun, ended, template.format(**source))
    return Offer(lead + template.format(**words), why, line)


def shown(limit) -> str:
    return "" if limit is None else plain(limit)


def slotted(statement, outcome, scene, words) -> dict:
    """The same words with slots where a slot says the number: it moves with the data."""
    claim, found = statement.claim, dict(words)
    everywhere = not statement.within and not statement.without
    value = next((v for v in scene.values.values() if claim.slot and v.name == claim.slot), None)
    if everywhere and value is not None and value.value == outcome.ok and is_standard(statement, scene):
        found["ok"] = f"{{{{{claim.slot}}}}}"
    if statement.limit is not None and statement.limit.gap is not None:
        found["limit"] = f"{{{{{statement.limit.gap.name}}}}}"
    return found


def is_standard(statement, scene) -> bool:
    """Whether the sentence speaks of the limit that is set, which is the one the slot counts by."""
    return statement.limit is None or statement.limit.quantity.value == claims.limit_of(statement.claim, scene.on)


def begin(statement, template) -> int:
    """Where the sentence's own words about it begin: what stands before them stays."""
    span, claim = statement.span, statement.claim
    own = [re.escape(words) for words in (template.partition("{")[0], claim.noun) if words]
    places = [found.start() + span.start for found in re.finditer("|".join([*own, claim.subject]), span.text)]
    places += [statement.number.quantity.start] if statement.number else []
    return min(places, default=span.start)


def end(statement) -> int:
    """The end of the clause, without the mark behind it."""
    return statement.span.end - (len(statement.span.text) - len(statement.span.text.rstrip(MARKS)))
