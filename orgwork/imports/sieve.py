"""A workbook through a roster: sheets, blocks, batches of validated rows; everything there is to say in one pass."""

from dataclasses import dataclass, field

from orgwork.kit.values.problems import INFO, WARNING, Problem

from .batches import Batch
from .layout.findings import finding
from .layout.sheets import SheetLayout
from .parsing import Parser
from .reading.refused import Refused

# What a sheet that gives no record says, and whether it was read at all.
UNREAD = {"hidden": "sheet.hidden", "no_header": "sheet.no_header", "no_rows": "sheet.no_rows"}


@dataclass
class Reading:
    """What came of a workbook so far; `findings` in the order of the sheets."""

    sheets: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    rows: int = 0
    rejected: int = 0


class Sieve:
    """Takes a Workbook through `roster`. Iterate `batches()`; afterwards `reading` is complete."""

    def __init__(self, roster, answers=None):
        self.roster, self.answers, self.reading = roster, answers or {}, Reading()
        self._layouts, self._rows = [], {}
        for column in roster.columns.values():
            column.widget.begin()
        self._parsers = {name: Parser(column.widget) for name, column in roster.columns.items()}

    def batches(self, book):
        """Batches of validated rows. Raises Refused when no sheet can be read."""
        if self.roster.whole:
            held = list(self._read(book))
            self.roster.check_all(held)
        else:
            held = self._read(book)
        for batch in held:
            self._take(batch)
            yield batch
        for layout in self._layouts:
            self._close(layout)
        self._judge()

    def _read(self, book):
        for sheet in book:
            layout = SheetLayout(sheet, self.roster.column_set, self.answers)
            self._layouts.append(layout)
            self.roster.begin_sheet(layout)
            above = {}
            for block in layout.blocks():
                yield self._batch(block, above)

    def _take(self, batch):
        self.reading.rows += len(batch)
        self.reading.rejected += len(batch.bad)
        self._rows.setdefault(batch.sheet.name, []).extend(batch.findings)

    def _close(self, layout):
        self.reading.findings += layout.findings + self._rows.pop(layout.name, [])
        self.reading.sheets.append(layout.report())

    def _batch(self, block, above):
        batch = Batch(block)
        for name in block.sheet.mapping.indexes:
            values = self._parsers[name].column(block.column(name))
            if self._parsers[name].odd:
                batch.take(name, values, above.get(name))
            else:
                batch.values[name] = values
            above[name] = values[-1]
        _tell_marks(batch)
        self.roster.check(batch)
        return batch

    def _judge(self):
        """Refuse the file when none of its sheets could be read."""
        layouts = self._layouts
        if any(layout.state in ("read", "refused") for layout in layouts):
            return
        filled = [layout for layout in layouts if layout.state in UNREAD]
        if not filled:
            raise Refused("file.empty", "工作簿里没有内容。请选择有内容的工作簿。")
        first = next((layout for layout in filled if layout.state != "hidden"), filled[0])
        said = next(f for f in first.findings if f.code == UNREAD[first.state])
        raise Refused(said.code, said.message)


def _tell_marks(batch):
    """Say which rows are hidden or struck through."""
    sheet, layout = batch.sheet.sheet, batch.sheet
    if not sheet.hidden_rows and not sheet.struck:
        return
    anchors = {layout.mapping.indexes[a] for a in layout.columns.anchors if a in layout.mapping.indexes}
    naming = layout.columns.naming
    for at, number in enumerate(batch.numbers):
        if number in sheet.hidden_rows:
            problem = Problem("row.hidden", "这一行是隐藏的，已照常读取。", level=INFO)
            batch.findings.append(
                finding(problem, sheet=layout.name, row=number, who=batch.block.cell(naming, at)[:60])
            )
        struck = {column - sheet.first_column for column in sheet.struck.get(number, ())}
        if struck & anchors:
            problem = Problem(
                "row.strikethrough", "这一行被划了删除线，已照常读取。请确认此人是否还在名册上。", level=WARNING
            )
            batch.findings.append(
                finding(problem, sheet=layout.name, row=number, who=batch.block.cell(naming, at)[:60])
            )
