"""Words of a roster → codes of a list (dictionary.md §0), and yes or no."""

import unicodedata

from .problems import Problem, shown
from .text import tidy

YES = frozenset(("是", "有", "对", "√", "✓", "✔", "☑", "Y", "YES", "T", "TRUE", "1", "1.0", "已", "已建"))
NO = frozenset(
    ("否", "没有", "无", "非", "不是", "未", "不", "×", "✗", "✘", "X", "☐", "N", "NO", "F", "FALSE", "0", "0.0")
)


def _key(text):
    return unicodedata.normalize("NFKC", text).replace(" ", "").lower()


class Choices:
    """One code list: what it stores, what people see, and the other words that mean the same.

    `items` are (code, label) pairs as Django's `choices`; `aliases` maps a code to further words.
    """

    def __init__(self, label, items, aliases=None):
        self.label = label
        self.items = tuple((str(code), str(text)) for code, text in items)
        self.labels = dict(self.items)
        self._codes = {}
        for code, text in self.items:
            self._codes.setdefault(_key(text), code)
            self._codes.setdefault(_key(code), code)
        for code, words in (aliases or {}).items():
            for word in words:
                self._codes.setdefault(_key(word), code)

    def clean(self, raw):
        """The code of a cell, or '' where it is blank. Raises enum.unknown, which lists the allowed values."""
        text = tidy(raw)
        if not text:
            return self._codes.get(_key(raw.strip()), "") if isinstance(raw, str) and raw.strip() else ""
        found = self._codes.get(_key(text))
        if found is None:
            raise self.refused(text)
        return found

    def refused(self, text):
        """The problem of a word that is not in the list."""
        words = [label for _code, label in self.items]
        listed = "、".join(words[:16]) + ("……" if len(words) > 16 else "")
        return Problem(
            "enum.unknown", f"“{shown(text, 30)}”不是可用的{self.label}。请填写：{listed}。", value=shown(text, 30)
        )


def yes_no(raw, *, label="是否"):
    """True, False, or None where the cell is blank. Raises enum.unknown."""
    if isinstance(raw, bool):
        return raw
    text = _key(str(raw) if raw is not None else "").upper()
    if text in YES:
        return True
    if text in NO:
        return False
    if not tidy(raw):
        return None
    raise Problem("enum.unknown", f"“{shown(raw, 30)}”应填写是或否。请改为：是、否。", value=shown(raw, 30))
