"""What stands in header cells, brought to a form in which it can be looked up."""

import re
import unicodedata

from orgwork.kit.values.text import INVISIBLE, plain

SPACES = re.compile(r"\s+")
BRACKETS = re.compile(r"[(\[【〔<][^()\[\]【】〔〕<>]*[)\]】〕>]")
NUMBERING = re.compile(r"^[*★☆]*(?:\d{1,2}[.、])?[*★☆]*")


def bare(cell):
    """A header text without spaces, line breaks, stars, numbering and full-width forms: '*1.姓　名：' → '姓名'."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", plain(cell) if not isinstance(cell, tuple) else ""))
    text = NUMBERING.sub("", SPACES.sub("", text).lower())
    return text.rstrip(":*")


def shorter(text):
    """`text` (as from `bare`) without what stands in brackets: units, hints, remarks."""
    return BRACKETS.sub("", text)


class Grid:
    """The first rows of a sheet, merged cells filled in; rows by Excel's number, columns from the first used one."""

    def __init__(self, rows, first_number, merged, first_column):
        self.rows = rows
        self.first = first_number
        self.width = max((len(row) for row in rows), default=0)
        self._filled = {}
        for top, left, bottom, right in merged:
            if top < first_number + len(rows):
                self._merge(top, left - first_column, min(bottom, first_number + len(rows) - 1), right - first_column)

    def _merge(self, top, left, bottom, right):
        value = self._raw(top, left)
        for row in range(top, bottom + 1):
            for column in range(max(left, 0), min(right, self.width - 1) + 1):
                self._filled[row, column] = value

    def _raw(self, number, column):
        at = number - self.first
        row = self.rows[at] if 0 <= at < len(self.rows) else ()
        return row[column] if 0 <= column < len(row) else ""

    def cell(self, number, column):
        """The value shown at a place, that of the merged range it lies in."""
        found = self._filled.get((number, column))
        return self._raw(number, column) if found is None else found

    def texts(self, number):
        """The bare texts of a row."""
        return [bare(self.cell(number, column)) for column in range(self.width)]


def paths(grid, number, height):
    """For each column the header texts from top to bottom, a text that runs on being told once.

    An unmerged upper text also holds for the blank cells to its right, as long as something stands below them.
    """
    levels = [grid.texts(number + step) for step in range(height)]
    for upper, lower in zip(levels, levels[1:], strict=False):
        _spread(upper, lower)
    found = []
    for column in range(grid.width):
        path = []
        for level in levels:
            if level[column] and level[column] not in path[-1:]:
                path.append(level[column])
        found.append(tuple(path))
    return found


def _spread(upper, lower):
    for column in range(1, len(upper)):
        if (
            not upper[column]
            and lower[column]
            and upper[column - 1]
            and lower[column - 1] not in ("", upper[column - 1])
        ):
            upper[column] = upper[column - 1]
