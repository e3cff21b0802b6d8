import datetime as dt
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree

from orgwork.workreports.docx import measures
from orgwork.workreports.docx.writer import write
from orgwork.workreports.parsing import parse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MADE = dt.datetime(2024, 11, 30, 8, 0, tzinfo=dt.UTC)
TEXT = """标题一行
——副标题
（中共甲区委组织部）
各位同志：
一年来的工作。
一、成效
（一）学习
1.抓学习。一是抓经常。内容在2024年㎡。
（1）抓小事"""
ANNEX = ("数据来源表", ("序号", "名称"), [("4", "走访<户>")], (1000, 7844))


def made(text=TEXT, **options):
    return write(parse(text).blocks, title="标题", author="甲区", made_at=MADE, **options)


def part(data, name):
    return ElementTree.fromstring(ZipFile(BytesIO(data)).read(name))


def paragraphs(data):
    return list(part(data, "word/document.xml").iter(f"{W}p"))


def texts(data):
    return ["".join(node.text for node in paragraph.iter(f"{W}t")) for paragraph in paragraphs(data)]


def style(data, id_):
    return next(node for node in part(data, "word/styles.xml").iter(f"{W}style") if node.get(f"{W}styleId") == id_)


def attributes(node, name):
    return {key.removeprefix(W): value for key, value in node.find(f".//{W}{name}").attrib.items()}


def test_two_blank_lines_above_the_title_and_one_above_the_salutation():
    assert texts(made())[:8] == [
        "",
        "",
        "标题一行",
        "——副标题",
        "（中共甲区委组织部）",
        "",
        "各位同志：",
        "一年来的工作。",
    ]


def test_page_is_a4_with_the_text_area_of_the_standard():
    section = part(made(), "word/document.xml").find(f".//{W}sectPr")
    margins = attributes(section, "pgMar")
    assert attributes(section, "pgSz") == {"w": "11906", "h": "16838"}
    assert [margins[side] for side in ("top", "right", "bottom", "left", "footer")] == [
        "2098",
        "1474",
        "1984",
        "1588",
        "1417",
    ]
    assert attributes(section, "docGrid") == {"type": "lines", "linePitch": "579"}


def test_22_lines_of_28_characters_fit_the_text_area():
    height = measures.PAGE_HEIGHT - measures.TOP - measures.BOTTOM
    width = measures.PAGE_WIDTH - measures.LEFT - measures.RIGHT
    character = measures.BODY_SIZE * 10 + measures.SQUEEZE
    assert (height // measures.PITCH, width // character) == (22, 28)


def test_body_style():
    body = style(made(), "Body")
    assert attributes(body.find(f"{W}pPr"), "spacing") == {
        "before": "0",
        "after": "0",
        "line": "579",
        "lineRule": "exact",
    }
    assert attributes(body, "ind") == {"firstLineChars": "200", "firstLine": "630"}
    assert attributes(body.find(f"{W}rPr"), "spacing") == {"val": "-5"}
    assert attributes(body, "sz") == {"val": "32"}
    assert [body.find(f".//{W}{flag}") is not None for flag in ("widowControl", "kinsoku", "overflowPunct")] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("id_", "font"),
    [
        ("DocTitle", "方正小标宋简体"),
        ("DocSubtitle", "楷体_GB2312"),
        ("Salutation", "仿宋_GB2312"),
        ("Level1", "黑体"),
        ("Level2", "楷体_GB2312"),
        ("Level3", "仿宋_GB2312"),
        ("Level4", "仿宋_GB2312"),
        ("Body", "仿宋_GB2312"),
    ],
)
def test_face_of_each_style(id_, font):
    fonts = attributes(style(made(), id_), "rFonts")
    assert (fonts["eastAsia"], fonts["ascii"], fonts["hAnsi"], fonts["hint"]) == (
        font,
        "Times New Roman",
        "Times New Roman",
        "eastAsia",
    )


def test_title_size():
    assert attributes(style(made(), "DocTitle"), "sz") == {"val": "44"}


def runs(data, beginning):
    paragraph = next(
        node for node in paragraphs(data) if "".join(text.text for text in node.iter(f"{W}t")).startswith(beginning)
    )
    return [
        (run.find(f"{W}t").text, attributes(run, "rFonts")["eastAsia"], run.find(f".//{W}b") is not None)
        for run in paragraph.iter(f"{W}r")
    ]


def test_run_in_heading_is_bold_and_a_rare_character_gets_the_full_font():
    assert runs(made(), "1.抓学习") == [
        ("1.抓学习。", "仿宋_GB2312", True),
        ("一是抓经常。", "仿宋_GB2312", True),
        ("内容在2024年", "仿宋_GB2312", False),
        ("㎡", "仿宋", False),
        ("。", "仿宋_GB2312", False),
    ]


def test_every_run_names_its_east_asian_face():
    allowed = {"仿宋_GB2312", "仿宋", "楷体_GB2312", "楷体", "黑体", "方正小标宋简体", "宋体"}
    data = made(annex=ANNEX)
    assert {attributes(run, "rFonts")["eastAsia"] for run in part(data, "word/document.xml").iter(f"{W}r")} <= allowed


def test_headings_stay_with_what_follows_unless_they_run_in():
    data = made()
    assert [style(data, f"Level{level}").find(f".//{W}keepNext") is not None for level in (1, 2, 3, 4)] == [True] * 4
    run_in = next(
        node for node in paragraphs(data) if "".join(text.text for text in node.iter(f"{W}t")).startswith("1.抓学习")
    )
    assert attributes(run_in, "keepNext") == {"val": "0"}


@pytest.mark.parametrize(("file", "side"), [("footer1.xml", "right"), ("footer2.xml", "left")])
def test_page_number_outside_on_odd_and_even_pages(file, side):
    footer = part(made(), f"word/{file}")
    assert attributes(footer, "jc") == {"val": side}
    assert attributes(footer, "ind") == {side: "280"}
    assert "".join(node.text for node in footer.iter(f"{W}t")) == "— 1 —"
    assert footer.find(f".//{W}instrText").text == " PAGE "
    assert {node.get(f"{W}val") for node in footer.iter(f"{W}sz")} == {"28"}


def test_settings_tell_odd_from_even_and_keep_the_grid():
    settings = part(made(), "word/settings.xml")
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    assert attributes(settings, "characterSpacingControl") == {"val": "doNotCompress"}


def test_same_text_same_bytes():
    assert made(annex=ANNEX) == made(annex=ANNEX)


def test_core_properties_carry_the_date_given():
    created = part(made(), "docProps/core.xml").find("{http://purl.org/dc/terms/}created")
    assert created.text == "2024-11-30T08:00:00Z"


def test_markup_in_the_text_stays_text():
    assert texts(made('标题\n甲<b>&\x00"乙"。'))[3] == '甲<b>&"乙"。'


def test_annex_is_a_table_on_its_own_page():
    data = made(annex=ANNEX)
    table = part(data, "word/document.xml").find(f".//{W}tbl")
    cells = [
        ["".join(text.text for text in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ]
    assert cells == [["序号", "名称"], ["4", "走访<户>"]]
    assert "附件" in texts(data)
