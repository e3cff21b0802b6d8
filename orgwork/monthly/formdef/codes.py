"""Codes of new items: made by the portal out of the name, never typed, never used twice."""

from orgwork.kit import figures, pinyin

from ..figures import PARTS, figure_key
from ..models import FormItem

LONGEST = 24


def make(name):
    """m_ and the initials of `name`; a number behind where somebody has that already (an item of any time, or a figure)."""
    letters = "".join(c for c in pinyin.keys(name, person=False).initials if c.isascii() and c.isalnum()) or "x"
    front = f"m_{letters[:LONGEST]}"
    taken = set(FormItem.objects.filter(code__startswith=front).values_list("code", flat=True))
    number, code = 1, front
    while code in taken or _declared(code):
        number += 1
        code = f"{front}{number}"
    return code


def _declared(code):
    key = figure_key(code)
    return any(figures.declared(k) for k in (key, *(f"{key}_{part}" for part, _said in PARTS)))
