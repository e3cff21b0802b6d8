"""Which header means which field: the alias table of one roster kind."""

from typing import NamedTuple

from .headings import bare, shorter

EXACT, ALONE, UNDER = 3, 2, 1
# Columns every ledger has and no record keeps; they are not reported as unmapped.
IDLE = frozenset(
    bare(word) for word in ("序号", "编号", "行号", "no", "年龄", "周岁", "岁数", "实足年龄", "现年龄", "党龄")
)


class Match(NamedTuple):
    """`strength`: EXACT the whole path is an alias, ALONE a header of one level, UNDER the last level under another."""

    field: str
    strength: int


class ColumnSet:
    """The columns a roster kind knows.

    `columns` have .field, .label, .aliases and .fill; `anchors` are the fields one of which every row has;
    `identity` are tuples of fields
    of which one tuple must be there for a sheet to be staged, the best first; `ambiguous` maps a header to the
    fields it may mean.
    """

    def __init__(self, columns, *, anchors, identity, ambiguous=None, minimum=3):
        self.columns = {column.field: column for column in columns}
        self.anchors, self.identity, self.minimum = tuple(anchors), tuple(identity), minimum
        self.naming = next((c.field for c in columns if c.field in ("name", "title", "community")), self.anchors[0])
        self.ambiguous = {bare(word): tuple(fields) for word, fields in (ambiguous or {}).items()}
        self._table = {}
        for column in columns:
            for word in (column.label, *column.aliases):
                self._table.setdefault(bare(word), column.field)

    def label(self, field):
        return self.columns[field].label

    def match(self, path):
        """The Match of a header path, or None."""
        if not path:
            return None
        for joined in ("_".join(path), "".join(path)):
            found = self._look(joined)
            if found:
                return Match(found, ALONE if len(path) == 1 else EXACT)
        found = self._look(path[-1]) if len(path) > 1 else None
        return Match(found, UNDER) if found else None

    def _look(self, text):
        return self._table.get(text) or self._table.get(shorter(text))

    def question(self, path):
        """The fields between which an ambiguous header leaves the choice; () for a clear one."""
        if len(path) != 1:
            return ()
        return self.ambiguous.get(path[0]) or self.ambiguous.get(shorter(path[0])) or ()

    def fields(self, paths):
        """The fields that the header paths of a row would give."""
        found = {match.field for match in map(self.match, paths) if match}
        found.update(field for path in paths for field in self.question(path)[:1])
        return found
