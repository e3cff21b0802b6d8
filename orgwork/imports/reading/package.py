"""The parts of an .xlsx that say how it is put together, and the check that no part is a trap."""

import re

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from .inflating import Archive
from .marks import SheetMarks
from .refused import Refused
from .styles import classes

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
TRAP = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\A(?:\xff\xfe|\xfe\xff|.{0,3}\x00)", re.IGNORECASE | re.DOTALL)
ELEMENT = re.compile(rb"<[A-Za-z_]")
LONGEST_TEXT = 8 << 20


def scan(file, limits):
    """{sheet name: SheetMarks} of an .xlsx, after every part has been inflated and counted. Raises Refused."""
    archive = Archive(file, limits)
    sheets = _sheet_parts(archive)
    styles = _styles(archive)
    found, room = {}, limits.rows
    for name in archive.parts:
        sheet = sheets.get(name.lower())
        marks = SheetMarks(limits, styles, room) if sheet is not None else None
        _walk(archive, name, marks)
        if marks:
            marks.close()
            found[sheet] = marks
            room -= marks.rows
    return found


def _walk(archive, name, marks):
    """Inflate one part: count it, look for traps in front of its first element, feed a sheet to its marks."""
    prolog = b"" if name.lower().endswith((".xml", ".rels", ".vml")) else None
    texts = _Texts() if name.lower().endswith("sharedstrings.xml") else None
    for piece in archive.pieces(name):
        if prolog is not None:
            prolog = _prolog(prolog + piece)
        if marks:
            marks.feed(piece)
        elif texts:
            texts.feed(piece)


def _prolog(text):
    """Where a document type may still come, the end of `text`; None once an element has begun. Raises Refused."""
    if TRAP.search(text):
        raise Refused("file.unsafe_xml")
    return None if ELEMENT.search(text) else text[-16:]


class _Texts:
    """Watches the length of single shared texts: no cell holds more than 32,767 characters."""

    def __init__(self):
        self._since = 0

    def feed(self, piece):
        at = piece.rfind(b"</")
        self._since = len(piece) - at if at >= 0 else self._since + len(piece)
        if self._since > LONGEST_TEXT:
            raise Refused("file.expands")


def _parsed(archive, name):
    text = archive.whole(name)
    if not text:
        return ()
    try:
        return fromstring(text, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused("file.unsafe_xml") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("file.damaged") from error


def _actual(archive, name):
    """The name of a part as the archive spells it."""
    lowered = name.lower()
    return next((n for n in archive.parts if n.lower() == lowered), name)


def _sheet_parts(archive):
    """{part name in lower case: sheet name}."""
    rels = {r.get("Id"): r.get("Target", "") for r in _parsed(archive, _actual(archive, "xl/_rels/workbook.xml.rels"))}
    found = {}
    for element in _parsed(archive, _actual(archive, "xl/workbook.xml")):
        if element.tag.rpartition("}")[2] == "sheets":
            for sheet in element:
                target = rels.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION), "")
                found[_resolved(target)] = sheet.get("name", "")
    return found


def _resolved(target):
    path = target[1:] if target.startswith("/") else f"xl/{target}"
    parts = []
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    return "/".join(parts).lower()


def _styles(archive):
    root = _parsed(archive, _actual(archive, "xl/styles.xml"))
    try:
        return classes(root)
    except ValueError as error:
        raise Refused("file.damaged") from error
