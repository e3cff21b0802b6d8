"""Named paragraph styles (标题, 副标题, 主送, 一至四级, 正文), so that the office can restyle a report in one place."""

from dataclasses import dataclass

from orgwork.workreports.docx import measures as m
from orgwork.workreports.docx.namespaces import WORD
from orgwork.workreports.docx.runs import fonts
from orgwork.workreports.docx.xml import HEAD, tag, w


@dataclass(frozen=True)
class Style:
    id: str
    name: str
    font: str = m.FANGSONG
    size: int = m.BODY_SIZE
    align: str = "both"
    indent: bool = True
    pitch: int = m.PITCH
    outline: int | None = None
    squeeze: int = m.SQUEEZE


BODY = Style("Body", "公文正文")
TITLE = Style("DocTitle", "公文标题", m.TITLE_FONT, m.TITLE_SIZE, "center", False, m.TITLE_PITCH, squeeze=0)
SUBTITLE = Style("DocSubtitle", "公文副标题", m.KAI, align="center", indent=False)
SALUTATION = Style("Salutation", "公文主送", indent=False)
LEVELS = (
    Style("Level1", "公文一级标题", m.HEI, outline=0),
    Style("Level2", "公文二级标题", m.KAI, outline=1),
    Style("Level3", "公文三级标题", outline=2),
    Style("Level4", "公文四级标题", outline=3),
)
ANNEX = Style("Annex", "公文附件字样", m.HEI, align="left", indent=False)
CELL = Style("Cell", "公文表格", size=m.TABLE_SIZE, align="left", indent=False, pitch=m.TABLE_PITCH, squeeze=0)
ALL = (BODY, TITLE, SUBTITLE, SALUTATION, *LEVELS, ANNEX, CELL)


def paragraph_properties(style: Style) -> str:
    parts = [w("keepNext"), w("keepLines")] if style.outline is not None else []
    parts += [w("widowControl"), w("kinsoku"), w("overflowPunct"), w("autoSpaceDE", val=0), w("autoSpaceDN", val=0)]
    if style.pitch != m.PITCH:
        parts.append(w("snapToGrid", val=0))
    parts.append(w("spacing", before=0, after=0, line=style.pitch, lineRule="exact"))
    if style.indent:
        parts.append(w("ind", firstLineChars=m.INDENT_CHARS, firstLine=m.INDENT))
    parts.append(w("jc", val=style.align))
    if style.outline is not None:
        parts.append(w("outlineLvl", val=style.outline))
    return w("pPr", *parts)


def run_properties(style: Style) -> str:
    squeeze = [w("spacing", val=style.squeeze)] if style.squeeze else []
    return w("rPr", fonts(style.font), *squeeze, w("sz", val=style.size), w("szCs", val=style.size))


def style_xml(style: Style) -> str:
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        paragraph_properties(style),
        run_properties(style),
        type="paragraph",
        customStyle=1,
        styleId=style.id,
    )


def defaults() -> str:
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    look = w("rPr", fonts(m.FANGSONG), w("sz", val=m.BODY_SIZE), w("szCs", val=m.BODY_SIZE), language)
    return w("docDefaults", w("rPrDefault", look), w("pPrDefault", w("pPr", w("spacing", before=0, after=0))))


def normal() -> str:
    return w(
        "style",
        w("name", val="Normal"),
        w("qFormat"),
        w("rPr", fonts(m.FANGSONG)),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def part() -> str:
    return HEAD + tag("w:styles", defaults(), normal(), *map(style_xml, ALL), **WORD)
