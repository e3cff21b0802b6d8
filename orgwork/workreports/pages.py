"""A report as its page shows it: the sheet with its chips, the outline, the ledger."""

from urllib.parse import urlencode

from orgwork.workreports import facts, filling, outline, parsing, queries
from orgwork.workreports.document import BYLINE, HEAD, STRONG
from orgwork.workreports.models import SlotState

CHIPS = {
    SlotState.FILLED: {"css": "", "icon": "", "word": "已取数"},
    SlotState.UNREVIEWED: {"css": "unrev", "icon": "eye", "word": "含未审数据"},
    SlotState.MISSING: {"css": "miss", "icon": "circle-dashed", "word": "待补"},
    SlotState.TEXT: {"css": "text", "icon": "", "word": "文字"},
}
OUTLINE = 8
OPEN, ALL, WORDS = "open", "all", "words"


def figure_url(key, value) -> str:
    return f"/figures/{key}/?{urlencode({'unit': value.unit_code, 'period': value.period})}"


def slot_url(report, value) -> str:
    return f"/reports/{report.pk}/slots/{value.no}/"


def records_url(report, value) -> str:
    """Where the records of a printed number are: its figure, or the blank's own page where it has none or several."""
    sources = list(value.sources.all())
    return figure_url(sources[0].key, value) if len(sources) == 1 else slot_url(report, value)


def chip(report, value) -> dict:
    return {**CHIPS[value.state], "url": records_url(report, value), "no": value.no, "title": title_of(value)}


def title_of(value) -> str:
    count = f"，{value.records} 条记录" if value.records else ""
    return f"{value.no} {value.name}：{CHIPS[value.state]['word']}{count}"


class Sheet:
    """The text of one revision with its values in place."""

    def __init__(self, report):
        self.report = report
        self.values = queries.slots_of(report)
        self.by_no = {value.no: value for value in self.values}
        self.document = parsing.parse(report.template_text)
        self.blocks = filling.filled(self.document, self.by_no, facts.context(report))

    def paragraphs(self) -> list[dict]:
        followers = [*self.blocks[1:], None]
        return [self.paragraph(block, after) for block, after in zip(self.blocks, followers, strict=True)]

    def paragraph(self, block, after) -> dict:
        runs = [self.run(item, block) for item in block.runs]
        joined = after is not None and after.kind == BYLINE
        return {"kind": block.kind, "line": block.line, "runs": runs, "level": block.level, "joined": joined}

    def run(self, item, block) -> dict:
        no = getattr(item, "no", None)
        return {
            "text": item.text,
            "strong": item.tone == STRONG or (item.tone == HEAD and block.level > 2),
            "chip": chip(self.report, self.by_no[no]) if no else None,
        }

    def toc(self) -> list[dict]:
        """Headings of the first two levels, each with how many blanks below it need somebody."""
        found = []
        for block in self.blocks:
            if block.level in (1, 2):
                found.append(entry(block))
            for item in block.runs:
                state = getattr(item, "state", "")
                if found and state in (SlotState.MISSING, SlotState.UNREVIEWED):
                    found[-1]["miss" if state == SlotState.MISSING else "unrev"] += 1
        return found


def entry(block) -> dict:
    whole = outline.heading(block).text
    return {"level": block.level, "line": block.line, "text": short(whole), "whole": whole, "miss": 0, "unrev": 0}


def short(heading) -> str:
    """What the narrow outline has room for: the number of a part, the words of a section."""
    text = heading.partition("，")[0].rpartition("）")[2]
    return text if len(text) <= OUTLINE else f"{text[:OUTLINE]}…"


def counts(values) -> dict:
    numbers = [value for value in values if value.is_number]
    words = [value for value in values if not value.is_number]
    by_state = {state: sum(value.state == state for value in numbers) for state in SlotState}
    missing = by_state[SlotState.MISSING]
    return {
        "total": len(numbers),
        "have": len(numbers) - missing,
        "filled": by_state[SlotState.FILLED],
        "unreviewed": by_state[SlotState.UNREVIEWED],
        "missing": missing,
        "words": len(words),
        "words_have": sum(not value.is_missing for value in words),
        "label": f"已取数 {by_state[SlotState.FILLED]}，含未审 {by_state[SlotState.UNREVIEWED]}，待补 {missing}",
        "parts": [(by_state[SlotState.FILLED], "f"), (by_state[SlotState.UNREVIEWED], "u"), (missing, "e")],
    }


def ledger(report, values, tab) -> list[dict]:
    numbers = [value for value in values if value.is_number]
    chosen = {
        OPEN: queries.urgent_first(queries.open_ones(numbers)),
        ALL: queries.urgent_first(numbers),
        WORDS: queries.urgent_first([value for value in values if not value.is_number]),
    }[tab]
    return [line(report, value) for value in chosen]


def line(report, value) -> dict:
    shown = "待补" if value.is_missing else f"{value.text}{'' if value.measure == '%' else f' {value.measure}'}"
    place = {"no": value.no, "name": value.name, "url": slot_url(report, value)}
    return {**CHIPS[value.state], **place, "shown": shown, "why": why(value)}


def why(value) -> str:
    if value.is_missing:
        return "期间内没有计入的记录" if value.key else "还没有这本台账"
    return f"{value.unreviewed} 条记录未审核" if value.state == SlotState.UNREVIEWED else ""


def tabs(report, values, current) -> list[dict]:
    numbers = [value for value in values if value.is_number]
    found = (
        (OPEN, "要处理", len(queries.open_ones(numbers))),
        (ALL, "全部", len(numbers)),
        (WORDS, "文字", len(values) - len(numbers)),
    )
    url = f"/reports/{report.pk}/"
    return [
        {"label": label, "count": count, "url": f"{url}?ledger={key}", "current": key == current, "bad": False}
        for key, label, count in found
    ]
