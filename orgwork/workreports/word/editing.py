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
    found, at = [], 0
    for part in paragraph.parts:
        end = at + len(part.text)
        touching = [edit for edit in edits if touches(edit, at, end)]
        if touching and not isinstance(part, Mark):
            found += spliced(part, at, touching)
        at = end
    return found


def touches(edit, at, end):
    return edit.start < end and edit.end > at if edit.end > edit.start else at <= edit.start < end


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
