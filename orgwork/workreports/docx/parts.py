"""The parts beside the text: settings, footers, section, properties, relations."""

from orgwork.workreports.docx import measures as m
from orgwork.workreports.docx import namespaces as ns
from orgwork.workreports.docx.runs import field, run
from orgwork.workreports.docx.xml import HEAD, tag, text, w

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINKED = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "footer", "footer1.xml"),
    ("rId4", "footer", "footer2.xml"),
)


def settings() -> str:
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return HEAD + tag(
        "w:settings",
        w("zoom", percent=100),
        w("bordersDoNotSurroundHeader"),
        w("bordersDoNotSurroundFooter"),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", w("spaceForUL"), w("balanceSingleByteDoubleByteWidth"), w("ulTrailSpace"), mode),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        **ns.WORD,
    )


def footer(*, odd: bool) -> str:
    """— 1 — in 14 pt 宋体, one character in from the outer edge."""
    side = {"right": m.PAGE_NUMBER_INDENT} if odd else {"left": m.PAGE_NUMBER_INDENT}
    look = {"font": m.SONG, "latin": m.SONG, "size": m.PAGE_NUMBER_SIZE}
    place = w("pPr", w("spacing", before=0, after=0), w("ind", **side), w("jc", val="right" if odd else "left"))
    number = run("— ", **look) + field("PAGE", **look) + run(" —", **look)
    return HEAD + tag("w:ftr", w("p", place, number), **ns.WORD)


def section() -> str:
    return w(
        "sectPr",
        tag("w:footerReference", w_type="default", r_id="rId3"),
        tag("w:footerReference", w_type="even", r_id="rId4"),
        w("pgSz", w=m.PAGE_WIDTH, h=m.PAGE_HEIGHT),
        w("pgMar", top=m.TOP, right=m.RIGHT, bottom=m.BOTTOM, left=m.LEFT, header=851, footer=m.FOOTER, gutter=0),
        w("pgNumType", start=1),
        w("docGrid", type="lines", linePitch=m.PITCH),
    )


def relations() -> str:
    links = [tag("Relationship", Id=id_, Type=f"{ns.RELATIONS}/{kind}", Target=target) for id_, kind, target in LINKED]
    return HEAD + tag("Relationships", *links, xmlns=ns.PACKAGE_RELATIONS)


def package_relations() -> str:
    return HEAD + tag(
        "Relationships",
        tag("Relationship", Id="rId1", Type=f"{ns.RELATIONS}/officeDocument", Target="word/document.xml"),
        tag("Relationship", Id="rId2", Type=ns.CORE_TYPE, Target="docProps/core.xml"),
        xmlns=ns.PACKAGE_RELATIONS,
    )


def content_types() -> str:
    overrides = {
        "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{WORD_TYPE}.settings+xml",
        "/word/footer1.xml": f"{WORD_TYPE}.footer+xml",
        "/word/footer2.xml": f"{WORD_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    return HEAD + tag(
        "Types",
        tag("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"),
        tag("Default", Extension="xml", ContentType="application/xml"),
        *[tag("Override", PartName=name, ContentType=kind) for name, kind in overrides.items()],
        xmlns=ns.CONTENT_TYPES,
    )


def core(*, title: str, author: str, made_at) -> str:
    stamp = text(made_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    when = {"xsi_type": "dcterms:W3CDTF"}
    return HEAD + tag(
        "cp:coreProperties",
        tag("dc:title", text(title)),
        tag("dc:creator", text(author)),
        tag("dcterms:created", stamp, **when),
        tag("dcterms:modified", stamp, **when),
        xmlns_cp=ns.CORE,
        xmlns_dc="http://purl.org/dc/elements/1.1/",
        xmlns_dcterms="http://purl.org/dc/terms/",
        xmlns_xsi="http://www.w3.org/2001/XMLSchema-instance",
    )
