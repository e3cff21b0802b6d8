"""The parts of a .docx: inflated piece by piece within a budget, checked, and packed again in the same order."""

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

from orgwork.kit.values.problems import Problem
from orgwork.workreports.word import limits
from orgwork.workreports.word.limits import refused
from orgwork.workreports.word.xml import root_of

ZIP, OLE, END_OF_DIRECTORY = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x05\x06"
CONTENT_TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = f"{WORD}document.main+xml"
BESIDE = tuple(f"{WORD}{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes"))
MACRO = re.compile(r"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
XML = (".xml", ".rels", ".vml")
TYPED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# Fields that fetch something when the file is opened.
FETCHING = rb"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b"
FIELD = re.compile(rb"<w:instrText[^>]*>[^<]*" + FETCHING + rb"|w:instr=\"[^\"]*" + FETCHING)
SAFE_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


class Entry(NamedTuple):
    info: zipfile.ZipInfo
    data: bytes


class Package:
    """A .docx in memory: `entries` by name in the order of the file; `texts` are the parts that hold text, the main one first."""

    def __init__(self, data: bytes):
        """Raises Problem with a code of limits.MESSAGES."""
        check_size(data)
        self.entries = inflated(data)
        types = self.content_types()
        if MAIN not in types.values():
            raise refused("file.macro" if any(MACRO.search(kind) for kind in types.values()) else "file.not_word")
        self.check(types)
        main = [name for name, kind in types.items() if kind == MAIN]
        beside = sorted(name for name, kind in types.items() if kind in BESIDE)
        self.texts = [name for name in (*main, *beside) if name in self.entries]
        if not main or main[0] not in self.entries:
            raise refused("file.damaged")

    def content_types(self) -> dict[str, str]:
        """{part: content type}, of the parts that are named one by one."""
        if CONTENT_TYPES not in self.entries:
            raise refused("file.not_word")
        found = {}
        for node in root_of(self.entries[CONTENT_TYPES].data):
            kind = node.get("ContentType", "")
            if node.get("PartName"):
                found[node.get("PartName").lstrip("/")] = kind
            elif MACRO.search(kind):
                found[f"*.{node.get('Extension')}"] = kind
        return found

    def check(self, types):
        """Refuse macros, links to the outside, and XML with a document type."""
        if any(MACRO.search(text) for text in (*types.values(), *self.entries)):
            raise refused("file.macro")
        for name, entry in self.entries.items():
            if name.lower().endswith(".rels"):
                check_links(entry.data)
            elif name.lower().endswith(XML):
                check_prolog(entry.data)
                if FIELD.search(entry.data):
                    raise refused("file.external")

    def packed(self, changed: dict[str, bytes]) -> bytes:
        """The file with the parts of `changed` in the place of its own; names, order, times and methods stay."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, entry in self.entries.items():
                archive.writestr(copied(entry.info), changed.get(name, entry.data))
        return buffer.getvalue()


def copied(info) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.compress_type, made.external_attr, made.create_system = (
        info.compress_type,
        info.external_attr,
        info.create_system,
    )
    return made


def check_size(data):
    """Refuse by size and by the first bytes, and a directory that would take long to read before anything reads it."""
    if not data:
        raise refused("file.empty")
    if len(data) > limits.FILE:
        raise refused("file.too_large")
    if data.startswith(OLE):
        raise refused("file.encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "file.not_word")
    if not data.startswith(ZIP):
        raise refused("file.not_word")
    at = data.rfind(END_OF_DIRECTORY)
    if at < 0 or len(data) < at + 22:
        raise refused("file.damaged")
    entries, length = struct.unpack("<HI", data[at + 10 : at + 16])
    if entries > limits.ENTRIES or length > limits.DIRECTORY:
        raise refused("file.expands")


def inflated(data) -> dict[str, Entry]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > limits.ENTRIES:
                raise refused("file.expands")
            return read_all(archive, infos)
    except Problem:
        raise
    except BROKEN as error:
        raise refused("file.damaged") from error


def read_all(archive, infos):
    found, left = {}, limits.INFLATED
    for info in infos:
        if info.flag_bits & 1:
            raise refused("file.encrypted")
        if info.filename in found or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused("file.damaged")
        data = b"" if info.is_dir() else whole(archive, info, left)
        left -= len(data)
        found[info.filename] = Entry(info, data)
    return found


def whole(archive, info, left):
    """One part, inflated; what the archive says about its size is not believed."""
    found = bytearray()
    most = min(left, limits.PART if info.filename.lower().endswith(XML) else left)
    with archive.open(info) as part:
        while piece := part.read(limits.PIECE):
            found += piece
            if len(found) > most:
                raise refused("file.expands")
    return bytes(found)


def check_prolog(data):
    """Refuse what is not UTF-8 XML without a document type, before a parser sees it."""
    head = data[:1024]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        raise refused("file.unsafe_xml")
    declared = re.search(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""", head)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii"):
        raise refused("file.unsafe_xml")
    if TYPED.search(data):
        raise refused("file.unsafe_xml")


def check_links(data):
    """Refuse relations to the outside, other than hyperlinks somebody may click, and parts in foreign formats."""
    check_prolog(data)
    for node in root_of(data):
        kind, target = node.get("Type", ""), node.get("Target", "")
        if kind.endswith("/aFChunk"):
            raise refused("file.unsafe_xml")
        if node.get("TargetMode") == "External" and not (kind.endswith("/hyperlink") and SAFE_LINK.match(target)):
            raise refused("file.external")
