"""A .docx in the form of GB/T 9704: the same text and date always give the same bytes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from orgwork.workreports.docx import body, namespaces, parts, styles
from orgwork.workreports.docx.xml import HEAD, tag, w

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3


def write(blocks, *, title: str, author: str, made_at, annex: tuple | None = None) -> bytes:
    """Blocks whose runs are all text → the file's bytes.

    `annex` is (title, header, rows, widths in twips); `made_at` is an aware UTC time.
    """
    content = body.paragraphs(blocks) + (body.annex(*annex) + [body.end()] if annex else [])
    return packed(
        {
            "[Content_Types].xml": parts.content_types(),
            "_rels/.rels": parts.package_relations(),
            "docProps/core.xml": parts.core(title=title, author=author, made_at=made_at),
            "word/document.xml": HEAD + tag("w:document", w("body", *content, parts.section()), **namespaces.WORD),
            "word/_rels/document.xml.rels": parts.relations(),
            "word/styles.xml": styles.part(),
            "word/settings.xml": parts.settings(),
            "word/footer1.xml": parts.footer(odd=True),
            "word/footer2.xml": parts.footer(odd=False),
        }
    )


def packed(files: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, ZIP_DATE)
            entry.create_system, entry.external_attr, entry.compress_type = UNIX, 0o600 << 16, ZIP_DEFLATED
            archive.writestr(entry, content.encode("utf-8"))
    return buffer.getvalue()
