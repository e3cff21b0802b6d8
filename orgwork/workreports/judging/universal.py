"""均, 全部, 都, 无一: sentences that leave no exception, and those that say of how many, tested over all records they speak of."""

from dataclasses import replace

from orgwork.workreports.wording import plain

from . import claims, truth
from .claims import Outcome
from .findings import ALL, ERROR, SAME, Finding, Offer, Verdict
from .rewriting import end, offers
from .scene import Scene
from .statements import Statement, counting, sweeping, universal

NAMED = 3


def check(scene: Scene) -> list[Verdict]:
    tester = Tester(scene)
    every, some, unknown = [], [], 0
    for clause in clauses(scene):
        statement = sweeping(clause, tester.known, scene)
        every += [tester.sweeping(statement)] if statement else []
        some += [tester.counting(found) for found in counting(clause, tester.known, scene)]
        unknown += bool(not statement and universal(clause) and clause.numbers())
    return [verdict(ALL, every, unknown), verdict(SAME, some)]


def clauses(scene):
    return [clause for p in scene.statements for sentence in p.sentences for clause in sentence.clauses()]


def verdict(kind, answers, unknown=0) -> Verdict:
    """`answers` are [] (true), [Finding] (false) or None (nobody can tell)."""
    tested = [answer for answer in answers if answer is not None]
    findings = tuple(finding for answer in tested for finding in answer)
    return Verdict(kind, len(tested), findings, unknown + len(answers) - len(tested) if kind == ALL else 0)


class Tester:
    """Tests statements of one report; a claim is asked once however many sentences make it."""

    def __init__(self, scene: Scene):
        self.scene, self.known, self._outcomes = scene, claims.all_claims(), {}

    def outcome(self, statement: Statement) -> Outcome | None:
        """None where the records may no longer be asked, or there are none."""
        limit = statement.limit.quantity.value if statement.limit else None
        asked = (statement.claim.key, limit, statement.within, statement.without)
        if self.scene.live and asked not in self._outcomes:
            self._outcomes[asked] = claims.outcome(
                statement.claim, scope=self.scene.scope, unit=self.scene.report.unit, period=self.scene.span(statement.claim.period_rule),
                limit=limit, within=statement.within, without=statement.without,
            )  # fmt: skip
        found = self._outcomes.get(asked)
        return found if found and found.whole else None

    def sweeping(self, statement):
        outcome = self.outcome(statement)
        if outcome is None:
            return None
        some = statement.is_some and statement.number.quantity.value != outcome.whole
        if outcome.is_true:
            return [] if some else miscounted(statement, outcome)
        return None if some else [false(statement, outcome, self.scene)]

    def counting(self, statement):
        """A number without 均 is how many it holds of, or does not hold of, or how many there are."""
        outcome = self.outcome(statement)
        if outcome is None or statement.is_some or statement.number.gap is not None:
            return None
        expected = outcome.whole if statement.is_whole else outcome.whole - outcome.ok if statement.is_denied else outcome.ok
        objection = truth.objection(statement.number.quantity, expected, self.scene.steps)
        return [counted(statement, objection, expected)] if objection else []


def false(statement, outcome, scene) -> Finding:
    claim = statement.claim
    others = f"{plain(outcome.whole - outcome.ok)}{claim.measure}"
    what = f"不到{plain(outcome.limit)}{claim.limit_unit}" if outcome.limit else claim.but
    names = "；".join(f"{lack.said}（{lack.reason}）" if lack.reason else lack.said for lack in outcome.lacks[:NAMED])
    more = f"等{outcome.lacking}处" if outcome.lacking > NAMED else ""
    whole = f"{plain(outcome.whole)}{claim.measure}{claim.noun}"
    lead = f"“{statement.word}”说的是没有例外。{whole}里有{others}{what}："
    made = finding(statement, "all.exception", f"{lead}{names}{more}。", outcome, offers(statement, outcome, scene))
    return replace(made, lead=lead)


def miscounted(statement, outcome):
    """The sentence is true of all, but says another number of them than there are."""
    number = statement.number
    if number is None or not statement.claim.counted or number.quantity.value == outcome.whole:
        return []
    whole = plain(outcome.whole)
    message = f"{statement.claim.noun}一共{whole}{statement.claim.measure}，这里写的是{number.text}。请核对，或重新取数。"
    return [finding(statement, "all.count", message, outcome, [instead(number, whole, statement.claim.measure)])]


def counted(statement, objection, expected) -> Finding:
    number, claim = statement.number, statement.claim
    shown = plain(expected)
    message = f"“{number.text}”：台账里是{shown}{claim.measure}{claim.noun}。{objection.reason}。"
    offered = [instead(number, shown, claim.measure)] if expected else []
    passage, quantity = number.passage, number.quantity
    sentence = passage.sentence_at(quantity.start).text.strip()
    place = {"line": passage.line, "start": quantity.start, "end": quantity.end}
    return Finding(objection.level, SAME, objection.code, sentence, message, claim.noun, offers=tuple(offered), **place)


def instead(number, text, measure) -> Offer:
    line = number.passage.replaced(number.quantity.start, number.quantity.end, text)
    return Offer(f"{text}{measure}", "按台账现在的数写", line)


def finding(statement, code, message, outcome, offered) -> Finding:
    span, passage, claim = statement.span, statement.span.passage, statement.claim
    start = span.start + len(span.text) - len(span.text.lstrip())
    place = {"line": passage.line, "start": start, "end": end(statement)}
    sentence = passage.sentence_at(span.start).text.strip()
    more = {"lacks": outcome.lacks, "lacking": outcome.lacking, "offers": tuple(offered)}
    return Finding(ERROR, ALL, code, sentence, message, claim.slot or claim.noun, **place, **more)
