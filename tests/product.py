"""The product's own Python files, read as text and as syntax trees, for the tests that judge the code itself."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = ("branches", "members", "rectification", "talent", "cadres")
PACKAGES = ("orgwork", *APPS)


@dataclass(frozen=True)
class Source:
    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self):
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self):
        return len(self.text.splitlines())


@cache
def sources():
    """Every file of the product except migrations, which are generated."""
    files = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return tuple(_read(path) for path in files if "migrations" not in path.parts)


def _read(path):
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text, str(path)))


def functions(source):
    return [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
