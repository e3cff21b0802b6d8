"""The paper as .docx, made of the parts of the report writer: A4, a table a group, heads repeated on every page."""

from orgwork.workreports.docx import body, namespaces, parts, styles
from orgwork.workreports.docx import measures as m
from orgwork.workreports.docx.runs import run
from orgwork.workreports.docx.writer import packed
from orgwork.workreports.docx.xml import HEAD, tag, w

from .paper import HEADER

WIDTHS = (2500, 700, 1250, 1100, 1200, 2094)
NAME, ROOM = 2500, sum(WIDTHS) - 2500
BLANK_LINES = 4


def document(paper, *, made_at, author):
    """The bytes of the .docx; the same paper and moment (aware, UTC) give the same bytes."""
    content = [_line(paper.title, styles.TITLE), _line(paper.facts, styles.SUBTITLE, size=m.PAGE_NUMBER_SIZE)]
    for group in paper.groups:
        content += _group(group, paper.is_blank)
    content += [body.blank(), _line(paper.footer, styles.SALUTATION, size=m.PAGE_NUMBER_SIZE)]
    return packed(
        {
            "[Content_Types].xml": parts.content_types(),
            "_rels/.rels": parts.package_relations(),
            "docProps/core.xml": parts.core(title=paper.title, author=author, made_at=made_at),
            "word/document.xml": HEAD + tag("w:document", w("body", *content, parts.section()), **namespaces.WORD),
            "word/_rels/document.xml.rels": parts.relations(),
            "word/styles.xml": styles.part(),
            "word/settings.xml": parts.settings(),
            "word/footer1.xml": parts.footer(odd=True),
            "word/footer2.xml": parts.footer(odd=False),
        }
    )


def _line(text, style, size=None):
    look = w("pPr", w("pStyle", val=style.id))
    return w("p", look, run(text, font=style.font, size=size) if size else run(text, font=style.font))


def _group(group, is_blank):
    found = [_line(group.name, styles.LEVELS[1])]
    if group.lines:
        found.append(body.table(HEADER, group.lines, WIDTHS))
    if group.words:
        found.append(_words(group.words, is_blank))
    return found


def _words(words, is_blank):
    """A table of two columns: name and what was written, with room to write where nothing is."""
    rows = [_row(one, is_blank) for one in words]
    whole = body.table(("项目", "内容"), [], (NAME, ROOM))
    return whole.removesuffix("</w:tbl>") + "".join(rows) + "</w:tbl>"


def _row(words, is_blank):
    lines = words.text.split("\n") if words.text else [""] * (BLANK_LINES if is_blank else 1)
    look = w("pPr", w("pStyle", val=styles.CELL.id))
    written = "".join(w("p", look, run(line, font=m.FANGSONG, size=m.TABLE_SIZE)) for line in lines)
    return w("tr", w("trPr", w("cantSplit")), body.cell(words.name, NAME), w("tc", w("tcPr", w("tcW", w=ROOM, type="dxa")), written))
