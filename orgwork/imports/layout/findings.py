"""A problem with its place in the workbook, as the preview, the error sheet and the command report it (contract.md
3).
"""

from typing import NamedTuple

from orgwork.kit.values.problems import ERROR, INFO, WARNING, Problem, shown

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(index):
    """'A' for 0, 'AA' for 26."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = LETTERS[rest] + found
    return found


class Finding(NamedTuple):
    """One problem; `row` is Excel's row number, None for the whole sheet; `sheet` None for the whole file; `who` is the
    record's name as the row has it.
    """

    sheet: str | None
    row: int | None
    column: str | None
    field: str | None
    level: str
    code: str
    value: str | None
    message: str
    suggestion: str | None
    who: str = ""


def finding(problem, *, sheet=None, row=None, index=None, field=None, header=None, who=""):
    """The Finding of `problem` at a place; `index` counts columns from 0, `header` is what stands above the column."""
    column = None if index is None else letter(index)
    place = f"表「{shown(sheet, 40)}」" if sheet else ""
    place += f"第{row}行 " if row else ""
    place += f"列「{shown(header, 30)}」" if header else ""
    message = f"{place.strip()}：{problem.message}" if place else problem.message
    return Finding(
        sheet,
        row,
        column,
        field,
        problem.level,
        problem.code,
        problem.value,
        message,
        problem.suggestion,
        who,
    )


__all__ = ["ERROR", "INFO", "WARNING", "Finding", "Problem", "finding", "letter"]
