"""What a check says: a finding in its sentence, the exceptions it names, the true wordings it offers."""

import hashlib
from dataclasses import dataclass, field

ERROR, WARNING = "error", "warning"
ALL, OVER, ATLEAST, ABOUT, PART, SAME, WORDS, MARKS, TEMPLATE = (
    "all", "over", "atleast", "about", "part", "same", "words", "marks", "template",
)  # fmt: skip
KINDS = {
    ALL: "均、全部：没有例外",
    OVER: "×余：只舍不入",
    ATLEAST: "×以上：向下取整",
    ABOUT: "约、近、不足：在舍入范围里",
    PART: "部分不多于总数",
    SAME: "前后两处同一个数",
    WORDS: "提法和错字",
    MARKS: "标点和标题",
    TEMPLATE: "空和写法",
}


@dataclass(frozen=True)
class Lack:
    """One unit (or record) of which the sentence is not true: where it is, what it has, why if somebody wrote it down."""

    unit: int
    name: str
    value: str
    url: str = ""
    reason: str = ""
    place: str = ""  # the name of the unit, which is not that of the record

    @property
    def said(self) -> str:
        return f"{self.name} {self.value}".strip()


@dataclass(frozen=True)
class Offer:
    """A wording that is true: `text` as the reader sees it, `why` it is one, `line` the template line with it ("" = cannot be put in)."""

    text: str
    why: str = ""
    line: str = ""


@dataclass(frozen=True)
class Finding:
    """`line` is the template line; `start` and `end` are places in its filled text; `code` tells two findings of one sentence apart.

    `lead` is the message without the exceptions, which a page shows as links.
    `holds` is False where a person may not keep the sentence as it is: a slip of the template is mended, never waived.
    """

    level: str
    kind: str
    code: str
    sentence: str
    message: str
    slot: str = ""
    line: int = 0
    start: int = 0
    end: int = 0
    lacks: tuple[Lack, ...] = field(default=())
    lacking: int = 0
    offers: tuple[Offer, ...] = field(default=())
    holds: bool = True
    lead: str = ""

    @property
    def key(self) -> str:
        """The finding in one word: the same sentence with the same objection, wherever it stands."""
        return hashlib.sha256("\n".join((self.kind, self.code, self.sentence, self.message)).encode()).hexdigest()

    @property
    def is_error(self) -> bool:
        return self.level == ERROR

    def as_json(self) -> dict:
        """The shape of the contract."""
        offer = self.offers[0].text if self.offers else ""
        return {"level": self.level, "slot": self.slot, "sentence": self.sentence, "message": self.message, "offer": offer}


@dataclass(frozen=True)
class Verdict:
    """What one check of a kind gave: how many places it tested, how many it could not test, and the findings."""

    kind: str
    tested: int
    findings: tuple[Finding, ...] = ()
    untested: int = 0


@dataclass(frozen=True)
class Tally:
    """One line of the panel 措辞检查."""

    kind: str
    tested: int
    false: int
    kept: int = 0
    untested: int = 0

    @property
    def label(self) -> str:
        return KINDS[self.kind]
