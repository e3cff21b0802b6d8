"""Findings as pages show them: below their paragraph, underlined in it, and counted in the panel 措辞检查."""

from dataclasses import dataclass
from functools import cached_property

from .findings import Finding, Tally

FALSE, DOUBT = "false", "doubt"
ASKED = 6  # units that a finding offers to ask
NAMED = 6  # exceptions that a page names


@dataclass(frozen=True)
class Shown:
    """One finding on a page; `waiver` is the reason it stays with, None while it is open."""

    finding: Finding
    waiver: object = None

    def __getattr__(self, name):
        return getattr(self.finding, name)

    @property
    def tone(self) -> str:
        return "kept" if self.waiver else "" if self.finding.is_error else "mild"

    @property
    def named(self):
        return self.finding.lacks[:NAMED]

    @property
    def asked(self):
        """The units that may be asked to look at their records, each once."""
        return list({lack.unit: lack for lack in self.finding.lacks}.values())[:ASKED]

    @property
    def numbered(self):
        """[(number, offer)] of the offers that can be put into the text."""
        return [(at, offer) for at, offer in enumerate(self.finding.offers) if offer.line]

    @property
    def hints(self):
        return [offer for offer in self.finding.offers if not offer.line]


class Board:
    """The findings of one report for its page; `may_edit`: the viewer may change the draft."""

    def __init__(self, report, judgement, *, may_edit):
        self.report, self.judgement, self.may_edit = report, judgement, may_edit

    @cached_property
    def shown(self) -> list[Shown]:
        return [Shown(found, self.judgement.waiver(found)) for found in self.judgement.findings]

    @property
    def tallies(self) -> list[Tally]:
        return self.judgement.tallies

    @property
    def total(self) -> int:
        """How many places were tested."""
        return sum(tally.tested for tally in self.tallies)

    @property
    def errors(self) -> int:
        return len(self.judgement.blocking)

    @property
    def open(self) -> int:
        return len(self.judgement.open)

    def below(self, line) -> list[Shown]:
        return [shown for shown in self.shown if shown.line == line]

    def dress(self, paragraphs) -> list[dict]:
        """The paragraphs of a sheet ({line, runs}) with their findings, and their runs cut where a false stretch begins or ends."""
        for paragraph in paragraphs:
            mine = self.below(paragraph["line"])
            paragraph["findings"] = mine
            paragraph["runs"] = marked(paragraph["runs"], [(s.start, s.end, css_of(s)) for s in mine if not s.waiver])
        return paragraphs


def css_of(shown) -> str:
    return FALSE if shown.finding.is_error else DOUBT


def marked(runs, spans) -> list[dict]:
    """Runs ({text, …}) cut at the ends of the `spans`; each piece says under "mark" how it is underlined. A slot stays whole."""
    found, at = [], 0
    for run in runs:
        end = at + len(run["text"])
        edges = sorted({at, end, *(edge for start, stop, _css in spans for edge in (start, stop) if at < edge < end)})
        pieces = [(at, end)] if run.get("chip") else list(zip(edges, edges[1:], strict=False))
        found += [{**run, "text": run["text"][a - at : b - at], "mark": mark_of(a, b, spans)} for a, b in pieces]
        at = end
    return found


def mark_of(start, end, spans) -> str:
    over = {css for first, last, css in spans if first < end and start < last}
    return FALSE if FALSE in over else DOUBT if over else ""
