"""Columns of cells → columns of values. A value that comes again costs one look into a dictionary."""

from contextlib import suppress

from orgwork.kit.values.problems import Problem

from .layout.cells import DITTO, DITTO_WORDS, Noted, as_plain, formula_problem

ROOM = 50_000
ODD = (Problem, Noted, type(DITTO))


class Parser(dict):
    """Cell → value, a Problem, a Noted or DITTO, for one column. `odd` once anything but plain values came up."""

    def __init__(self, widget):
        super().__init__()
        self.widget, self.odd = widget, False

    def __missing__(self, raw):
        found = self.read(raw)
        if len(self) >= ROOM:
            self.clear()
        self[raw] = found
        return found

    def read(self, raw):
        """What one cell says, without remembering it."""
        try:
            if type(raw) is tuple:
                problem = formula_problem(raw)
                if problem:
                    raise problem
                raw = raw if self.widget.takes_dates else as_plain(raw)
            elif type(raw) is str and raw in DITTO_WORDS:
                self.odd = True
                return DITTO
            found = self.widget.clean(raw)
        except Problem as problem:
            found = problem
        if isinstance(found, ODD):
            self.odd = True
        return found

    def column(self, cells):
        """The values of a column."""
        if self.widget.repeats:
            return list(map(self.__getitem__, cells))
        if tuple not in set(map(type, cells)) and DITTO_WORDS.isdisjoint(cells):
            with suppress(Problem):
                return self._clean_column(cells)
        return [self.read(cell) for cell in cells]

    def _clean_column(self, cells):
        """All cells at once, as long as none of them has a problem."""
        clean = self.widget.clean
        found = [clean(cell) for cell in cells]
        if self.widget.notes and Noted in set(map(type, found)):
            self.odd = True
        return found


class Copier(dict):
    """Value → COPY text, for one column."""

    def __init__(self, widget):
        super().__init__()
        self.widget = widget

    def __missing__(self, value):
        found = self.widget.copy(value)
        if len(self) >= ROOM:
            self.clear()
        self[value] = found
        return found

    def column(self, values):
        if self.widget.repeats:
            return list(map(self.__getitem__, values))
        copy = self.widget.copy
        return [copy(value) for value in values]
