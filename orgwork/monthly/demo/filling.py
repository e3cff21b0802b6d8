"""What a secretary puts into the cells that no record fills."""

from decimal import Decimal

from ..enums import TYPED, CellState
from . import typed

CORRECTED = "补记月底几次走访，记录随后补上"
CORRECTED_SHARE = 0.03
HIGHLIGHTS = (
    "网格党支部牵头修好了院内三处路灯。", "和驻区单位联办便民服务日，来了九十多人。",
    "楼院议事会谈成了两处停车位的划法。", "老党员讲课，年轻党员到得齐。",
)  # fmt: skip
PROBLEMS = (
    "老旧管网堵塞反复，社区没有维修资金。", "在职党员白天活动到得少。", "物业更换期间保洁跟不上。", "独居老人多，走访人手紧。",
)  # fmt: skip
PLANS = (
    "走访还没有到过的楼栋。", "办好下月主题党日，补齐签到。", "把收集的意见逐条答复。", "联系流动党员，核对去向。",
)  # fmt: skip


class Filling:
    """One report's cells by code, filled in by `keeper`; `last` are the typed values of the month before."""

    def __init__(self, rng, rows, keeper, last):
        self.rng, self.rows, self.keeper, self.last = rng, rows, keeper, last

    def whole(self, month, code):
        """Everything the report of the community `code` needs to be handed in."""
        self.numbers(month, code)
        self.text("m_highlights", HIGHLIGHTS)
        self.text("m_problems_text", PROBLEMS)
        self.text("m_next", PLANS)
        for row in self.rows.values():
            if row.state == CellState.BLANK and row.item.is_number and not row.item.computed_only:
                self.put(row, Decimal(0))

    def numbers(self, month, code):
        wanted = typed.numbers(self.rng, month, self.known, self.last) | typed.of_rectification(self.rng, code)
        for name, value in wanted.items():
            if name in self.rows:
                self.put(self.rows[name], Decimal(value))
        if self.rng.random() < CORRECTED_SHARE:
            self.correct("m_visit_households", self.rng.randint(2, 9), CORRECTED)

    def known(self, code):
        return self.rows[code].value or Decimal(0)

    def put(self, row, value):
        """A typed value, and which of the three things it is: a number, a zero, or the same as last month."""
        same = value and row.item.stable and value == self.last.get(row.code)
        row.value, row.source, row.updated_by = value, TYPED, self.keeper
        row.state = CellState.SAME if same else CellState.FILLED if value else CellState.ZERO

    def correct(self, code, more, why):
        """A typed value beside that of the records, with its reason."""
        row = self.rows[code]
        self.put(row, self.known(code) + more)
        row.explanation = why

    def text(self, code, said):
        row = self.rows[code]
        row.text, row.state, row.updated_by = self.rng.choice(said), CellState.FILLED, self.keeper
