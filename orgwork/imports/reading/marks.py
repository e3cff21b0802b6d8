"""What the reader of values does not tell about a sheet: hidden rows, struck cells, error values, formulas without a
value.

The XML is cut at its rows as it is inflated; only rows in which something of interest stands are looked at closely.
"""

import re

from .refused import Refused
from .styles import DECIMALS, MONTHS, STRIKE

ROW_LIMIT = 8 << 20
ERROR, UNCACHED = "#", "="
HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)[\"']")
LETTERS = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})\d*[\"']")
STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d+)[\"']")
IS_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
IS_TEXT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
IS_NUMBER = re.compile(rb"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
YEAR_AND_MORE = re.compile(rb"(?:18|19|20)\d\d\.\d+")
COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
SPAN = re.compile(rb"\b(min|max)\s*=\s*[\"'](\d+)[\"']")
ROOT = re.compile(rb"<(\w+:)?worksheet\b")
ERRORS = (b't="e"', b"t='e'", b"t = ")
AFTER_NAME = frozenset(b" >/\t\r\n")


def column_number(letters):
    """0 for b'A', 26 for b'AA'."""
    total = 0
    for letter in letters:
        total = total * 26 + letter - 64
    return total - 1


class SheetMarks:
    """Collects while the sheet's XML is fed; `rows` filled rows and the last of them, `cells` {row: {column: mark}}."""

    def __init__(self, limits, styles, room):
        self.hidden_rows, self.hidden_columns, self.struck, self.cells = [], [], {}, {}
        self.rows = self.last_row = self.last_column = self.merges = 0
        self._limits, self._styles, self._room = limits, styles, room
        self._carry, self._state = b"", self._head
        self._prefix, self._seen = b"", 0

    def feed(self, piece):
        """Take the next inflated bytes. Raises Refused file.too_large, .expands."""
        self._carry += piece
        if len(self._carry) > ROW_LIMIT:
            raise Refused("file.expands")
        self._state()

    def close(self):
        """Look at what is left, and at the area the sheet spans. Raises Refused file.too_large."""
        if self._state == self._body and self._carry:
            self._row(self._carry)
        if self.last_row * (self.last_column + 1) > self._limits.cells:
            raise Refused(
                "file.too_large",
                f"内容一直到第{self.last_row}行、第{self.last_column + 1}列。请删除远处的多余内容后再上传。",
            )

    def _head(self):
        root = ROOT.search(self._carry)
        self._prefix = (root[1] or b"") if root else b""
        at = self._carry.find(b"<" + self._prefix + b"sheetData")
        if at < 0:
            return
        self._columns(self._carry[:at])
        self._set_tokens()
        self._carry = self._carry[at:]
        self._state = self._body
        self._body()

    def _columns(self, head):
        for found in COLUMN.finditer(head):
            if HIDDEN.search(found[1]):
                span = dict(SPAN.findall(found[1]))
                first, last = int(span.get(b"min", 1)), int(span.get(b"max", 0))
                self.hidden_columns.extend(range(first - 1, min(last, self._limits.columns)))

    def _set_tokens(self):
        p = re.escape(self._prefix)
        self._open, self._end = b"<" + self._prefix + b"row", b"</" + self._prefix + b"sheetData"
        self._value, self._text = b"<" + self._prefix + b"v", b"<" + self._prefix + b"t"
        self._formula = b"<" + self._prefix + b"f"
        self._cell = re.compile(rb"<%bc\b([^>]*?)(?:/>|>(.*?)</%bc>)" % (p, p), re.DOTALL)
        self._inner = re.compile(rb"<%bv[^>/]*>([^<]+)<" % p)
        numbers = b"|".join(b"%d" % n for n in sorted(self._styles))
        self._styled = re.compile(rb"\bs\s*=\s*[\"'](?:%b)[\"']" % numbers) if numbers else None

    def _body(self):
        end = self._carry.find(self._end)
        chunk = self._carry[:end] if end >= 0 else self._carry
        rows = chunk.split(self._open)
        self._rows(rows[1:-1] if end < 0 else rows[1:], chunk)
        if end < 0:
            self._carry = (self._open if len(rows) > 1 else b"") + rows[-1]
        else:
            self._carry, self._state = self._carry[end:], self._tail
            self._tail()

    def _rows(self, rows, chunk):
        telling = self._formula in chunk or b"hidden" in chunk or any(e in chunk for e in ERRORS)
        if telling or (self._styled and self._styled.search(chunk)):
            for row in rows:
                self._row(row)
        else:
            self._count_plain(rows)

    def _count_plain(self, rows):
        """Count rows of which nothing has to be told; the last one tells how far down the sheet they reach."""
        value, text, count, last, widest = self._value, self._text, 0, None, self.last_column + 65
        for row in rows:
            if value not in row and text not in row:
                continue
            at = row.rfind(b' r="')
            if at < 0 or row[at + 5] > 57:
                self._row(row)
                continue
            count, last = count + 1, row
            if row[at + 4] > widest:
                widest = row[at + 4]
        self.last_column = max(self.last_column, widest - 65)
        if last:
            number = NUMBER.search(last, 0, last.find(b">"))
            self.last_row = self._seen = int(number[1]) if number else self._seen + len(rows)
            self._fill(count)

    def _tail(self):
        token = b"<" + self._prefix + b"mergeCell "
        self.merges += self._carry.count(token)
        if self.merges > self._limits.merges:
            raise Refused("file.too_large", "合并单元格过多。请取消合并后再上传。")
        self._carry = self._carry[-len(token) + 1 :]

    def _row(self, row):
        if not row or row[0] not in AFTER_NAME:
            return
        attributes = row[: row.find(b">")]
        number = NUMBER.search(attributes)
        self._at = self._seen = int(number[1]) if number else self._seen + 1
        has_formula = self._formula in row
        if not (self._value in row or self._text in row or has_formula):
            return
        self._count(row)
        if b"hidden" in attributes and HIDDEN.search(attributes):
            self.hidden_rows.append(self._at)
        if has_formula or b"e" in row and IS_ERROR.search(row) or self._styled and self._styled.search(row):
            self._look(row)

    def _count(self, row):
        self.last_row = self._at
        self._fill(1)
        last = LETTERS.search(row, row.rfind(b"<" + self._prefix + b"c "))
        if last:
            self._widen(column_number(last[1]), row)

    def _fill(self, count):
        self.rows += count
        if self.rows > self._room:
            raise Refused("file.too_large", f"超过{self._limits.rows}行。请分成几个文件上传。")

    def _widen(self, column, row):
        if column >= self._limits.columns:
            filled = [
                c for c, _attributes, body in self._cells(row) if body and (self._value in body or self._text in body)
            ]
            column = max(filled, default=0)
        if column >= self._limits.columns:
            raise Refused("file.too_large", f"第{self._at}行超过{self._limits.columns}列。请删除多余的列后再上传。")
        self.last_column = max(self.last_column, column)

    def _cells(self, row):
        column = -1
        for found in self._cell.finditer(row):
            letters = LETTERS.search(found[1])
            column = column_number(letters[1]) if letters else column + 1
            yield column, found[1], found[2]

    def _look(self, row):
        struck = []
        for column, attributes, body in self._cells(row):
            value = self._inner.search(body) if body else None
            mark = self._mark(attributes, body or b"", value and value[1])
            if mark:
                self.cells.setdefault(self._at, {})[column] = mark
            if body and STRIKE in self._style(attributes):
                struck.append(column)
        if struck:
            self.struck[self._at] = struck

    def _style(self, attributes):
        found = STYLE.search(attributes) if self._styles else None
        return self._styles.get(int(found[1]), ()) if found else ()

    def _mark(self, attributes, body, value):
        if IS_ERROR.search(attributes):
            return ERROR, (value or b"#").decode("ascii", "replace")
        if self._formula in body:
            return (UNCACHED, "") if value is None and not IS_TEXT.search(attributes) else None
        style = self._style(attributes)
        if DECIMALS in style and value and YEAR_AND_MORE.fullmatch(value):
            return DECIMALS, float(value)
        if MONTHS in style and value and IS_NUMBER.fullmatch(value):
            return MONTHS, ""
        return None
