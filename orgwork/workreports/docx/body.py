"""The text itself: blocks of filled runs → paragraphs, and the table of an annex."""

from orgwork.workreports import document as d
from orgwork.workreports.docx import measures as m
from orgwork.workreports.docx import styles
from orgwork.workreports.docx.runs import run
from orgwork.workreports.docx.xml import w

STYLES = {
    d.TITLE: styles.TITLE,
    d.SUBTITLE: styles.SUBTITLE,
    d.BYLINE: styles.SUBTITLE,
    d.SALUTATION: styles.SALUTATION,
    d.PARAGRAPH: styles.BODY,
} | dict(zip(d.HEADINGS, styles.LEVELS, strict=True))
BOLD_HEADINGS = ("h3", "h4")


def blank() -> str:
    return w("p", w("pPr", w("pStyle", val=styles.BODY.id)))


def end() -> str:
    """The paragraph that must follow a table, too low to open a page of its own."""
    return w("p", w("pPr", w("snapToGrid", val=0), w("spacing", before=0, after=0, line=m.LOWEST, lineRule="exact")))


def paragraph(block) -> str:
    style = STYLES[block.kind]
    loose = [w("keepNext", val=0), w("keepLines", val=0)] if block.runs_on else []
    return w("p", w("pPr", w("pStyle", val=style.id), *loose), *[filled(item, block, style) for item in block.runs])


def filled(item, block, style) -> str:
    """A run in the face of its place: the heading's own face for its head, the body's for what follows."""
    heading = not block.level or item.tone == d.HEAD
    bold = item.tone == d.STRONG or (item.tone == d.HEAD and block.kind in BOLD_HEADINGS)
    return run(item.text, font=style.font if heading else m.FANGSONG, bold=bold, shade=getattr(item, "shade", ""))


def paragraphs(blocks) -> list[str]:
    """All blocks; a blank line parts the heading lines of the document from what follows them."""
    result, last = [blank(), blank()], None
    for block in blocks:
        if block.kind == d.SALUTATION or (last in (d.SUBTITLE, d.BYLINE) and block.kind not in (d.SUBTITLE, d.BYLINE)):
            result.append(blank())
        result.append(paragraph(block))
        last = block.kind
    return result


def cell(value, width, *, head=False) -> str:
    look = w("pPr", w("pStyle", val=styles.CELL.id))
    content = run(str(value), font=m.HEI if head else m.FANGSONG, size=m.TABLE_SIZE)
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), w("p", look, content))


def row(values, widths, *, head=False) -> str:
    behaviour = [w("cantSplit")] + ([w("tblHeader")] if head else [])
    return w(
        "tr",
        w("trPr", *behaviour),
        *[cell(value, width, head=head) for value, width in zip(values, widths, strict=True)],
    )


def table(header, rows, widths) -> str:
    edges = [
        w(edge, val="single", sz=4, space=0, color="auto")
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    look = w("tblPr", w("tblW", w=sum(widths), type="dxa"), w("tblBorders", *edges), w("tblLayout", type="fixed"))
    grid = w("tblGrid", *[w("gridCol", w=width) for width in widths])
    return w("tbl", look, grid, row(header, widths, head=True), *[row(values, widths) for values in rows])


def annex(title, header, rows, widths) -> list[str]:
    mark = w("pPr", w("pStyle", val=styles.ANNEX.id), w("pageBreakBefore"))
    heading = w("pPr", w("pStyle", val=styles.SUBTITLE.id))
    return [w("p", mark, run("附件", font=m.HEI)), w("p", heading, run(title, font=m.KAI)), table(header, rows, widths)]
