"""Where the header of a sheet stands: one to three rows among the first thirty."""

from typing import NamedTuple

from .headings import paths

SEARCHED = 30
TALLEST = 3


class Header(NamedTuple):
    """`first` and `last` are Excel's row numbers; `paths` the header texts of each column."""

    first: int
    last: int
    paths: list


def find(grid, columns):
    """The Header that names most fields, the smallest and topmost of equals; None where too few are named."""
    best, best_rank = None, (columns.minimum, -TALLEST - 1, 0)
    for number in range(grid.first, grid.first + min(len(grid.rows), SEARCHED)):
        for height in range(1, TALLEST + 1):
            last = number + height - 1
            if last >= grid.first + len(grid.rows):
                break
            found = paths(grid, number, height)
            rank = (_score(columns, found), -height, -number)
            if rank > best_rank:
                best, best_rank = Header(number, last, found), rank
    return _grown(grid, best) if best else None


def _score(columns, found):
    fields = columns.fields(found)
    return len(fields) if any(anchor in fields for anchor in columns.anchors) else 0


def _grown(grid, header):
    """The header with the rows that its merged cells reach down to, although they name nothing further."""
    last = header.last
    while last - header.first + 1 < TALLEST and _continues(grid, last):
        last += 1
    return header._replace(last=last)


def _continues(grid, number):
    """Whether the row after `number` shows nothing but what merged cells bring down from it."""
    below = grid.texts(number + 1)
    if not any(below):
        return False
    return all(text in ("", above) for text, above in zip(below, grid.texts(number), strict=True))
