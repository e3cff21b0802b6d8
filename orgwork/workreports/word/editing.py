"""Replacing characters of a paragraph: the formatting of the run where they begin carries what takes their place."""

from dataclasses import dataclass

from orgwork.workreports.docx import xml
from orgwork.workreports.word.paragraphs import Mark

SPACE = b' xml:space="preserve"'


@dataclass(frozen=True)
class Edit:
    """The characters from `start` to `end` of a paragraph's text give way to `text`."""

    start: int
    end: int
    text: str


def splices(paragraph, edits) -> list[tuple[int, int, bytes]]:
    """(start, end, bytes) to put into the paragraph's part. Only pieces that an edit touches are written anew."""
    found, pieces = [], placed(paragraph)
    ends = {at + len(piece.units) for piece, at in pieces if piece.units}
    for piece, at in pieces:
        touching = [edit for edit in edits if touches(edit, at, len(piece.units), first=at not in ends)]
        if touching:
            found += spliced(piece, at, touching)
    return found


def placed(paragraph):
    """[(piece, character of the paragraph at which it begins)]."""
    found, at = [], 0
    for part in paragraph.parts:
        if not isinstance(part, Mark):
            found.append((part, at))
        at += len(part.text)
    return found


def touches(edit, at, length, *, first):
    """Whether an edit changes the piece of `length` characters at `at`; what is only put in goes with the character before it.

    `first` says that no piece ends where this one begins: it takes what is put in at its beginning.
    """
    if edit.end > edit.start:
        return edit.start < at + length and edit.end > at
    return at < edit.start <= at + length or (first and edit.start == at)


def spliced(piece, at, edits):
    """The new content of a piece whose text begins at character `at` of its paragraph."""
    kept, done = [], 0
    for edit in edits:
        first, last = max(edit.start - at, 0), min(edit.end - at, len(piece.units))
        kept.append(raw(piece.units[done:first]))
        if edit.start >= at:
            kept.append(xml.text(edit.text))
        done = max(first, last)
    content = "".join([*kept, raw(piece.units[done:])])
    return [*spaced(piece, content), (piece.start, piece.end, content.encode())]


def raw(units):
    return "".join(text for _character, text in units)


def spaced(piece, content):
    """Without the attribute a word processor drops spaces at either end; a piece that begins or ends with one now gets it."""
    if piece.preserved or content == content.strip():
        return []
    return [(piece.start - 1, piece.start - 1, SPACE)]


def applied(data: bytes, changes) -> bytes:
    """`data` with every (start, end, bytes) of `changes` in its place."""
    found, at = [], 0
    for start, end, new in sorted(changes):
        found += [data[at:start], new]
        at = end
    return b"".join([*found, data[at:]])
