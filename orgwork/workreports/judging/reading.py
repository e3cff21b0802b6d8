"""The filled text of a report as the checks read it: passages, sentences, clauses, and where each place stands in the template."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from orgwork.workreports.document import HEAD, Block, Gap
from orgwork.workreports.gaps import TOKEN

from .quantities import Quantity, quantities

SENTENCE_END, CLAUSE_END = "。！？", "，；：。！？"


@dataclass(frozen=True)
class Piece:
    """A run of the filled text; `gap` is the slot that said it, None for the template's own words."""

    start: int
    end: int
    gap: Gap | None = None
    source: tuple[int, int] | None = None  # where it stands in the template line


@dataclass(frozen=True)
class Number:
    """A quantity of the text; `no` is the slot that said it, None for one that was written by hand."""

    quantity: Quantity
    passage: "Passage" = field(repr=False)
    gap: Gap | None = None

    @property
    def no(self):
        return self.gap.no if self.gap else None

    @property
    def text(self) -> str:
        """The number with its counting word, as it stands."""
        found = self.passage.text[self.quantity.start : self.quantity.end]
        return found if self.quantity.is_percent or found.endswith("以上") else found + self.quantity.unit


@dataclass(frozen=True)
class Span:
    """A stretch of a passage: a sentence or a clause."""

    passage: "Passage" = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def clauses(self) -> list["Span"]:
        return [Span(self.passage, *place) for place in cut(self.passage.text, self.start, self.end, CLAUSE_END)]

    def numbers(self) -> list[Number]:
        return [n for n in self.passage.numbers if self.start <= n.quantity.start < self.end]

    def before(self) -> "Span":
        """This clause together with the one before it in the same sentence."""
        sentence = self.passage.sentence_at(self.start)
        earlier = [clause for clause in sentence.clauses() if clause.end <= self.start]
        return Span(self.passage, earlier[-1].start if earlier else self.start, self.end)


@dataclass(frozen=True, eq=False)
class Passage:
    """One block of the report. `source` is its template line, "" where places cannot be traced back into it."""

    block: Block
    part: str
    text: str
    pieces: tuple[Piece, ...]
    source: str = ""

    @property
    def line(self) -> int:
        return self.block.line

    @property
    def has_body(self) -> bool:
        """Whether it is more than a heading: a heading may run on into its text."""
        return not self.block.level or any(run.tone != HEAD for run in self.block.runs)

    @cached_property
    def sentences(self) -> list[Span]:
        return [Span(self, *place) for place in cut(self.text, 0, len(self.text), SENTENCE_END)]

    @cached_property
    def numbers(self) -> list[Number]:
        return [Number(found, self, self.gap_of(found.start, found.end)) for found in quantities(self.text)]

    def sentence_at(self, place) -> Span:
        starts = [sentence.start for sentence in self.sentences]
        return self.sentences[max(bisect_right(starts, place) - 1, 0)]

    def gap_of(self, start, end) -> Gap | None:
        """The number slot that said this stretch."""
        touching = (piece.gap for piece in self.pieces if piece.gap and piece.start < end and start < piece.end)
        return next((gap for gap in touching if gap.slot is not None and gap.slot.is_number), None)

    def is_written(self, start, end) -> bool:
        """Whether the stretch is the template's own words, not a slot's."""
        return any(piece.gap is None and piece.start <= start and end <= piece.end for piece in self.pieces)

    def replaced(self, start, end, new) -> str:
        """The template line with `new` in the place of this stretch of the text; "" where it cannot be traced back."""
        if not self.source:
            return ""
        first, last = self.traced(start, at_end=False), self.traced(end, at_end=True)
        return self.source[:first] + new + self.source[last:]

    def source_of(self, start, end) -> str:
        """This stretch as the template writes it, with its slots; the text itself where it cannot be traced back."""
        if not self.source:
            return self.text[start:end]
        return self.source[self.traced(start, at_end=False) : self.traced(end, at_end=True)]

    def traced(self, place, *, at_end):
        """Where a place of the text stands in the template line; inside a slot it is the slot's beginning or end."""
        for piece in self.pieces:
            if piece.start <= place < piece.end or (at_end and place == piece.end):
                first, last = piece.source
                inside = piece.gap is not None or last - first != piece.end - piece.start
                return (last if at_end and place > piece.start else first) if inside else first + place - piece.start
        return self.pieces[-1].source[1] if self.pieces else len(self.source)


def cut(text, start, end, marks):
    """(start, end) of each stretch that ends with one of the `marks`; the mark belongs to it."""
    found, begun = [], start
    for mark in re.finditer(f"[{marks}]+[”’」』）)]*", text[start:end]):
        found.append((begun, start + mark.end()))
        begun = start + mark.end()
    return [*found, (begun, end)] if begun < end else found


def read(document, blocks, template_text) -> list[Passage]:
    """Passages of a document; `blocks` are its blocks filled, in the same order."""
    lines, part, found = template_text.splitlines(), "", []
    for block, filled in zip(document.blocks, blocks, strict=True):
        text = "".join(run.text for run in filled.runs)
        part = text if block.level == 1 else part
        source = lines[block.line - 1] if 0 < block.line <= len(lines) else ""
        found.append(passage(block, filled, part, text, source))
    return found


def passage(block, filled, part, text, source):
    pieces, at = [], 0
    for run, said in zip(block.runs, filled.runs, strict=True):
        pieces.append(Piece(at, at + len(said.text), run if isinstance(run, Gap) else None))
        at += len(said.text)
    traced = trace(pieces, text, source)
    return Passage(block, part, text, tuple(traced or pieces), source if traced else "")


def trace(pieces, text, source):
    """The same pieces with their places in the template line, cut where the template cuts; None where they do not match it."""
    slots, found, at = [piece for piece in pieces if piece.gap], [], 0
    for first, last, own in stretches(source):
        if own is None:
            if not slots:
                return None
            slot = slots.pop(0)
            found.append(Piece(slot.start, slot.end, slot.gap, (first, last)))
            at = slot.end
        else:
            found.append(Piece(at, at + len(own), None, (first, last)))
            at += len(own)
    whole = "".join(own for _first, _last, own in stretches(source) if own is not None)
    written = "".join(text[piece.start : piece.end] for piece in found if piece.gap is None)
    return found if not slots and at == len(text) and written == whole else None


def stretches(source):
    """(start, end, words) of a template line; words None for a slot. The backslash that makes a paragraph is left out."""
    start = len(source) - len(source.lstrip())
    stop = len(source.rstrip())
    start += 1 if re.match(r"\\(?![\\{])", source[start:]) else 0
    for token in TOKEN.finditer(source, start, stop):
        if start < token.start():
            yield start, token.start(), source[start : token.start()]
        yield token.start(), token.end(), None if token["slot"] is not None else token["escaped"] or token["open"]
        start = token.end()
    if start < stop:
        yield start, stop, source[start:stop]
