"""The templates that come with the portal, by name."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FILES = {"组织工作发言提纲": "speech.txt"}
DEFAULT = "组织工作发言提纲"


@cache
def text(name: str) -> str:
    return (FOLDER / FILES[name]).read_text(encoding="utf-8")
