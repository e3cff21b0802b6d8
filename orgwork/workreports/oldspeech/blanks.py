"""Where the × of a text stand, and the words around each."""

import re
from dataclasses import dataclass

BLANK = re.compile(r"(?<!\d)[×╳✕✖]+|[×╳✕✖]+(?!\d)")  # between two digits it is a sign of arithmetic
SENTENCE = re.compile(r"[。；！？\n]")
CLAUSE = re.compile(r"[，。；：！？\n]")
CLOSING = "”’》）"
HINT_LENGTH = 12


@dataclass(frozen=True)
class Blank:
    """`at` and `end` bound the × in the text; `left` and `right` are the rest of its sentence, `near` what its clause says before it."""

    at: int
    end: int
    line: int
    left: str
    right: str

    @property
    def near_left(self):
        return CLAUSE.split(self.left)[-1]

    @property
    def near_right(self):
        return CLAUSE.split(self.right)[0]

    @property
    def sentence(self):
        return f"{self.left}×{self.right}"


def blanks_of(text) -> list[Blank]:
    return [blank(text, found.start(), found.end()) for found in BLANK.finditer(text)]


def blank(text, at, end):
    start, stop = bounds(text, at, end)
    return Blank(at, end, text.count("\n", 0, at) + 1, text[start:at], text[end:stop].rstrip("\n"))


def bounds(text, at, end):
    """Where the sentence around [at, end) begins and ends; its full stop and closing quotes belong to it."""
    before = [found.end() for found in SENTENCE.finditer(text, 0, at)]
    behind = SENTENCE.search(text, end)
    stop = behind.end() if behind else len(text)
    while behind and text[stop : stop + 1] in CLOSING and text[stop : stop + 1]:
        stop += 1
    start = before[-1] if before else 0
    while text[start : start + 1] and text[start] in CLOSING and start < at:
        start += 1
    return start, stop


def paragraph(text, at) -> str:
    """The whole line that `at` stands in."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    return text[start : stop if stop >= 0 else len(text)]
