"""What can be written down at once. An app adds its entries when Django starts."""

from dataclasses import dataclass, field

from orgwork.kit import registers

_entries = {}


@dataclass(frozen=True)
class Entry:
    """One button of 随手记.

    key, label, icon   the address ?kind=key, the word and the picture of the button
    register           whose record it makes; it shows to those who may create one
    form               a subclass of that register's form with few fields
    fixed              values that the button stands for: {"kind": "visit"}
    measure            counting word beside the number
    wants              names of the form's fields that only some entries show: {"at_once"}
    figure             a figure's key, or function(record) → key: which cell of the month counts it
    """

    key: str
    label: str
    icon: str
    register: str
    form: type
    fixed: dict = field(default_factory=dict, hash=False)
    measure: str = ""
    wants: frozenset = frozenset()
    figure: object = ""

    @property
    def owner(self):
        return registers.get(self.register)

    def figure_of(self, record):
        return self.figure(record) if callable(self.figure) else self.figure


def add(key, label, icon, *, register, form, fixed=None, measure="", wants=(), figure=""):
    """Declare an entry; the order of declaration is that of the buttons."""
    if key in _entries:
        raise ValueError(f"entry {key} is declared twice")
    _entries[key] = Entry(key, label, icon, register, form, fixed or {}, measure, frozenset(wants), figure)


def open_to(request):
    """The entries the viewer may make."""
    return [entry for entry in _entries.values() if request.scope("create", entry.register)]


def of_record(register, record):
    """The entry that a record of `register` belongs to, or None."""
    for entry in _entries.values():
        if entry.register == register and all(getattr(record, name) == value for name, value in entry.fixed.items()):
            return entry
    return None
