"""A first line that only repeats how the text begins, as some systems put it above an article."""

import re

SHORTEST = 40
CUT = re.compile(r"(?:\.{3,}|…+)\s*$")
GAPS = re.compile(r"\s")


def is_teaser(text) -> bool:
    """Whether the first line is the beginning of what follows, run together and cut off."""
    first, _, rest = text.partition("\n")
    said = GAPS.sub("", CUT.sub("", first))
    return len(said) >= SHORTEST and GAPS.sub("", rest).startswith(said)


def without(text) -> str:
    return text.partition("\n")[2] if is_teaser(text) else text
