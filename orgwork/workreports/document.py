"""A report text as a tree: blocks (title, headings, paragraphs) of runs (text or slot)."""

from dataclasses import dataclass, field

TITLE, SUBTITLE, BYLINE, SALUTATION, PARAGRAPH = "title", "subtitle", "byline", "salutation", "p"
HEADINGS = ("h1", "h2", "h3", "h4")
PLAIN, HEAD, STRONG = "plain", "head", "strong"


@dataclass(frozen=True)
class Text:
    text: str
    tone: str = PLAIN


@dataclass(frozen=True)
class Gap:
    """A slot where it stands in the text; `no` is None for a fact of the report itself, such as its year.

    `slot` says what the name means (slots.Slot), `count` how many names 列举 lists; `etc` is False where the text says 等 itself.
    """

    name: str
    form: str = ""
    no: int | None = None
    tone: str = PLAIN
    count: int = 0
    etc: bool = True
    slot: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Cell:
    """Inside a repeated sentence: what one record says under `name`."""

    name: str


@dataclass(frozen=True)
class Repeat(Gap):
    """{{每条 list}} … {{完}}: its `runs` (Text, Cell, Gap) are said once for each record of the list."""

    runs: tuple = ()


@dataclass(frozen=True)
class Block:
    kind: str
    runs: tuple
    line: int = 0

    @property
    def level(self) -> int:
        return HEADINGS.index(self.kind) + 1 if self.kind in HEADINGS else 0

    @property
    def runs_on(self) -> bool:
        """Whether it is a heading with text behind it on its line."""
        return bool(self.level) and any(run.tone != HEAD for run in self.runs)


@dataclass(frozen=True)
class Problem:
    line: int
    code: str
    text: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = field(default=())

    def gaps(self) -> list[Gap]:
        """Every slot in order, those inside a repeated sentence behind its list."""
        return [gap for block in self.blocks for run in block.runs if isinstance(run, Gap) for gap in spread(run)]

    def slot_gaps(self) -> list[Gap]:
        return [gap for gap in self.gaps() if gap.no is not None]


def spread(gap: Gap) -> list[Gap]:
    return [gap, *(run for run in getattr(gap, "runs", ()) if isinstance(run, Gap))]
