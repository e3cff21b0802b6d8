"""What apps know of weakness and of open work; a module `suggestions` of an app fills this at start.

The words are templates of the report: a number in them is a slot ({{意见办结率}}), so that what is taken moves with the data and is
checked like every other sentence.
"""

from dataclasses import dataclass

from orgwork.kit import figures

HIGHER, LOWER = "higher", "lower"
_weaknesses, _works, _remedies = {}, {}, {}


@dataclass(frozen=True)
class Weakness:
    """A figure that may be weak. `text` says so without a full stop; `standard` is the key of a setting it should reach.

    `better` is higher or lower. `peers` is False where the parts of a unit cannot be compared (their sizes differ too much).
    """

    figure: str
    text: str
    better: str = HIGHER
    standard: str = ""
    peers: bool = True


@dataclass(frozen=True)
class Work:
    """Open work: where the figure is not 0, `text` says what is to be done."""

    figure: str
    text: str


@dataclass(frozen=True)
class Remedy:
    """What a claim does not hold of is to be mended: `text` with {names}, {count} and {limit}."""

    claim: str
    text: str


def problem(figure, *, text, better=HIGHER, standard="", peers=True):
    """Say what a weak `figure` means, for part two."""
    if better not in (HIGHER, LOWER):
        raise ValueError(f"problem {figure}: better is {better!r}")
    _add(_weaknesses, figure, Weakness(figure, text, better, standard, peers))


def work(figure, *, text):
    """Say what is to be done about the records of `figure`, for part three."""
    _add(_works, figure, Work(figure, text))


def remedy(claim, *, text):
    """Say what is to be done where a claim (judging.claims) does not hold, for part three."""
    _add(_remedies, claim, Remedy(claim, text))


def _add(table, key, found):
    if key in table:
        raise ValueError(f"{key} is declared twice")
    table[key] = found


def weaknesses() -> list[Weakness]:
    return [found for key, found in sorted(_weaknesses.items()) if figures.declared(key)]


def works() -> list[Work]:
    return [found for key, found in sorted(_works.items()) if figures.declared(key)]


def remedies() -> list[Remedy]:
    return [found for _key, found in sorted(_remedies.items())]
