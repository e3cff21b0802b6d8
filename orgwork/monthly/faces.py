"""How a cell looks: state word, tint, source line, message, buttons. Page and answer of an autosave draw the same face."""

from dataclasses import dataclass

from django.utils import timezone

from .enums import CellState, Kind, Level
from .numbers import plain
from .services.prefilling import known

SAVED, WRONG = ("已存", "ok", "check"), ("有误", "bad", "alert-circle")
EMPTY, LOOK = ("未填", "warn", "circle-dashed"), ("请核对", "warn", "alert-triangle")
LOCKED, CLASH = ("锁定", "lock", "lock"), ("冲突", "clash", "git-merge")
OPTIONAL = ("可不填", "", "")
TEMPLATES = {Kind.NUMBER: "_cell", Kind.TEXT: "_text", Kind.CHOICE: "_choice", Kind.FILE: "_file"}
FEW = 4
SAID = {CellState.ZERO: "零报告", CellState.SAME: "与上月相同"}


@dataclass
class Face:
    """`typed` and `written` are what the person has in the input, where that could not be saved; `error` says why;
    `theirs` is the face of a conflict: what stands there now, and who wrote it when. `removed` is (name, undo) of an attachment
    that was just taken away."""

    cell: object
    typed: str | None = None
    written: str | None = None
    error: str = ""
    theirs: str = ""
    removed: tuple = ()

    @property
    def template(self):
        return f"monthly/{TEMPLATES[self.item.kind]}.html"

    @property
    def row(self):
        return self.cell.row

    @property
    def item(self):
        return self.cell.item

    @property
    def code(self):
        return self.cell.code

    @property
    def value(self):
        return self.cell.shown if self.typed is None else self.typed

    @property
    def explanation(self):
        return self.row.explanation if self.written is None else self.written

    @property
    def css(self):
        if self.theirs:
            return "clash"
        if self.error:
            return "bad"
        if self.item.computed_only:
            return "lock"
        return self._of_finding() or ("saved" if self.row.typed else "auto")

    def _of_finding(self):
        finding = self.cell.gravest
        if finding is None:
            return "blank" if self.cell.unfilled else ""
        if finding.kind == "blank":
            return "blank"
        return {Level.HIGH: "bad", Level.MEDIUM: "warn"}.get(finding.level, "")

    @property
    def word(self):
        """(word, tone, icon) of the state."""
        if self.item.computed_only and not self.error:
            return LOCKED
        if self.cell.blank and not self.item.required and not self.error and not self.theirs:
            return OPTIONAL
        word, tone, icon = {"clash": CLASH, "bad": WRONG, "blank": EMPTY, "warn": LOOK}.get(self.css, SAVED)
        return (f"已存 {self._when()}", tone, icon) if (word, self.row.updated_by_id is not None) == ("已存", True) else (word, tone, icon)

    def _when(self):
        local = timezone.localtime(self.row.updated_at)
        today = local.date() == timezone.localdate()
        return f"{local:%H:%M}" if today else f"{local.month}月{local.day}日"

    @property
    def finding(self):
        """The finding to spell out at the cell; an empty cell has its buttons instead."""
        found = self.cell.gravest
        return found if found and found.kind != "blank" else None

    @property
    def offer(self):
        """The value to take instead, as text, or ""."""
        return plain(self.finding.offer) if self.finding and self.finding.offer is not None else ""

    @property
    def needs_sentence(self):
        """Whether a sentence would help: shown open where one is written or asked for."""
        return bool(self.explanation) or (self.finding is not None and self.finding.kind in ("differs", "outside", "at_least"))

    @property
    def source(self):
        """(before, linked, behind, bold) of the source line."""
        if self.item.computed_only:
            return "", "由记录计算", "，不能手填", ""
        if not self.row.typed:
            return self._from_records()
        said = SAID.get(self.row.state, "")
        if self.cell.differs:
            return ("" if said else "手填，") + "代替", f"记录里的 {plain(self.row.computed)} {self.item.measure}", "", said
        if said:
            return ("没有发生，不是没填" if self.row.state == CellState.ZERO else ""), "", "", said
        return "要您填" if self.cell.unfilled else "手填" if self.item.is_number else "", "", "", ""

    def _from_records(self):
        noun, counted = self.item.noun[1:], known(self.item).aggregate == "count"
        if self.cell.blank:
            return f"本月还没有{noun}", "", "", ""
        return "来自", f"{plain(self.row.computed)} {self.item.noun}" if counted else noun, "", ""

    @property
    def previous(self):
        return plain(self.cell.previous)

    @property
    def offers_same(self):
        """What the records fill is not carried over from last month: they say what this month was."""
        return self.row.typed and self.cell.previous is not None

    @property
    def last_year(self):
        return plain(self.cell.last_year)

    @property
    def band(self):
        """The usual range as numbers a drawing can say."""
        return tuple(int(v) if v == int(v) else v.normalize() for v in self.cell.band) if self.cell.band else (None, None)

    @property
    def input_id(self):
        return f"c-{self.code}"

    @property
    def may_add(self):
        """Whether a record written down now could mend the cell: there is none, or fewer than were typed."""
        return self.cell.writable and self.cell.register is not None and (self.cell.blank or self._more_than_records)

    @property
    def _more_than_records(self):
        return self.cell.differs and self.row.value > self.row.computed

    @property
    def options(self):
        """[(value, label)] of a choice; what need not be answered may be taken back."""
        return [(c, c) for c in self.item.choices] + ([] if self.item.required else [("", "不填")])

    @property
    def few(self):
        """Whether the choices stand open beside each other."""
        return len(self.item.choices) <= FEW


def faces(cells, **special):
    """{code: Face}; `special` gives ready faces by code."""
    return {cell.code: special.get(cell.code) or Face(cell) for cell in cells}


def groups(shown):
    """[(group, [Face], mark)] in the order of the form; mark is (text, kind) for the index of groups."""
    found = {}
    for face in shown.values():
        found.setdefault(face.item.group, []).append(face)
    return [
        {"name": name, "faces": inside, "mark": _mark(inside), "text": not any(f.item.is_number for f in inside)}
        for name, inside in found.items()
    ]


def _mark(inside):
    wrong = sum(face.css in ("bad", "clash") for face in inside)
    empty = sum(face.css == "blank" for face in inside)
    look = sum(face.css == "warn" for face in inside)
    if wrong:
        return f"{wrong} 处", "b"
    if empty:
        return f"缺 {empty}", "wn"
    return (f"{look} 处", "wn") if look else ("", "o")


def counts(shown):
    """{saved, wrong, empty, look, total …} over the cells that have to be filled."""
    due = [face for face in shown.values() if face.item.required]
    kinds = [face.css for face in due]
    wrong, empty = sum(k in ("bad", "clash") for k in kinds), kinds.count("blank")
    return {
        "wrong": wrong, "empty": empty, "look": kinds.count("warn"), "saved": len(kinds) - wrong - empty, "total": len(kinds),
        "auto": sum(not f.row.typed and not f.cell.blank for f in due),
        "typed": sum(f.row.typed and not f.cell.blank for f in due),
        "same": sum(f.css == "blank" and f.cell.takes_same for f in due),
        "zero": sum(f.css == "blank" and f.cell.takes_zero for f in due),
    }  # fmt: skip
