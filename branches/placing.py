"""Where the rows of a roster belong: community and branch of each row, from the column down to the sheet's name."""

from orgwork.imports.places import Filler, Known
from orgwork.imports.widgets import NULL
from orgwork.kit.values.problems import Problem

MISSING = "没有写明所在党支部。请补填“党支部”列，或在标题行写明党支部名称。"


class Placer:
    """Gives each row of a batch its Place and its branch Entry; one object an import, `begin` at each sheet.

    Branch comes from, in this order: the column, the group row, 党支部名称 of the title rows, the sheet's name, the
    title itself
    (contract.md 3). `needed` False leaves rows without a branch alone and fills no blank branch down.
    """

    def __init__(self, places, branches, *, needed=True):
        self.places, self.branches, self.needed = places, branches, needed
        self._known_places = Known(places.find)

    def begin(self, layout):
        self._layout, self._context = layout, None
        self._communities = Filler("community", self._known_places)
        self._streets = Filler("street", self._known_places)
        self._branches = Filler("branch", self.branches.known)

    def place(self, batch):
        """Set batch.extra["places"] and ["entries"]; rows that cannot be placed are told."""
        if batch.block.context != self._context:
            self._context = batch.block.context
            for filler in (self._communities, self._streets, self._branches):
                filler.forget()
        found = self._places(batch)
        batch.extra["places"] = found
        batch.extra["entries"] = self._entries(batch, found)

    def _places(self, batch):
        """The Place of each row; None where it is not known (then it is told)."""
        texts, field = self._column(batch, "community", self._communities), "community"
        if texts is None:
            texts, field = self._column(batch, "street", self._streets), "street"
        if texts is None:
            return self._same_place(batch)
        named = self._context.get("place")
        if None in texts and named:
            texts = [named if text is None else text for text in texts]
        known = self._known_places
        found = [self.places.home if text is None else known[text] for text in texts]
        return self._told(batch, field, found)

    def _same_place(self, batch):
        text = self._context.get("place")
        found = self._known_places[text] if text else self.places.home
        return [self.places.home if isinstance(found, Problem) else found] * len(batch)

    def _column(self, batch, field, filler):
        values = batch.values.get(field)
        return None if values is None else filler.fill(batch, values)

    def _told(self, batch, field, found):
        if any(type(p) is Problem for p in found):
            for at, place in enumerate(found):
                if type(place) is Problem:
                    batch.tell(at, field, place)
                    found[at] = None
        return found

    def _entries(self, batch, places):
        """The branch Entry of each row, or None."""
        values = batch.values.get("branch")
        if values is None:
            return self._default(batch, places)
        if self.needed:
            self._branches.fill(batch, values, places)
        known = self.branches.known
        found = [
            self._fallback(place) if text is None else known[place, text]
            for place, text in zip(places, values, strict=True)
        ]
        return self._checked(batch, found)

    def _checked(self, batch, found):
        for at, entry in enumerate(found) if any(type(e) is Problem or e is None for e in found) else ():
            if type(entry) is Problem:
                if at not in batch.bad or batch.extra["places"][at] is not None:
                    batch.tell(at, "branch", entry)
                found[at] = None
            elif entry is None and self.needed:
                batch.tell(at, "branch", Problem("branch.unknown", MISSING, value=""))
        return found

    def _default(self, batch, places):
        known = {}
        for place in set(places):
            known[place] = self._fallback(place)
        return self._checked(batch, [known[place] for place in places])

    def _fallback(self, place):
        """The Entry for a row whose column says nothing: an Entry, a Problem, or None."""
        titles, name = self._layout.titles, self._layout.name
        for text in (self._context.get("branch"), titles.branch):
            if text:
                return self.branches.known[place, text]
        for text in (name, titles.titled):
            found = self.branches.known[place, text] if text else None
            if found is not None and type(found) is not Problem:
                return found
        return self.branches.only(place)


def branch_texts(batch):
    """COPY texts of branch, unit and path for the rows of a placed batch: a record sits where its branch sits."""
    entries, places = batch.extra["entries"], batch.extra["places"]
    units = [
        entry.unit_id if entry else place.id if place else NULL for entry, place in zip(entries, places, strict=True)
    ]
    paths = [
        entry.path if entry else place.path if place else NULL for entry, place in zip(entries, places, strict=True)
    ]
    return {"branch_id": [entry.id if entry else NULL for entry in entries], "unit_id": units, "path": paths}
