"""The month as a browser sends it: one cell of a script, or the whole form without one; each with the version it was shown with."""

from typing import NamedTuple
from uuid import UUID, uuid5

from .enums import CellState, Kind
from .services.saving import Entry

ACTS = frozenset({"save", "check", "same-all", "zero-all"})
CELL_ACTS = {"zero": CellState.ZERO, "same": CellState.SAME}
FILE_ACTS = frozenset({"attach", "remove", "restore"})


class Act(NamedTuple):
    """What the pressed button asks for: a verb, the cell it stands at, and what else it names (an attachment)."""

    verb: str
    code: str = ""
    what: str = ""


def version_of(text):
    """A version number, or None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def key_of(text):
    """The UUID in `text`, or None for what is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def act_of(data):
    """The Act of a form; an unknown one only saves."""
    verb, _sep, rest = data.get("act", "save").partition(":")
    code, _sep, what = rest.partition(":")
    return Act(verb, code, what) if code or verb in ACTS else Act("save")


def entry(data, code, act=""):
    """The Entry of one cell from the whole form; its fields are v, e, n with ".code" behind.

    The form carries one key: the same form sent twice asks for the same things.
    """
    value, said = data.get(f"v.{code}", ""), data.get(f"e.{code}")
    return Entry(value, CELL_ACTS.get(act, CellState.FILLED), said, version_of(data.get(f"n.{code}")), _key(data, code, act, value, said))


def _key(data, *parts):
    form = key_of(data.get("key"))
    return uuid5(form, "|".join(str(part) for part in parts)) if form else None


def asked(data, cell):
    """The Entry that an autosave asks for, or None where the person gives way to what stands there."""
    act, version, key = data.get("act", ""), version_of(data.get("version")), key_of(data.get("key"))
    if act == "drop":
        return None
    if act == "take":
        return Entry(cell.row.computed, explanation="", version=version, entry_key=key)
    return Entry(data.get("value", ""), CELL_ACTS.get(act, CellState.FILLED), data.get("explanation"), version, key)


def changed(data, cells):
    """{code: Entry} of the cells the person changed, or for which a button was pressed; a cell with a conflict may be dropped."""
    act = act_of(data)
    found = {}
    for cell in cells:
        code = cell.code
        if not _is_sent(data, cell) or not cell.writable or (act.verb == "drop" and code == act.code):
            continue
        if code == act.code and act.verb in (*CELL_ACTS, "take"):
            found[code] = entry(data, code, act=act.verb) if act.verb != "take" else _taken(data, cell)
        elif _differs(data, cell) or (code == act.code and act.verb == "mine"):
            found[code] = entry(data, code)
        elif wanted := _for_all(act.verb, cell):
            found[code] = Entry(state=wanted, version=version_of(data.get(f"n.{code}")), entry_key=_key(data, code, wanted))
    return found


def _is_sent(data, cell):
    """Choices of which none is ticked are not sent, nor is anything of an attachment but its sentence."""
    return f"v.{cell.code}" in data or (cell.item.kind == Kind.FILE and f"e.{cell.code}" in data)


def _taken(data, cell):
    """The records' value in place of the typed one."""
    version = version_of(data.get(f"n.{cell.code}"))
    return Entry(cell.row.computed, explanation="", version=version, entry_key=_key(data, cell.code, "take"))


def _differs(data, cell):
    code = cell.code
    return data.get(f"v.{code}", "") != data.get(f"o.{code}", "") or data.get(f"e.{code}", "") != data.get(f"p.{code}", "")


def _for_all(verb, cell):
    if verb == "same-all":
        return CellState.SAME if cell.takes_same else None
    return CellState.ZERO if verb == "zero-all" and cell.takes_zero else None


def uploads(files, cells):
    """[(code, file)] of the attachments sent with the form."""
    return [(c.code, f) for c in cells if c.item.kind == Kind.FILE and c.writable for f in files.getlist(f"f.{c.code}") if f]
