"""Twelve workbooks that would hurt a careless reader (design/security.md 5.1–5.3)."""

import struct
import zipfile
import zlib

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    b'<Override PartName="/xl/worksheets/sheet1.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROOT_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="'
    + OFFICE
    + b'/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="'
    + OFFICE
    + b'/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="'
    + OFFICE
    + b'/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
BOOK = (
    b'<workbook xmlns="'
    + MAIN
    + b'" xmlns:r="'
    + OFFICE
    + b'"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
HEAD = b'<?xml version="1.0"?><worksheet xmlns="' + MAIN + b'">'
ONE = b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
SST = b'<sst xmlns="' + MAIN + b'">'
FIXED = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": ROOT_RELS,
    "xl/workbook.xml": BOOK,
    "xl/_rels/workbook.xml.rels": BOOK_RELS,
}


def write(path, sheet, **parts):
    """A workbook whose only sheet is `sheet`: bytes, or an iterable of pieces for a large one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in FIXED.items():
            archive.writestr(name, body)
        for name, body in {"xl/worksheets/sheet1.xml": sheet, **parts}.items():
            with archive.open(name, "w") as part:
                for piece in [body] if isinstance(body, bytes) else body:
                    part.write(piece)
    return path


def repeated(piece, times, before=b"", after=b""):
    """`before`, `piece` × `times` in lumps of 1 MiB, `after`."""
    yield before
    lump = max(1, (1 << 20) // len(piece))
    for _ in range(times // lump):
        yield piece * lump
    yield piece * (times % lump)
    yield after


def dimension(path):
    return write(path, HEAD + b'<dimension ref="A1:XFD1048576"/>' + ONE + b"</worksheet>")


def giant_merge(path):
    return write(path, HEAD + ONE + b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')


def many_merges(path):
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(1, 200_001))
    return write(path, HEAD + ONE + b"<mergeCells>" + merges + b"</mergeCells></worksheet>")


def long_cell(path):
    start = HEAD + b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    return write(path, repeated(b"a", 300_000_000, start, b"</t></is></c></row></sheetData></worksheet>"))


def long_shared_text(path):
    texts = repeated(b"a", 300_000_000, SST + b"<si><t>", b"</t></si></sst>")
    return write(path, HEAD + ONE + b"</worksheet>", **{"xl/sharedStrings.xml": texts})


def million_rows(path):
    rows = repeated(b"<row><c><v>1</v></c></row>", 1_000_000, HEAD + b"<sheetData>", b"</sheetData></worksheet>")
    return write(path, rows)


def far_cell(path):
    far = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return write(path, HEAD + far + b"</worksheet>")


def billion_laughs(path):
    entities = b"".join(b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    text = b'<!DOCTYPE sst [<!ENTITY l0 "lol">' + entities + b"]>" + SST + b"<si><t>&l9;</t></si></sst>"
    return write(path, HEAD + ONE + b"</worksheet>", **{"xl/sharedStrings.xml": text})


def quadratic(path):
    text = (
        b'<!DOCTYPE sst [<!ENTITY a "'
        + b"a" * 100_000
        + b'">]>'
        + SST
        + b"<si><t>"
        + b"&a;" * 50_000
        + b"</t></si></sst>"
    )
    return write(path, HEAD + ONE + b"</worksheet>", **{"xl/sharedStrings.xml": text})


def outside_entity(path):
    text = (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        + HEAD
        + ONE.replace(b">x<", b">&a;<")
        + b"</worksheet>"
    )
    return write(path, text)


def many_entries(path):
    with zipfile.ZipFile(write(path, HEAD + ONE + b"</worksheet>"), "a") as archive:
        for n in range(60_000):
            archive.writestr(f"xl/media/{n}", b"")
    return path


def lying_sizes(path):
    """600 MB of blanks in a part that claims, in both headers, to hold 100 bytes."""
    write(path, repeated(b" ", 600_000_000, HEAD + ONE, b"</worksheet>"))
    body = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    at = body.find(struct.pack("<I", real))
    while at >= 0:
        body[at : at + 4] = struct.pack("<I", 100)
        at = body.find(struct.pack("<I", real), at + 4)
    path.write_bytes(body)
    return path


def overlapping(path):
    """Sixty parts that share one compressed body of 20 MB of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(20_000_000)
    packed = packer.compress(zeros) + packer.flush()
    write(path, HEAD + ONE + b"</worksheet>")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/0.bin", zeros, zipfile.ZIP_DEFLATED)
        first = archive.getinfo("xl/media/0.bin")
        for n in range(1, 60):
            info = zipfile.ZipInfo(f"xl/media/{n}.bin")
            info.compress_type, info.file_size, info.CRC = zipfile.ZIP_DEFLATED, len(zeros), first.CRC
            info.compress_size, info.header_offset = first.compress_size or len(packed), first.header_offset
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
    return path


BOMBS = {
    giant_merge: "file.too_large",
    many_merges: "file.too_large",
    long_cell: "file.expands",
    long_shared_text: "file.expands",
    million_rows: "file.too_large",
    far_cell: "file.too_large",
    billion_laughs: "file.unsafe_xml",
    quadratic: "file.unsafe_xml",
    outside_entity: "file.unsafe_xml",
    many_entries: "file.expands",
    lying_sizes: "file.expands",
    overlapping: "file.expands",
}
