"""Names of party organisations, brought to one form so that 第一网格党支部, 网格一支部 and 中共…第一网格支部委员会
meet (rosters.md 3).
"""

import difflib
import re
import unicodedata

from .numerals import number

SPACES = re.compile(r"\s+")
NUMERAL = re.compile(
    "第?([〇零一二三四五六七八九十百两]+|\\d+)(?=[号]?(?:网格|楼栋|楼|支部|党支部|联合|总支|党总支|小组|党小组|片区|组))"
)
GRID_FIRST = re.compile(r"网格(\d+)(?=支部|$)")
REPEATED = re.compile(r"(网格)+")
ENDINGS = (
    ("总支部委员会", "总支"),
    ("党总支部", "总支"),
    ("党总支", "总支"),
    ("总支部", "总支"),
    ("支部委员会", "支部"),
    ("党支部", "支部"),
    ("党的工作委员会", "工委"),
    ("工作委员会", "工委"),
    ("党工委", "工委"),
    ("党委", "委员会"),
)


BARE = frozenset({"委员会", "支部", "总支", "工委", "联合支部"})


def branch_key(name, places=()):
    """The form in which the names of organisations are compared: '中共槐荫社区第一网格支部委员会' → '1网格支部'.

    `places` are names of units that may stand in front (社区, 街道, 区); they are taken off where something is left
    after them.
    """
    text = SPACES.sub("", unicodedata.normalize("NFKC", str(name))).strip("《》“”\"'")
    text = re.sub(r"^(中国共产党|中共)", "", text)
    for long, short in ENDINGS:
        if text.endswith(long):
            text = text[: -len(long)] + short
            break
    text = without_places(text, places)
    text = NUMERAL.sub(lambda found: found[1] if found[1].isdigit() else number(found[1]), text)
    return REPEATED.sub("网格", GRID_FIRST.sub(r"\1网格", text))


def without_places(text, places):
    """`text` without the names of units in front of it, the longest first."""
    for _ in range(3):
        for place in sorted(places, key=len, reverse=True):
            if place and text.startswith(place) and len(text) > len(place) and text[len(place) :] not in BARE:
                text = text[len(place) :]
                break
        else:
            return text
    return text


def place_key(name):
    """The form in which the names of units are compared: without spaces and brackets' width."""
    return SPACES.sub("", unicodedata.normalize("NFKC", str(name)))


def nearest(key, keys, cutoff=0.6):
    """The most similar of `keys`, or None: a suggestion for a misspelt name."""
    found = difflib.get_close_matches(key, keys, n=1, cutoff=cutoff)
    return found[0] if found else None
