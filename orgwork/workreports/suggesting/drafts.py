"""What a suggestion is before anybody has answered it, and the evidence it rests on."""

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from orgwork.kit import figures
from orgwork.workreports import wording
from orgwork.workreports.models import Part


@dataclass(frozen=True)
class Evidence:
    """One line of evidence: what, how much, compared with what, and where its records are."""

    label: str
    value: str
    compared: str = ""
    url: str = ""


@dataclass(frozen=True)
class Draft:
    """A sentence for a part of the report. `weight` orders the problems: how far the figure is from where it should be."""

    part: str
    key: str
    text: str
    evidence: tuple[Evidence, ...]
    weight: float = 0.0

    @property
    def evidence_json(self) -> list:
        return [asdict(line) for line in self.evidence]

    @property
    def is_problem(self) -> bool:
        return self.part == Part.PROBLEM


def figure_url(key, unit, period) -> str:
    return f"/figures/{key}/?{urlencode({'unit': unit.code, 'period': period.text})}"


def valued(key, value) -> str:
    """A figure's value with its counting word: 75%, 12个."""
    return f"{wording.plain(value)}{figures.get(key).measure}"
