"""Runs of records under one heading, taken column by column: what validation works on."""

from dataclasses import dataclass, field

from .rowkinds import text_of

SIZE = 2000


@dataclass
class Block:
    """Rows of one sheet (a SheetLayout) that share a context. `column(field)` gives the raw cells of a field, merged ranges filled
    in.
    """

    sheet: object
    numbers: list
    rows: list
    context: dict = field(default_factory=dict)

    def column(self, name):
        """The raw cells of a field, one a row; None where the sheet has no such column."""
        at = self.sheet.mapping.indexes.get(name)
        if at is None:
            return None
        values = [row[at] for row in self.rows]
        for top, bottom, value in self.sheet.merged_down.get(name, ()):
            if top <= self.numbers[-1] and bottom >= self.numbers[0]:
                self._fill(values, top, bottom, value)
        return values

    def _fill(self, values, top, bottom, value):
        for at, number in enumerate(self.numbers):
            if top < number <= bottom and values[at] == "":
                values[at] = value

    def cell(self, name, at):
        """One raw cell as text, for messages."""
        index = self.sheet.mapping.indexes.get(name)
        return "" if index is None else text_of(self.rows[at][index])
