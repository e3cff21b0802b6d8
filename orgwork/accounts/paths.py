"""The unit tree as a fixed-width path: four characters of base 36 a level, compared bytewise (collation "C").

A subtree is one range, `path >= p AND path < p || '~'`, served by a plain index (design/performance.md, Tree and counts).
"""

from django.db.models import Q

WIDTH = 4
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LIMIT = 36**WIDTH


def upper(path):
    """The first text after every path of the subtree: "~" sorts behind all base-36 digits."""
    return path + "~"


def subtree(path, field="path"):
    """Q for the unit at `path` and everything below it."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": upper(path)})


def segment(number):
    """`number` (0 … 36⁴−1) as four base-36 characters."""
    if not 0 <= number < LIMIT:
        raise ValueError(f"path segment out of range: {number}")
    text = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text


def following(last, parent):
    """The path of the next child of `parent`; `last` is the greatest sibling's path or None."""
    number = int(last[-WIDTH:], 36) + 1 if last else 0
    return parent + segment(number)


def ancestors(path):
    """Paths of the unit and its superiors, the root first."""
    return [path[: end + WIDTH] for end in range(0, len(path), WIDTH)]
