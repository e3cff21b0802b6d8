"""Small .docx files put together by hand, as Word, WPS and LibreOffice write them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOLD = "<w:rPr><w:rFonts w:eastAsia='黑体'/><w:b/></w:rPr>"


def r(text, look="", attributes=""):
    return f"<w:r>{look}<w:t{attributes}>{text}</w:t></w:r>"


def p(*runs):
    return f"<w:p><w:pPr><w:jc w:val='both'/></w:pPr>{''.join(runs)}</w:p>"


def document(*blocks):
    return f"{HEAD}<w:document {W} {MC}><w:body>{''.join(blocks)}<w:sectPr><w:pgSz w:w='11906'/></w:sectPr></w:body></w:document>"


def types(**more):
    """Content types; `more` are {name of a part under word/: kind}."""
    parts = {"document": "document.main+xml", **more}
    overrides = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{KIND}{k}"/>' for n, k in parts.items())
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relations(*targets):
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target, mode) in enumerate(targets)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def packed(parts):
    """Entries of different methods and times, as real files have them."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for at, (name, content) in enumerate(parts.items()):
            info = ZipInfo(name, (2023, 5, 1 + at, 10, 20, 30))
            info.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED
            archive.writestr(info, content.encode() if isinstance(content, str) else content)
    return buffer.getvalue()


def docx(*blocks, kinds=None, **parts):
    """A .docx with `blocks` as its body; `parts` are {name under word/: XML}, `kinds` their content types."""
    return packed(
        {
            "[Content_Types].xml": types(**(kinds or {})),
            "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
            "word/document.xml": document(*blocks),
            "word/_rels/document.xml.rels": relations(),
            "word/styles.xml": f"{HEAD}<w:styles {W}><!-- 样式 --></w:styles>",
            "word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def entries(data):
    """{name: (bytes, time, method)} in order."""
    with ZipFile(BytesIO(data)) as archive:
        return {i.filename: (archive.read(i), i.date_time, i.compress_type) for i in archive.infolist()}


def part(data, name="word/document.xml"):
    return entries(data)[name][0].decode()
