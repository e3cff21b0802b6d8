"""What still stands between a draft and 定稿: each reason in words, with the blanks it names."""

from dataclasses import dataclass

from orgwork.kit import params
from orgwork.workreports import checks, comparing, entries, facts
from orgwork.workreports.models import SlotState

MISSING, UNREVIEWED, MOVED, WORDS, SHORT = "missing", "unreviewed", "moved", "words", "short"
SAID = {
    MISSING: "{} 处待补",
    UNREVIEWED: "{} 个数含未审核记录，没有说明",
    MOVED: "{} 个数变动大，没有说明",
    WORDS: "{} 句与数据不符",
    SHORT: "{} 个数还缺社区的月报",
}
BLOCKING = (MISSING, UNREVIEWED, MOVED, WORDS)

params.declare(
    "workreports.change_limit",
    label="工作报告：比上一期变动超过多少要写说明",
    default=30,
    unit="%",
    minimum=1,
    maximum=1000,
    source="本区做法（可改）",
)


@dataclass(frozen=True)
class Hindrance:
    """`values` are the SlotValues it speaks of, `findings` those of the checks; SHORT does not block, it is only said."""

    kind: str
    values: tuple = ()
    findings: tuple = ()

    @property
    def count(self) -> int:
        return len(self.values) + len(self.findings)

    @property
    def text(self) -> str:
        return SAID[self.kind].format(self.count)

    @property
    def blocks(self) -> bool:
        return self.kind in BLOCKING


def of(report, values, *, typed=None, judgement=None) -> list[Hindrance]:
    """Every Hindrance of a draft; `values` are its SlotValues, `typed` its Entries, `judgement` what the checks said of it."""
    typed = typed or entries.of(report)
    judgement = judgement or checks.judge(report, values={value.no: value for value in values})
    limit = change_limit(report)
    found = {
        MISSING: [value for value in values if value.is_missing],
        UNREVIEWED: [v for v in values if v.state == SlotState.UNREVIEWED and not explained(v, typed)],
        MOVED: [v for v in values if moved_too_far(v, limit) and not explained(v, typed)],
        SHORT: [v for v in values if v.gaps and not v.is_missing],
    }
    reasons = [Hindrance(kind, tuple(found[kind])) for kind in found if found[kind]]
    wrong = tuple(judgement.blocking)
    return [*reasons, *([Hindrance(WORDS, findings=wrong)] if wrong else [])]


def blocking(found) -> list[Hindrance]:
    return [hindrance for hindrance in found if hindrance.blocks]


def change_limit(report):
    return params.value("workreports.change_limit", facts.cut_off(report))


def explained(value, typed) -> bool:
    entry = typed.get(value)
    return entry is not None and bool(entry.explanation)


def moved_too_far(value, limit) -> bool:
    """Whether a number asks for a sentence: it differs from last time by more than `limit` per cent."""
    change = comparing.change(value.value, value.last_value) if value.is_number else None
    return change is not None and abs(change) > limit
