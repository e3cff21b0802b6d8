"""A template as its pages show it: the sheet with the latest report's values, else names in brackets; what is wrong with it."""

from orgwork.workreports import facts, filling, outline, parsing, problems
from orgwork.workreports.document import HEAD, STRONG, Gap
from orgwork.workreports.models import SlotState

CSS = {SlotState.MISSING: "miss", SlotState.UNREVIEWED: "unrev", SlotState.TYPED: "typed", SlotState.TEXT: "text"}
WORDS = {SlotState.MISSING: "待补", SlotState.TEXT: "文字"}
ONLY_NOTED = ("heading.order", "heading.parent")


class Preview:
    """`text` with the values of `report` (a WorkReport composed before, or None)."""

    def __init__(self, text, report=None):
        self.document = parsing.parse(text)
        values = list(report.slots.all()) if report else []
        self.values = filling.matched(self.document, values)
        self.context = facts.context(report) if report else {}
        self.steps = facts.steps(report) if report else filling.STEPS

    def paragraphs(self) -> list[dict]:
        return [self.paragraph(block) for block in self.document.blocks]

    def paragraph(self, block):
        runs = [self.run(run, block) for run in block.runs]
        return {"kind": block.kind, "level": 0 if block.runs_on else block.level, "line": block.line, "runs": runs}

    def run(self, run, block):
        if not isinstance(run, Gap):
            return {"text": run.text, "strong": run.tone == STRONG or (run.tone == HEAD and (block.level > 2 or block.runs_on))}
        said = filling.fill(run, self.values, self.context, self.steps)
        if run.no in self.values or (run.no is None and self.context):
            state = getattr(said, "state", SlotState.TEXT)
            return {"text": said.text, "chip": True, "css": CSS.get(state, ""), "title": title(run)}
        return {"text": f"【{run.name}】", "chip": True, "css": "text" if known(run) else "miss", "title": title(run)}

    def problems(self) -> list[dict]:
        """What must be mended before a report can be made, then what is only noted."""
        found = [*self.document.problems, *outline.check(self.document)]
        return [line_of(problem) for problem in sorted(found, key=lambda p: (p.code in ONLY_NOTED, p.line))]

    def counts(self) -> dict:
        gaps = filling.first_gaps(self.document)
        unknown = sum(not gap.slot.is_known for gap in gaps)
        return {"slots": len(gaps), "unknown": unknown, "places": len(self.document.slot_gaps())}


def known(gap):
    return gap.slot is None or gap.slot.is_known


def title(gap):
    if gap.slot is None:
        return f"{gap.name}：取自报告本身"
    return f"{gap.name}：{gap.slot.note}" if known(gap) else f"{gap.name}：没有叫这个名字的空"


def line_of(problem):
    return {
        "line": problem.line,
        "text": problems.said(problem),
        "near": problem.near,
        "name": problem.text,
        "blocks": problem.code not in ONLY_NOTED,
    }
