"""Two versions of a template side by side: lines that differ, and in them the characters that do."""

from difflib import SequenceMatcher

AROUND = 1  # equal lines shown on either side of a change
SAME, CHANGED, ADDED, REMOVED, SKIPPED = "same", "changed", "added", "removed", "skipped"


def between(old: str, new: str) -> list[dict]:
    """[{kind, old: [(text, differs)], new: […]}], {kind: "skipped", count} for equal lines left out."""
    before, after = old.splitlines(), new.splitlines()
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += equal(before[a:b], first=a == 0, last=b == len(before))
        else:
            found += unequal(before[a:b], after[c:d])
    return found


def equal(lines, *, first, last):
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(lines) <= head + tail + 1:
        return [row(SAME, [(line, False)], [(line, False)]) for line in lines]
    shown = [row(SAME, [(line, False)], [(line, False)]) for line in lines]
    return [*shown[:head], {"kind": SKIPPED, "count": len(lines) - head - tail}, *shown[len(lines) - tail :]]


def unequal(before, after):
    both = min(len(before), len(after))
    changed = [row(CHANGED, *marked(old, new)) for old, new in zip(before, after, strict=False)]
    removed = [row(REMOVED, [(line, True)], []) for line in before[both:]]
    return [*changed, *removed, *(row(ADDED, [], [(line, True)]) for line in after[both:])]


def row(kind, old, new):
    return {"kind": kind, "old": old, "new": new}


def marked(old, new):
    """([(text, differs)] of the old line, the same of the new one)."""
    left, right = [], []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left += [(old[a:b], kind != "equal")] if b > a else []
        right += [(new[c:d], kind != "equal")] if d > c else []
    return left, right
