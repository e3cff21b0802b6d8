"""What a file is, by its content and never by its name."""

import struct
import zipfile

from .refused import Refused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_DIRECTORY = b"PK\x05\x06"
SECTOR_END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
DIRECTORY_LIMIT = 2 * 1024 * 1024


def kind(path, limits):
    """'xlsx' or 'xls'. Raises Refused: file.empty, .too_large, .not_workbook, .encrypted, .macro, .damaged,
    .expands.
    """
    with open(path, "rb") as file:
        head = file.read(8)
        size = file.seek(0, 2)
        if not size:
            raise Refused("file.empty")
        if size > limits.file:
            mib = limits.file // (1024 * 1024)
            raise Refused("file.too_large", f"文件超过{mib}MB。请分成几个文件上传。")
        if head.startswith(ZIP):
            _check_directory(file, size, limits)
            return _zip_kind(file)
        if head == OLE:
            return _ole_kind(file)
    raise Refused("file.not_workbook")


def _check_directory(file, size, limits):
    """Refuse a directory that would take long to read, before anything reads it."""
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        raise Refused("file.damaged")
    entries, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if entries > limits.entries or length > DIRECTORY_LIMIT:
        raise Refused("file.expands", "压缩包里的文件过多，不像名册。请把内容复制到新的工作簿后再上传。")


def _zip_kind(file):
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.lower() for name in archive.namelist()}
            types = _content_types(archive, names)
    except (zipfile.BadZipFile, ValueError, KeyError, NotImplementedError, OSError, RuntimeError) as error:
        raise Refused("file.damaged") from error
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refused("file.not_workbook")
    if b"macroEnabled" in types or any(name.endswith("vbaproject.bin") for name in names):
        raise Refused("file.macro")
    return "xlsx"


def _content_types(archive, names):
    if "[content_types].xml" not in names or "[Content_Types].xml" not in archive.namelist():
        return b""
    with archive.open("[Content_Types].xml") as part:
        return part.read(DIRECTORY_LIMIT)


def _ole_kind(file):
    """An OLE container is an .xls where it holds a Workbook stream; an encrypted .xlsx holds EncryptedPackage."""
    names = _ole_names(file)
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise Refused("file.encrypted")
    if not names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        raise Refused("file.not_workbook")
    return "xls"


def _ole_names(file):
    """Names in the directory of an OLE container, following at most 64 sectors of it."""
    file.seek(0)
    header = file.read(512)
    if len(header) < 512:
        raise Refused("file.damaged")
    shift = struct.unpack("<H", header[30:32])[0]
    if shift not in (9, 12):
        raise Refused("file.damaged")
    size, sector = 1 << shift, struct.unpack("<I", header[48:52])[0]
    table = struct.unpack("<109I", header[76:512])
    names = set()
    for _ in range(64):
        if sector >= SECTOR_END:
            break
        file.seek((sector + 1) * size)
        names |= _entry_names(file.read(size))
        sector = _next_sector(file, table, sector, size)
    return names


def _entry_names(block):
    names = set()
    for at in range(0, len(block) - 127, 128):
        length = struct.unpack("<H", block[at + 64 : at + 66])[0]
        if 2 < length <= 64:
            names.add(block[at : at + length - 2].decode("utf-16-le", "replace"))
    return names


def _next_sector(file, table, sector, size):
    index, offset = divmod(sector, size // 4)
    if index >= len(table) or table[index] == FREE:
        return SECTOR_END
    file.seek((table[index] + 1) * size + offset * 4)
    found = file.read(4)
    return struct.unpack("<I", found)[0] if len(found) == 4 else SECTOR_END
