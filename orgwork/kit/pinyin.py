"""Search keys of Chinese names: pinyin, initials, and the characters and pairs they consist of.

The reading of a character is looked up once (`lazy_pinyin` for each name costs forty times as much); surnames with a
reading of their own
come first (design/performance.md, Import).
"""

from operator import add
from typing import NamedTuple

from pypinyin import Style, pinyin

from .surnames import DOUBLE, SINGLE


class NameKeys(NamedTuple):
    """What a name is found by. `pinyin` without tones and spaces, `initials` one letter a character, `grams` a list
    without repeats.
    """

    pinyin: str
    initials: str
    grams: list


class _Readings(dict):
    """Character → its commonest reading; other characters stand for themselves, in lower case."""

    def __missing__(self, char):
        found = self[char] = pinyin(char, style=Style.NORMAL)[0][0].lower() if not char.isascii() else char.lower()
        return found


_READ = _Readings()


def syllables(name, *, person=True):
    """One reading for each character of `name`; of a person the surname's own reading first (解 xie), not so of a place (解放路 jie)."""
    read = [_READ[c] for c in name]
    if not person:
        return read
    own = DOUBLE.get(name[:2])
    if own:
        read[:2] = own
    elif name[:1] in SINGLE:
        read[0] = SINGLE[name[0]]
    return read


def keys(name, *, person=True):
    """The NameKeys of a person, or of an organisation or a unit (`person=False`)."""
    read = syllables(name, person=person)
    if not name.isalpha():
        read = [s for s in read if s.isalnum()]
    return NameKeys("".join(read)[:200], "".join([s[0] for s in read])[:60], grams(name))


def grams(text):
    """Single characters and pairs of neighbours, each once: what one- and two-character searches look up."""
    found = [*text, *map(add, text, text[1:])]
    if " " in text or len(set(text)) < len(text):
        found = [g for g in dict.fromkeys(found) if " " not in g]
    return found
