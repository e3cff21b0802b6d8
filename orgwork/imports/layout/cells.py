"""Cells that are more than a value: errors, formulas without a value, dates; and words that mean “as above”."""

from orgwork.kit.values.problems import Problem

DITTO_WORDS = frozenset({"同上", "〃", "″", "..", '"', "“", "同左", "ditto"})


class Ditto:
    """The value of the row above."""


DITTO = Ditto()


class Noted:
    """A value that was taken, with something to say about it; `note` is what was taken off."""

    __slots__ = ("value", "problem", "note")

    def __init__(self, value, problem, note=""):
        self.value, self.problem, self.note = value, problem, note


def formula_problem(raw):
    """The Problem of an error value or a formula without a value, else None. `raw` is a tuple cell."""
    if raw[0] == "#":
        return Problem("cell.formula_error", f"公式的结果是错误值{raw[1]}。请改正公式，或直接填写值。", value=raw[1])
    if raw[0] == "=":
        return Problem(
            "cell.formula_uncached", "公式没有算出的值。请用 Excel 或 WPS 打开后保存一次，或直接填写值。", value=""
        )
    return None


def as_plain(raw):
    """A tuple cell as a widget that knows no dates takes it: the date as text, the number as it is."""
    if raw[0] == "0.00":
        return raw[1]
    return "-".join(f"{part:02d}" for part in raw if part)
