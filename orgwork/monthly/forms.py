"""The whole form as a browser without script sends it: each cell with the value and the version it was shown with."""

from .enums import CellState
from .services.saving import Entry

ACTS = frozenset({"save", "check", "same-all", "zero-all"})
CELL_ACTS = {"zero": CellState.ZERO, "same": CellState.SAME}


def version_of(text):
    """A version number, or None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def act_of(data):
    """(act, code): what the pressed button asks for; an unknown one only saves."""
    act, _sep, code = data.get("act", "save").partition(":")
    return (act, code) if code or act in ACTS else ("save", "")


def entry(data, code, act=""):
    """The Entry of one cell from the whole form; its fields are v, e, n with ".code" behind."""
    return Entry(
        value=data.get(f"v.{code}", ""),
        state=CELL_ACTS.get(act, CellState.FILLED),
        explanation=data.get(f"e.{code}"),
        version=version_of(data.get(f"n.{code}")),
    )


def asked(data, cell):
    """The Entry that an autosave asks for, or None where the person gives way to what stands there."""
    act = data.get("act", "")
    if act == "drop":
        return None
    if act == "take":
        return Entry(value=cell.row.computed, explanation="", version=version_of(data.get("version")))
    return Entry(
        value=data.get("value", ""), state=CELL_ACTS.get(act, CellState.FILLED),
        explanation=data.get("explanation"), version=version_of(data.get("version")),
    )


def changed(data, cells):
    """{code: Entry} of the cells the person changed, or for which a button was pressed; a cell with a conflict may be dropped."""
    act, chosen = act_of(data)
    found = {}
    for cell in cells:
        code = cell.code
        if f"v.{code}" not in data or not cell.writable or (act == "drop" and code == chosen):
            continue
        if code == chosen and act in (*CELL_ACTS, "take"):
            found[code] = entry(data, code, act=act) if act != "take" else _taken(data, cell)
        elif _differs(data, cell) or (code == chosen and act == "mine"):
            found[code] = entry(data, code)
        elif cell.unfilled and (wanted := _for_all(act, cell)):
            found[code] = Entry(state=wanted, version=version_of(data.get(f"n.{code}")))
    return found


def _taken(data, cell):
    """The records' value in place of the typed one."""
    return Entry(value=cell.row.computed, explanation="", version=version_of(data.get(f"n.{cell.code}")))


def _differs(data, cell):
    code = cell.code
    return data[f"v.{code}"] != data.get(f"o.{code}", "") or data.get(f"e.{code}", "") != data.get(f"p.{code}", "")


def _for_all(act, cell):
    if cell.row.typed:
        return CellState.SAME if act == "same-all" and cell.previous is not None else None
    return CellState.ZERO if act == "zero-all" else None
