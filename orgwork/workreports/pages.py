"""A report as its page shows it: the sheet with its chips and the outline."""

from urllib.parse import urlencode

from orgwork.workreports import checks, editions, filling, outline, parsing, queries
from orgwork.workreports.document import BYLINE, HEAD, STRONG
from orgwork.workreports.judging.showing import Board
from orgwork.workreports.models import SlotState, State

CHIPS = {
    SlotState.FILLED: {"css": "", "icon": "", "word": "已取数"},
    SlotState.UNREVIEWED: {"css": "unrev", "icon": "eye", "word": "含未审数据"},
    SlotState.MISSING: {"css": "miss", "icon": "circle-dashed", "word": "待补"},
    SlotState.TYPED: {"css": "typed", "icon": "pencil", "word": "人工填"},
    SlotState.TEXT: {"css": "text", "icon": "", "word": "文字"},
}
SHOWN_SHORT = 8
REVIEW, FINAL = "review", "final"


def figure_url(key, value) -> str:
    return f"/figures/{key}/?{urlencode({'unit': value.unit_code, 'period': value.period})}"


def slot_url(report, value) -> str:
    return f"/reports/{report.pk}/slots/{value.no}/"


def records_url(report, value) -> str:
    """Where the records of a printed number are: of a draft its figure; else, or where it has none or several, the blank's own page."""
    main = [source for source in value.sources.all() if not source.is_part]
    live = len(main) == 1 and not report.is_final and value.state in (SlotState.FILLED, SlotState.UNREVIEWED)
    return figure_url(main[0].key, value) if live and value.is_number else slot_url(report, value)


def chip(report, value) -> dict:
    return {**CHIPS[value.state], "url": records_url(report, value), "no": value.no, "title": title_of(value)}


def title_of(value) -> str:
    count = f"，{value.records} 条记录" if value.records else ""
    return f"{value.no} {value.name}：{CHIPS[value.state]['word']}{count}"


class Sheet:
    """The text of one revision with its values in place; `clean` is 正式版: no chips, no findings."""

    def __init__(self, report, *, clean=False, may_edit=False):
        self.report, self.clean, self.may_edit = report, clean, may_edit
        self.values = queries.slots_of(report)
        self.document = parsing.parse(report.template_text)
        self.by_no = filling.matched(self.document, self.values)
        self.blocks = editions.text_of(self.document, report, self.values)
        judgement = checks.judge(report, document=self.document, values=self.by_no)
        self.board = Board(report, judgement, may_edit=may_edit and report.state == State.DRAFT)

    def paragraphs(self) -> list[dict]:
        followers = [*self.blocks[1:], None]
        found = [self.paragraph(block, after) for block, after in zip(self.blocks, followers, strict=True)]
        return found if self.clean else self.board.dress(found)

    def paragraph(self, block, after) -> dict:
        runs = [self.run(item, block) for item in block.runs]
        joined = after is not None and after.kind == BYLINE
        level = 0 if block.runs_on else block.level  # a heading that runs on is a paragraph with a strong beginning
        return {"kind": block.kind, "line": block.line, "runs": runs, "level": level, "joined": joined}

    def run(self, item, block) -> dict:
        no = None if self.clean else getattr(item, "no", None)
        return {
            "text": item.text,
            "strong": item.tone == STRONG or (item.tone == HEAD and (block.level > 2 or block.runs_on)),
            "chip": chip(self.report, self.by_no[no]) if no else None,
        }

    def toc(self) -> list[dict]:
        """Headings of the first two levels, each with how much below it needs somebody."""
        found, false = [], {shown.line for shown in self.board.shown if shown.is_error and not shown.waiver}
        for block in self.blocks:
            if block.level in (1, 2):
                found.append(entry(block))
            if found:
                found[-1]["false"] += block.line in false
                count(found[-1], block)
        return found


def count(place, block):
    """Add up in an entry of the outline what the blanks of `block` still need."""
    states = [getattr(item, "state", "") for item in block.runs]
    place["miss"] += states.count(SlotState.MISSING)
    place["unrev"] += states.count(SlotState.UNREVIEWED)


def entry(block) -> dict:
    whole = outline.heading(block).text
    counts = {"miss": 0, "unrev": 0, "false": 0}
    return {"level": block.level, "line": block.line, "text": short(whole), "whole": whole, **counts}


def short(heading) -> str:
    """What the narrow outline has room for: the number of a part, the words of a section."""
    text = heading.partition("，")[0].rpartition("）")[2]
    return text if len(text) <= SHOWN_SHORT else f"{text[:SHOWN_SHORT]}…"
