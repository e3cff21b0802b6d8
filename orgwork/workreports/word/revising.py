"""A report's text was changed after its .docx was read: the same changes in the .docx, line for line and character for character."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from orgwork.workreports.word.editing import Edit, applied, splices
from orgwork.workreports.word.package import Package
from orgwork.workreports.word.paragraphs import Mark, Paragraph, paragraphs_of

OWN = re.compile(rb'<w:(?:bookmark|comment(?:Range)?)[A-Za-z]*\b[^>]*/>|\sw14:(?:paraId|textId)="[^"]*"')
SECTION = b"sectPr"


class Line(NamedTuple):
    """One line of the text: its paragraph, and the character of the paragraph at which it begins."""

    part: str
    paragraph: Paragraph
    at: int
    text: str


def revise(data: bytes, *, old: str, new: str) -> bytes:
    """The .docx whose text was `old` with the text `new`. A changed line keeps its runs; an added one looks like the line before it.

    Raises Problem.
    """
    if old == new:
        return data
    package = Package(data)
    lines = lines_of(package)
    edits, added = compared([line.text for line in lines], new.splitlines())
    changed = {}
    for name in package.texts:
        raw = package.entries[name].data
        mine = [(at, line) for at, line in enumerate(lines) if line.part == name]
        changes = [*rewritten(mine, edits), *inserted(raw, mine, added)]
        changed[name] = applied(raw, changes)
    return package.packed(changed)


def lines_of(package) -> list[Line]:
    found = []
    for name in package.texts:
        for paragraph in paragraphs_of(package.entries[name].data):
            at = 0
            for text in () if paragraph.spare else paragraph.text.split("\n"):
                found.append(Line(name, paragraph, at, text))
                at += len(text) + 1
    return found


def compared(old, new):
    """({line no: new text}, {line no: [lines added behind it]}): what changes `old` lines into `new` ones.

    An empty paragraph has no run that could carry text: what is to stand there is added behind it.
    """
    edits, added = {}, {}
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(b - a, d - c)
        for no, text in zip(range(a, a + both), new[c:d], strict=False):
            if old[no].strip():
                edits[no] = text
            else:
                added.setdefault(no, []).append(text)
        edits |= dict.fromkeys(range(a + both, b), "")
        if d - c > both:
            added.setdefault(max(a + both - 1, 0), []).extend(new[c + both : d])
    return edits, added


def rewritten(lines, edits):
    """Changes that give the lines in `edits` their new text; the lines of one paragraph go together."""
    by_paragraph = {}
    for at, line in lines:
        if at in edits:
            by_paragraph.setdefault(line.paragraph.start, (line.paragraph, []))[1].extend(changes_of(line, edits[at]))
    return [change for paragraph, found in by_paragraph.values() for change in splices(paragraph, found)]


def changes_of(line, text) -> list[Edit]:
    """What turns the line into `text`, character by character."""
    steps = SequenceMatcher(None, line.text, text, autojunk=False).get_opcodes()
    return [Edit(line.at + a, line.at + b, text[c:d]) for kind, a, b, c, d in steps if kind != "equal"]


def inserted(raw, lines, added):
    """Changes that put paragraphs for the lines of `added` behind theirs."""
    found = []
    for at, line in lines:
        new = [text for text in added.get(at, []) if text.strip()]
        model = next((have.paragraph for have in models(raw, lines, at)), None)
        if new and model:
            found.append((line.paragraph.end, line.paragraph.end, b"".join(copy(raw, model, text) for text in new)))
    return found


def models(raw, lines, at):
    """The lines whose paragraphs an added one may copy: plain ones with text, the nearest before it first, then those behind."""
    plain = [(no, line) for no, line in lines if is_plain(raw, line.paragraph)]
    before, behind = [line for no, line in plain if no <= at], [line for no, line in plain if no > at]
    return [*reversed(before), *behind]


def is_plain(raw, paragraph):
    inside = raw[paragraph.start : paragraph.end]
    broken = any(isinstance(part, Mark) for part in paragraph.parts)
    return bool(paragraph.text.strip()) and not broken and SECTION not in inside and inside.count(b"</w:p>") == 1


def copy(raw, paragraph, text) -> bytes:
    """The bytes of a paragraph that says `text` in the look of `paragraph`, without the marks that belong to it alone."""
    changes = splices(paragraph, [Edit(0, len(paragraph.text), text)])
    moved = [(start - paragraph.start, end - paragraph.start, new) for start, end, new in changes]
    return OWN.sub(b"", applied(raw[paragraph.start : paragraph.end], moved))
