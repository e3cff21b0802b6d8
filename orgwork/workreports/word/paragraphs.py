"""The paragraphs of a part: their text, and which bytes each character of it came from."""

import re
from dataclasses import dataclass, field

from orgwork.workreports.word.limits import refused
from orgwork.workreports.word.xml import walk

SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
SKIPPED = ("moveFrom", "del")
CONTENT = re.compile(rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
UNIT = re.compile(r"&(?:#(?P<ten>\d+)|#x(?P<hex>[0-9a-fA-F]+)|(?P<name>\w+));|\r\n|.", re.DOTALL)
NAMES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(frozen=True)
class Piece:
    """One w:t: its start tag begins at `tag`, its content lies from `start` to `end` of the part; `units` are (character, raw text)."""

    tag: int
    start: int
    end: int
    preserved: bool
    units: tuple

    @property
    def text(self):
        return "".join(character for character, _raw in self.units)


@dataclass(frozen=True)
class Mark:
    """A break or tab between pieces: a character of the text that has no w:t."""

    text: str


@dataclass
class Paragraph:
    """`parts` are Pieces and Marks in order; the whole lies from `start` to `end` of its part.

    A `spare` one stands in a fallback for old readers: it is filled as well, but read once only.
    """

    start: int
    spare: bool = False
    parts: list = field(default_factory=list)
    end: int = 0

    @property
    def text(self):
        return "".join(part.text for part in self.parts)


class Scanner:
    """Target of the parser: finds the paragraphs of `raw`; one inside another (a text box) is a paragraph of its own."""

    def __init__(self, raw):
        self.raw = raw
        self.found, self.open, self.text = [], [], None
        self.spare = self.skipped = 0

    def start(self, tag, attributes):
        name = local(tag)
        if tag == FALLBACK:
            self.spare += 1
        elif name in SKIPPED:
            self.skipped += 1
        elif name == "p":
            self.open.append(Paragraph(self.at(), bool(self.spare)))
            self.found.append(self.open[-1])
        elif self.open and not self.skipped and name in BREAKS:
            self.open[-1].parts.append(Mark(BREAKS[name]))
        elif self.open and not self.skipped and name == "t":
            self.text = (self.at(), attributes.get(PRESERVE) == "preserve")

    def data(self, _text):
        """Characters are read from the bytes themselves."""

    def end(self, tag):
        name = local(tag)
        if tag == FALLBACK:
            self.spare -= 1
        elif name in SKIPPED:
            self.skipped -= 1
        elif name == "p":
            self.open.pop().end = self.raw.index(b">", self.at()) + 1
        elif name == "t" and self.text:
            self.piece(self.at())
            self.text = None

    def piece(self, end):
        tag, preserved = self.text
        start = CONTENT.match(self.raw, tag + 1).end()
        if start <= end:  # an empty element ends where it begins
            self.open[-1].parts.append(Piece(tag, start, end, preserved, units(self.raw[start:end])))

    def close(self):
        return self.found


def local(tag):
    """The name of a word processing element; "" for any other."""
    return next((tag[len(space) :] for space in SPACES if tag.startswith(space)), "")


def units(content) -> tuple:
    """(character, raw text) of each character of a w:t."""
    if b"<" in content:  # a comment, a section or an element: no word processor writes them here
        raise refused("file.unsafe_xml")
    return tuple((character(unit), unit[0]) for unit in UNIT.finditer(content.decode()))


def character(unit):
    if unit["ten"] or unit["hex"]:
        return chr(int(unit["ten"] or unit["hex"], 10 if unit["ten"] else 16))
    if unit["name"]:
        return NAMES[unit["name"]]
    return " " if unit[0].splitlines() != [unit[0]] else unit[0]  # a line ends where its paragraph does


def paragraphs_of(raw) -> list[Paragraph]:
    """The paragraphs of a part in the order in which they begin. Raises Problem."""
    return walk(raw, Scanner(raw))
