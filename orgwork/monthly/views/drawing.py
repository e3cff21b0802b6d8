"""Faces for the pages: what somebody typed that was not taken, what clashed, and the pieces that change with every cell."""

from django.template.loader import render_to_string
from django.utils import timezone

from .. import checks
from ..enums import CellState
from ..faces import SAID, Face, counts, groups
from ..sentences import moment
from ..services.saving import written_by


def of(cells, code):
    return next(cell for cell in cells if cell.code == code)


def typed(code, entry=None, error="", removed=()):
    """Makes the face of a cell that was not taken: what was typed stays in it."""
    return lambda cells: Face(
        of(cells, code), typed=in_words(of(cells, code), entry) if entry else None, written=entry.explanation if entry else None,
        error=error, removed=removed,
    )  # fmt: skip


def stale(code, clash):
    """Makes the face of a cell that somebody wrote meanwhile."""
    return lambda cells: stale_face(of(cells, code), clash.given[code], clash.rows[code])


def in_words(cell, entry):
    """The value of an Entry as the input holds it."""
    if entry.state == CellState.SAME:
        return Face(cell).previous
    return "0" if entry.state == CellState.ZERO else str("" if entry.value is None else entry.value)


def stale_face(cell, given, row):
    """The face of a conflict: mine in the input, theirs beside it."""
    mine, theirs = in_words(cell, given), Face(cell).value or "空"
    today = timezone.localdate(row.updated_at) == timezone.localdate()
    when = moment(row.updated_at)[-5 if today else 0 :]
    said = f"{written_by(row)} {when} 把这一格改成了 {theirs}，您填的是 {SAID.get(given.state) or mine or '空'}。"
    return Face(cell, typed=mine, written=given.explanation, theirs=said)


def parts(report, shown, cells):
    """The pieces of the page that change with every cell."""
    context = {"report": report, "counts": counts(shown), "grouped": checks.grouped(cells), "groups": groups(shown)}
    names = {"checks": "_checks", "counts": "_counts", "index": "_index", "all": "_all"}
    return {part: render_to_string(f"monthly/{name}.html", context) for part, name in names.items()}


def face(found, report, addable=frozenset()):
    return render_to_string(found.template, {"face": found, "report": report, "editable": True, "addable": addable})


def addable(request, cells):
    """Keys of the registers behind `cells` in which the viewer may write down what is missing."""
    keys = {cell.register.key for cell in cells if cell.register is not None}
    return frozenset(key for key in keys if request.scope("create", key))
