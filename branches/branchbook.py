"""Party organisations named in a roster: found after normalising, within the unit the roster is for."""

from typing import NamedTuple

from orgwork.imports.places import Known
from orgwork.kit.values.orgs import branch_key, nearest, place_key, without_places
from orgwork.kit.values.problems import Problem, shown

from .enums import BRANCH_KINDS
from .models import Branch

FIELDS = ("id", "name", "short_name", "code", "kind", "unit_id", "path", "parent_id")


class Entry(NamedTuple):
    """What importing needs to know of a party organisation."""

    id: object
    name: str
    short_name: str
    code: str
    kind: str
    unit_id: object
    path: str
    parent_id: object


def entries():
    """All party organisations on record; keys are texts, as COPY wants them."""
    rows = Branch.objects.values_list(*FIELDS)
    return [
        Entry(str(key), name, short, code, kind, str(unit), path, parent and str(parent))
        for key, name, short, code, kind, unit, path, parent in rows
    ]


class BranchBook:
    """Looks organisations up by name, short name or code among those within the roster's unit."""

    def __init__(self, found, places):
        self.places = places
        self.all = found
        self.entries = [e for e in found if places.home and e.path.startswith(places.home.path)]
        self._keys, self._fronts = {}, {}
        for entry in self.entries:
            for key in self._keys_of(entry):
                self._keys.setdefault(key, []).append(entry)
        self.known = Known(lambda pair: self.find(*pair))

    def _front(self, path):
        if path not in self._fronts:
            self._fronts[path] = self.places.names_above(path)
        return self._fronts[path]

    def _keys_of(self, entry):
        front = self._front(entry.path)
        words = {entry.name, entry.short_name, entry.code} - {""}
        return {branch_key(word, front) for word in words} | {branch_key(word) for word in words}

    def find(self, place, text):
        """The Entry that `text` names within `place` (a Place, or None for the home unit). Raises Problem
        branch.unknown.
        """
        inside = place or self.places.home
        found = self._candidates(text, inside)
        holding = [entry for entry in found if entry.kind in BRANCH_KINDS]
        if len(found) != 1 and len(holding) == 1:
            found = holding
        if len(found) == 1:
            return found[0]
        if found:
            cause = f"“{inside.name}”范围内有{len(found)}个“{shown(text, 30)}”。请加“社区”列，或填写党组织代码。"
            raise Problem("branch.unknown", cause, value=shown(text, 40))
        raise self._unknown(text, inside)

    def _candidates(self, text, inside):
        for key in (branch_key(text), branch_key(text, self._all_fronts(inside))):
            found = {e.id: e for e in self._keys.get(key, ()) if e.path.startswith(inside.path)}
            if found:
                return list(found.values())
        return []

    def _all_fronts(self, inside):
        return self._front(inside.path) + [p.name for p in self.places.inside if p.path.startswith(inside.path)]

    def _unknown(self, text, inside):
        names = [entry.name for entry in self.entries if entry.path.startswith(inside.path)]
        like = nearest(without_places(place_key(text), self._front(inside.path)), names)
        hint = f"是不是“{like}”？" if like else ""
        cause = f"没有名为“{shown(text, 30)}”的党组织。{hint}请核对名称，或先登记党组织。"
        return Problem("branch.unknown", cause, suggestion=like, value=shown(text, 40))

    def above(self, text, path):
        """The Entry that `text` names among those at the units above `path`, the nearest first; None where there is none."""
        key, front = branch_key(text), self._front(path)
        named = [e for e in self.all if path.startswith(e.path)]
        met = [
            e
            for e in named
            if e.code == text or {branch_key(w, front) for w in (e.name, e.short_name)} & {key, branch_key(text, front)}
        ]
        return max(met, key=lambda e: len(e.path), default=None)

    def only(self, place=None):
        """The one branch that holds members in `place`, or None where there are several or none."""
        inside = place or self.places.home
        found = [e for e in self.entries if e.kind in BRANCH_KINDS and e.path.startswith(inside.path)]
        return found[0] if len(found) == 1 else None
