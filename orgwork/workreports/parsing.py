"""Template text → document tree.

The text looks like the report: its own numbering (一、（一）1.（1）) makes the headings, `{{名称:形式}}` the slots,
`{{每条 名单}}…{{完}}` a sentence for each record of a list.
Nothing in it is ever evaluated: a name is looked up (vocabulary.py) or reported with the names near it.
A backslash takes the meaning from the sign behind it: `\\{{` prints two braces, and a line that begins with `\\` is an
ordinary paragraph.
"""

import re
from dataclasses import replace

from orgwork.workreports.document import (
    BYLINE,
    HEAD,
    PARAGRAPH,
    PLAIN,
    SALUTATION,
    STRONG,
    SUBTITLE,
    TITLE,
    Block,
    Document,
    Text,
)
from orgwork.workreports.gaps import Reader, joined

NUMERALS = "一二三四五六七八九十"
HEADING_MARKS = (
    ("h1", re.compile(rf"[{NUMERALS}]{{1,3}}、")),
    ("h2", re.compile(rf"（[{NUMERALS}]{{1,3}}）")),
    ("h3", re.compile(r"\d{1,2}\.(?!\d)")),
    ("h4", re.compile(r"（\d{1,2}）")),
)
LEAD = re.compile(rf"(?:^|(?<=[。；]))[{NUMERALS}]{{1,2}}是[^。；]{{2,40}}。")
FULL_STOP = "。"


def heading_kind(line):
    return next((kind for kind, mark in HEADING_MARKS if mark.match(line)), PARAGRAPH)


def headed(runs):
    """A heading alone on its line is heading throughout; one that runs on ends at its first full stop."""
    toned = []
    for at, run in enumerate(runs):
        if isinstance(run, Text) and FULL_STOP in run.text:
            lead, _, rest = run.text.partition(FULL_STOP)
            return joined([*toned, Text(lead + FULL_STOP, HEAD), *led([Text(rest), *runs[at + 1 :]])])
        toned.append(replace(run, tone=HEAD))
    return toned


def led(runs):
    """一是…。 opening a sentence, with more behind it, is the lead of what follows."""
    whole = sum(len(run.text) for run in runs if isinstance(run, Text))
    toned = []
    for run in runs:
        toned += split_leads(run, whole) if isinstance(run, Text) else [run]
    return joined(toned)


def split_leads(run, whole):
    parts, at = [], 0
    for lead in LEAD.finditer(run.text):
        if len(lead[0]) < whole:
            parts += [Text(run.text[at : lead.start()], run.tone), Text(lead[0], STRONG)]
            at = lead.end()
    return [*parts, Text(run.text[at:], PLAIN)]


def opening(lines):
    """Kinds of the lines before the body: title lines, ——subtitle, （byline）, salutation："""
    kinds = {}
    for at, (number, line) in enumerate(lines):
        if heading_kind(line) != PARAGRAPH:
            break
        kinds[number] = opening_kind(line, first=at == 0, seen=kinds.values())
        if kinds[number] in (SALUTATION, PARAGRAPH):
            break
    return kinds


def opening_kind(line, *, first, seen):
    if line.startswith("——"):
        return SUBTITLE
    if line.startswith("（") and line.endswith("）"):
        return BYLINE
    if line.endswith("："):
        return SALUTATION
    body = line.startswith("\\") or FULL_STOP in line
    return TITLE if first or (set(seen) == {TITLE} and not body) else PARAGRAPH


def block(reader, kind, number, line):
    escaped = kind == PARAGRAPH and re.match(r"\\(?![\\{])", line)
    runs = reader.runs(line[1:] if escaped else line, number)
    if kind.startswith("h"):
        runs = headed(runs)
    elif kind == PARAGRAPH:
        runs = led(runs)
    return Block(kind, tuple(runs), number)


def parse(text: str, vocabulary=None) -> Document:
    """Any text parses; what cannot be read or is not known stands in `problems`. `vocabulary`: a vocabulary.Vocabulary."""
    reader = Reader(vocabulary)
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    kinds = opening(lines)
    blocks = [block(reader, kinds.get(number) or heading_kind(line), number, line) for number, line in lines]
    return Document(tuple(blocks), tuple(reader.problems))
