"""措辞检查: every sentence of a report against its data. `judge` gives the findings, `blocking` those that keep it from being final."""

from dataclasses import dataclass
from functools import cached_property

from orgwork.kit import params
from orgwork.workreports import facts, filling, parsing, queries, wording
from orgwork.workreports.judging import marks, numbers, parts, reading, universal, words
from orgwork.workreports.judging.findings import KINDS, Finding, Tally, Verdict
from orgwork.workreports.judging.scene import Scene

CHECKS = (universal.check, numbers.check, parts.check, words.check, marks.check)


@dataclass(frozen=True)
class Judgement:
    """What the checks of one report gave; `waivers` are its Waivers by key: a sentence that stays with a reason blocks nothing."""

    verdicts: tuple[Verdict, ...]
    waivers: dict
    passages: tuple = ()

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding in the order of the text; one that is said twice of one place is there once."""
        found = {(f.line, f.start, f.key): f for verdict in self.verdicts for f in verdict.findings}
        return sorted(found.values(), key=lambda f: (f.line, f.start, f.end))

    def waiver(self, finding):
        return self.waivers.get(finding.key) if finding.holds else None

    @property
    def open(self) -> list[Finding]:
        """Findings that nobody has answered with a reason."""
        return [found for found in self.findings if not self.waiver(found)]

    @property
    def blocking(self) -> list[Finding]:
        return [found for found in self.open if found.is_error]

    def find(self, key) -> Finding | None:
        return next((found for found in self.findings if found.key == key), None)

    @property
    def tallies(self) -> list[Tally]:
        """One line a kind that had anything to test, in the order of the panel."""
        return [tally for kind in KINDS if (tally := self.tally(kind)).tested or tally.false or tally.kept or tally.untested]

    def tally(self, kind) -> Tally:
        mine = [found for found in self.findings if found.kind == kind]
        kept = sum(self.waiver(found) is not None for found in mine)
        verdicts = [verdict for verdict in self.verdicts if verdict.kind == kind]
        tested, untested = (sum(getattr(verdict, name) for verdict in verdicts) for name in ("tested", "untested"))
        return Tally(kind, tested, len(mine) - kept, kept, untested)


def judge(report, *, document=None, values=None) -> Judgement:
    """The Judgement of a report as it stands. `document` (parsed) and `values` (SlotValues by no) where they have been read already.

    A number of statements that does not depend on how long the text is or how many units there are.
    """
    document = document or parsing.parse(report.template_text)
    values = {value.no: value for value in queries.slots_of(report)} if values is None else values
    with params.remembered():
        scene = scene_of(report, document, values)
        verdicts = [verdict for check in CHECKS for verdict in check(scene)]
    verdicts += marks.template(scene, document)
    return Judgement(tuple(verdicts), {waiver.key: waiver for waiver in report.waivers.select_related("by")}, tuple(scene.passages))


def scene_of(report, document, values) -> Scene:
    steps = wording.steps_on(facts.cut_off(report))
    blocks = filling.filled(document, values, facts.context(report), steps)
    passages = reading.read(document, blocks, report.template_text)
    return Scene(report, passages, values, live=not report.is_final, steps=steps)


def blocking(report) -> list[Finding]:
    """What keeps the report from being made final: errors that nobody has given a reason for."""
    return judge(report).blocking
