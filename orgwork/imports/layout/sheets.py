"""One sheet from its first cell to its last record."""

from itertools import chain

from orgwork.kit.values.problems import WARNING, Problem

from . import header, mapping, rowkinds, titles
from .blocks import SIZE, Block
from .findings import finding
from .headings import Grid, bare
from .rowkinds import BLANK, DATA, FOOTER, GROUP, HEADER, NOTE

TOLD = 500


class SheetLayout:
    """Reads one sheet: `blocks()` yields its records; afterwards the other attributes say what was found.

    `state` is "read", "hidden", "empty", "no_header", "no_rows" or "refused" (columns missing or doubled).
    """

    def __init__(self, sheet, columns, answers=None):
        self.sheet, self.columns, self.answers = sheet, columns, answers
        self.name, self.state = sheet.name, "hidden"
        self.header, self.titles, self.mapping = None, titles.Titles(), mapping.Mapping()
        self.findings, self.skipped, self.merged_down = [], [], {}
        self.count = 0
        self._context, self._group = {}, None

    def blocks(self):
        """Blocks of records in the order of the sheet; none where the sheet cannot be staged."""
        if not self.sheet.visible:
            self._say("sheet.hidden", "是隐藏的工作表，没有读取。请取消隐藏后再导入，或忽略。")
            return
        rows = self._numbered()
        if self._begin(rows):
            yield from self._body(chain(self._after_header, rows))
            self._finish()
        else:
            for _rest in rows:
                pass

    def _numbered(self):
        for first, batch in self.sheet.rows():
            yield from enumerate(batch, first)

    def _begin(self, rows):
        """Find the header in the first rows and map it; False where nothing of the sheet can be staged."""
        head, filled = [], False
        for number, row in rows:
            head.append(row)
            filled = filled or any(row)
            if number >= header.SEARCHED + header.TALLEST:
                break
        if not filled:
            self.state = "empty"
            return False
        grid = Grid(head, 1, self.sheet.merged, self.sheet.first_column)
        self.header = header.find(grid, self.columns)
        if self.header is None:
            self.state = "no_header"
            self._say("sheet.no_header", "找不到表头，没有读取。请确认表头在前30行内，至少有三个认得的列名。")
            return False
        self.titles = titles.read(head[: self.header.first - 1])
        self._header_rows = head[self.header.first - 1 : self.header.last]
        self._after_header = list(enumerate(head[self.header.last :], self.header.last + 1))
        return self._map()

    def _map(self):
        sheet = self.sheet
        found = mapping.map_columns(
            self.columns, self.header.paths, sheet.name, sheet.first_column, sheet.hidden_columns, self.answers
        )
        mapping.ask(found, self.columns, sheet.name)
        mapping.check_identity(found, self.columns, sheet.name)
        self.mapping = found
        self.findings += found.findings
        self.state = "refused" if found.fatal else "no_rows"
        self._prepare_rows()
        return not found.fatal

    def _prepare_rows(self):
        indexes = self.mapping.indexes
        self._anchors = [indexes[a] for a in self.columns.anchors if a in indexes]
        ways = [way for way in self.columns.identity if all(f in indexes for f in way)]
        self._identity = [indexes[f] for f in ways[0]] if ways else self._anchors
        self._mapped = [at for name, at in indexes.items() if not self.columns.columns[name].fill]
        self._lead = self._anchors[0] if self._anchors else 0
        self._lead_words = {row[self._lead] for row in self._header_rows} - {""}
        by_index = {at + self.sheet.first_column: name for name, at in indexes.items()}
        for top, left, bottom, _right in self.sheet.merged:
            name = by_index.get(left)
            if bottom > top > self.header.last and name and name not in self.columns.anchors and name != "id_card":
                self.merged_down.setdefault(name, []).append([top, bottom, ""])

    def _body(self, rows):
        numbers, kept = [], []
        for number, row in rows:
            kind, group = self._kind(row)
            if kind == DATA:
                numbers.append(number)
                kept.append(row)
                if len(kept) == SIZE:
                    yield self._block(numbers, kept)
                    numbers, kept = [], []
            elif kind == GROUP:
                if kept:
                    yield self._block(numbers, kept)
                    numbers, kept = [], []
                self._enter(group, number)
            elif kind != BLANK and len(self.skipped) < TOLD:
                self.skipped.append({"row": number, "reason": kind})
        if kept:
            yield self._block(numbers, kept)

    def _block(self, numbers, rows):
        self.count += len(rows)
        self._remember_merged(numbers, rows)
        return Block(self, numbers, rows, dict(self._context))

    def _remember_merged(self, numbers, rows):
        """Take the values of merged ranges from the rows they begin in; they may reach into later blocks."""
        for name, ranges in self.merged_down.items():
            at = self.mapping.indexes[name]
            tops = {found[0]: found for found in ranges if numbers[0] <= found[0] <= numbers[-1]}
            for number, row in zip(numbers, rows, strict=True) if tops else ():
                if number in tops:
                    tops[number][2] = row[at]

    def _kind(self, row):
        """(what the row is, its Group or None). Nearly all rows have an anchor and an identity: one look is enough."""
        for at in self._anchors:
            if row[at] == "":
                break
        else:
            if all(row[at] != "" for at in self._identity) and not self._is_header(row):
                return DATA, None
        return self._slow_kind(row)

    def _is_header(self, row):
        return row[self._lead] in self._lead_words and self._repeats(row)

    def _repeats(self, row):
        filled = [(at, bare(cell)) for at, cell in enumerate(row) if cell != ""]
        same = sum(1 for at, text in filled if text in self.header.paths[at])
        return same * 2 > len(filled)

    def _slow_kind(self, row):
        texts = [rowkinds.text_of(cell) for cell in row]
        filled = [(at, text) for at, text in enumerate(texts) if text or isinstance(row[at], tuple)]
        if not filled:
            return BLANK, None
        if self._repeats(row):
            return HEADER, None
        if rowkinds.is_footer([text for _at, text in filled]) and not all(texts[at] for at in self._identity):
            return FOOTER, None
        return self._lone(row, filled) if self._is_lone(filled) else self._sparse(filled)

    def _is_lone(self, filled):
        return len({text for _at, text in filled}) == 1

    def _lone(self, row, filled):
        at, text = filled[0]
        group = rowkinds.group_of(text)
        if group and not (at in self._anchors and group.kind in ("other", "place")):
            return GROUP, group
        return (DATA if at in self._anchors else NOTE), None

    def _sparse(self, filled):
        """A row of several texts is a record when something beyond its serial number and its place is there."""
        mapped = sum(1 for at, _text in filled if at in self._mapped)
        has_anchor = any(at in self._anchors for at, _text in filled)
        return (DATA if has_anchor or mapped >= 2 else NOTE), None

    def _enter(self, group, number):
        self._close_group()
        self._group = (group, number, self.count)
        if group.kind in ("place", "branch"):
            self._context = {} if group.kind == "place" else {k: v for k, v in self._context.items() if k == "place"}
        self._context[group.kind] = group.name
        if len(self.skipped) < TOLD:
            self.skipped.append({"row": number, "reason": GROUP})

    def _close_group(self):
        if self._group is None:
            return
        group, number, before = self._group
        if group.count is not None and group.count != self.count - before:
            self._mismatch(f"“{group.name}”写明{group.count}人", self.count - before, number)

    def _mismatch(self, stated, read, row=None):
        cause = f"{stated}，实际读到{read}人。请核对是否漏行或多行。"
        self.findings.append(finding(Problem("total.mismatch", cause, level=WARNING), sheet=self.name, row=row))

    def _finish(self):
        self._close_group()
        if not self.count:
            self._say("sheet.no_rows", "表头下面没有记录，没有读取。")
            return
        self.state = "read"
        if self.titles.total is not None and self.titles.total != self.count:
            self._mismatch(f"标题写明共{self.titles.total}人", self.count)

    def _say(self, code, cause):
        self.findings.append(finding(Problem(code, cause, level=WARNING), sheet=self.name))

    def report(self):
        """What the preview shows of the sheet (contract.md 3)."""
        from_first = self.sheet.first_column
        columns = {at + from_first: name for name, at in self.mapping.indexes.items()}
        return {
            "name": self.name,
            "header_rows": list(range(self.header.first, self.header.last + 1)) if self.header else [],
            "columns": {mapping.letter(at): columns[at] for at in sorted(columns)},
            "unmapped": self.mapping.unmapped,
            "questions": {word: list(options) for word, (options, _at) in self.mapping.questions.items()},
            "skipped": self.skipped,
        }
