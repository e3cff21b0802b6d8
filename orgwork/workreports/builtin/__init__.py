"""The templates that come with the portal: their texts lie beside this file; templates/builtins.py puts them into the tables."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from orgwork.workreports.models import DocumentKind

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class BuiltIn:
    key: str
    name: str
    kind: DocumentKind

    @property
    def text(self) -> str:
        return read(self.key)


ALL = (
    BuiltIn("speech", "组织工作发言提纲", DocumentKind.SPEECH),
    BuiltIn("standing", "常委会组织工作汇报", DocumentKind.STANDING),
    BuiltIn("brief", "八百字简报", DocumentKind.BRIEF),
    BuiltIn("street", "街道组织工作报告", DocumentKind.STREET),
)
DEFAULT = ALL[0].name
FILES = {item.name: item for item in ALL}


@cache
def read(key: str) -> str:
    return (FOLDER / f"{key}.txt").read_text(encoding="utf-8")


def text(name: str) -> str:
    """The text of the built-in template of that name."""
    return FILES[name].text
