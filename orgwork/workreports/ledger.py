"""数字台账: every blank of a report with its state and why it needs somebody; the counts above it."""

from orgwork.workreports import comparing, hindrances, queries, wording
from orgwork.workreports.models import SlotState
from orgwork.workreports.pages import CHIPS, slot_url

OPEN, ALL, WORDS, MORE = "open", "all", "words", "more"
SHOWN_UNITS = 3
PARTS = ((SlotState.FILLED, "f"), (SlotState.TYPED, "y"), (SlotState.UNREVIEWED, "u"), (SlotState.MISSING, "e"))


class Ledger:
    """The blanks of one report. `judgement` is what the checks said, `typed` its Entries, `found` its Hindrances."""

    def __init__(self, report, values, *, typed, judgement, found):
        self.report, self.values, self.typed = report, values, typed
        self.extras = queries.extras_of(report)
        self.false = {f.slot: f for f in judgement.blocking if f.slot}
        self.unsaid = {value.no for h in found if h.kind == hindrances.MOVED for value in h.values}

    @property
    def numbers(self):
        return [value for value in self.values if value.is_number]

    @property
    def words(self):
        return [value for value in self.values if not value.is_number]

    def counts(self) -> dict:
        by_state = {state: sum(value.state == state for value in self.numbers) for state in SlotState}
        missing, words = by_state[SlotState.MISSING], self.words
        return {
            "total": len(self.numbers), "have": len(self.numbers) - missing, "missing": missing,
            "filled": by_state[SlotState.FILLED], "unreviewed": by_state[SlotState.UNREVIEWED], "typed": by_state[SlotState.TYPED],
            "words": len(words), "words_have": sum(not value.is_missing for value in words),
            "label": "，".join(f"{CHIPS[state]['word']} {by_state[state]}" for state, _kind in PARTS),
            "parts": [(by_state[state], kind) for state, kind in PARTS], "line": self.line(),
        }  # fmt: skip

    def line(self) -> str:
        """32/35 已填，3 项缺 4 个社区."""
        short = [value for value in self.numbers if value.gaps]
        places = {gap["unit"] for value in short for gap in value.gaps}
        have = f"{sum(not value.is_missing for value in self.numbers)}/{len(self.numbers)} 已填"
        return f"{have}，{len(short)} 项缺 {len(places)} 个社区" if short else have

    def tab(self, asked) -> str:
        return asked if asked in (OPEN, ALL, WORDS, MORE) else OPEN

    def chosen(self, tab) -> list:
        found = {OPEN: [v for v in self.values if self.is_open(v)], ALL: self.numbers, WORDS: self.words, MORE: self.extras}
        return sorted(found[tab], key=lambda value: (self.rank(value), value.no))

    def is_open(self, value) -> bool:
        return self.rank(value) < len(REASONS)

    def rank(self, value) -> int:
        return next((at for at, (has, _say) in enumerate(REASONS) if has(self, value)), len(REASONS))

    def lines(self, tab) -> list[dict]:
        return [self.row(value) for value in self.chosen(tab)]

    def row(self, value) -> dict:
        css = "false-i" if value.name in self.false else CHIPS[value.state]["css"]
        entry = self.typed.get(value)
        return {
            "no": value.no, "name": value.name, "url": slot_url(self.report, value), "css": css, "shown": shown(value),
            "why": self.why(value, entry), "may_remind": bool(value.gaps) or (value.is_missing and bool(entry and entry.owner)),
        }  # fmt: skip

    def why(self, value, entry) -> str:
        """Why a blank needs somebody, in a few words; the owner where there is one."""
        said = [say(self, value) for has, say in REASONS if has(self, value)]
        if value.state == SlotState.TYPED and entry and entry.basis:
            said.append(f"依据：{entry.basis}")
        if entry and entry.owner:
            said.append(f"{entry.owner}负责")
        return "；".join(said)

    def tabs(self, current) -> list[dict]:
        found = [(OPEN, "要处理"), (ALL, "全部"), (WORDS, "文字")] + ([(MORE, "其他")] if self.extras else [])
        url = f"/reports/{self.report.pk}/"
        return [
            {"label": label, "count": len(self.chosen(key)), "url": f"{url}?ledger={key}#lg", "current": key == current, "bad": False}
            for key, label in found
        ]


def shown(value) -> str:
    if value.is_missing:
        return "待补"
    return value.text if value.measure == wording.PERCENT else f"{value.text} {value.measure}".strip()


def lacking(value) -> str:
    """Which communities and months a number lacks: 缺南苑社区 3月、4月，桥北社区 5月."""
    said = [f"{gap['name']} {'、'.join(f'{int(month[5:])}月' for month in gap['months'])}" for gap in value.gaps[:SHOWN_UNITS]]
    more = f"等 {len(value.gaps)} 个社区" if len(value.gaps) > SHOWN_UNITS else ""
    return f"缺{'，'.join(said)}{more}"


def missing(value) -> str:
    if value.gaps:
        return lacking(value)
    if not value.is_number:
        return "还没有填"
    return "期间内没有计入的记录" if value.key else "还没有这本台账，请人工填"


def moved(value) -> str:
    change = comparing.change(value.value, value.last_value)
    return f"比上一期{'增' if change > 0 else '减'} {wording.plain(abs(change))}%，要写一句说明"


# Why a blank needs somebody, the most urgent first: (whether it does, in words).
REASONS = (
    (lambda ledger, value: value.is_missing, lambda ledger, value: missing(value)),
    (lambda ledger, value: value.name in ledger.false, lambda ledger, value: ledger.false[value.name].message),
    (lambda ledger, value: value.state == SlotState.UNREVIEWED, lambda ledger, value: f"{value.unreviewed} 条记录未审核"),
    (lambda ledger, value: value.no in ledger.unsaid, lambda ledger, value: moved(value)),
    (lambda ledger, value: bool(value.gaps) and not value.is_missing, lambda ledger, value: lacking(value)),
)
