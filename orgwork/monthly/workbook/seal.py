"""What a workbook remembers of the moment it was made: signed, so that nobody can pass off another month or another version."""

import hashlib
from typing import NamedTuple
from uuid import UUID, uuid4

from django.core import signing

from ..enums import CellState
from ..faces import SAID
from ..numbers import plain

SALT = "monthly.workbook"
BLANK = "空"
HOW = {word: state for state, word in SAID.items()} | {BLANK: CellState.BLANK}
SHEET, PIECE = "_校验", 30_000


class Broken(Exception):
    """The workbook is not one of ours, or its seal was touched."""


class Base(NamedTuple):
    """A cell as the workbook was made: its version, and what stood in its three fields (long texts by their digest)."""

    version: int
    value: str
    how: str
    note: str


class Seal(NamedTuple):
    report: str
    title: str
    nonce: UUID
    cells: dict


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def base_of(cell):
    """The Base of a cell as it stands."""
    value = plain(cell.value) if cell.item.is_number else digest(cell.row.text)
    return Base(cell.row.version, value, SAID.get(cell.row.state, ""), digest(cell.row.explanation))


def seal(report, cells):
    """The signed text, in pieces that a cell of a workbook can hold."""
    told = {"report": str(report.pk), "title": str(report), "nonce": uuid4().hex, "cells": {c.code: list(base_of(c)) for c in cells}}
    text = signing.dumps(told, salt=SALT, compress=True)
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def opened(pieces):
    """The Seal in `pieces`. Raises Broken."""
    try:
        told = signing.loads("".join(map(str, pieces)), salt=SALT)
    except signing.BadSignature as error:
        raise Broken from error
    return Seal(told["report"], told["title"], UUID(told["nonce"]), {code: Base(*base) for code, base in told["cells"].items()})
