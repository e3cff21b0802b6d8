"""Runs: a piece of text in one face, split where the face lacks a character."""

from functools import cache
from itertools import groupby

from orgwork.workreports.docx.measures import FANGSONG, FULL_FONT, LATIN
from orgwork.workreports.docx.xml import tag, text, w


@cache
def in_gb2312(character: str) -> bool:
    """Whether the standard holds the character. Its dash is the one that Windows and Word write as U+2014, the codec as U+2015."""
    try:
        character.replace("—", "―").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def pieces(value: str, font: str):
    """(text, font) pairs: rare characters go to the full font of the same face."""
    if font not in FULL_FONT:
        return [(value, font)]
    return [("".join(group), font if held else FULL_FONT[font]) for held, group in groupby(value, key=in_gb2312)]


def fonts(font: str, *, latin: str = LATIN) -> str:
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=font, cs=latin, hint="eastAsia")


def properties(font: str, *, bold=False, size=None, shade=None, latin=LATIN) -> str:
    parts = [fonts(font, latin=latin)]
    if bold:
        parts += [w("b"), w("bCs")]
    if size:
        parts += [w("sz", val=size), w("szCs", val=size)]
    if shade:
        parts.append(w("shd", val="clear", color="auto", fill=shade))
    return w("rPr", *parts)


def run(value: str, *, font=FANGSONG, **style) -> str:
    return "".join(
        w("r", properties(part_font, **style), tag("w:t", text(part), **{"xml_space": "preserve"}))
        for part, part_font in pieces(value, font)
    )


def field(code: str, *, font: str, latin: str, size: int) -> str:
    """A field Word works out itself, such as PAGE."""
    look = properties(font, size=size, latin=latin)
    steps = [
        w("fldChar", fldCharType="begin"),
        tag("w:instrText", text(f" {code} "), **{"xml_space": "preserve"}),
        w("fldChar", fldCharType="separate"),
        tag("w:t", "1"),
        w("fldChar", fldCharType="end"),
    ]
    return "".join(w("r", look, step) for step in steps)
