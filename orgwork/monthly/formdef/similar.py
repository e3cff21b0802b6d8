"""What may answer a new item already: figures and items whose names look alike."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from orgwork.kit import figures

from ..figures import PREFIX

ALIKE = 0.45
MOST = 8
NOISE = re.compile(r"（[^）]*）|\([^)]*\)|[^\w\u4e00-\u9fff]|本月|其中|新增")


@dataclass(frozen=True)
class Likeness:
    """`kind` is figure or item; `key` the figure's key or the item's code; `score` from 0 to 1."""

    kind: str
    key: str
    name: str
    measure: str
    definition: str
    score: float


def bare(name):
    """The name without what makes no difference."""
    return NOISE.sub("", name)


def pairs(text):
    """Its pairs of neighbouring characters; of a single character that one."""
    return {text[at : at + 2] for at in range(max(len(text) - 1, 1))} if text else set()


def score(one, other):
    """How alike two names are, 0 to 1: the share of the shorter one's pairs that the longer has, or of the characters in the same order."""
    one, other = bare(one), bare(other)
    if not one or not other:
        return 0.0
    mine, theirs = pairs(one), pairs(other)
    shared = len(mine & theirs) / min(len(mine), len(theirs))
    first, second = sorted((one, other))  # the matcher does not say the same both ways
    return max(shared, SequenceMatcher(None, first, second, autojunk=False).ratio())


def similar(name, items, *, without=""):
    """[Likeness] of the figures of all rooms and of `items` (without the item `without`) to `name`, the likest first."""
    found = [_figure(f, name) for f in figures.all_figures() if not f.key.startswith(PREFIX)]
    found += [_item(item, name) for item in items if item.code != without]
    alike = [one for one in found if one.score >= ALIKE]
    return sorted(alike, key=lambda one: (-one.score, one.kind, one.name))[:MOST]


def _figure(figure, name):
    return Likeness("figure", figure.key, figure.name, figure.measure, figure.definition, score(name, figure.name))


def _item(item, name):
    return Likeness("item", item.code, item.name, item.measure, item.definition, score(name, item.name))
