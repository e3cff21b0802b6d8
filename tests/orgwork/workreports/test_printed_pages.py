"""The finished file as LibreOffice prints it: where LibreOffice and poppler are (.ci/run installs them); test_docx.py reads the XML."""

import datetime as dt
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree

from orgwork.workreports import builtin, editions, outline, wording
from orgwork.workreports.document import Gap, Text
from orgwork.workreports.docx import measures
from orgwork.workreports.docx.writer import write
from orgwork.workreports.parsing import parse

pytestmark = pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or poppler is not here")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MADE = dt.datetime(2024, 11, 30, tzinfo=dt.UTC)
FOOTER = re.compile(r"—\s*(\d+)\s*—")
HANGING = "。，、；：！？”’）》」』】"


def said(run):
    if not isinstance(run, Gap):
        return run
    known = {"区名": "甲区", "报告年份": "2024"}
    return Text(known.get(run.name) or (str(1200 + run.no) if run.no else wording.missing(run.name)), run.tone)


@pytest.fixture(scope="module")
def document():
    return parse(builtin.text(builtin.DEFAULT))


def printed(folder, data):
    """Lines of each printed page of a .docx; the footer is the last."""
    (folder / "report.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(["pdftotext", "-layout", str(folder / "report.pdf"), "-"], check=True, capture_output=True).stdout
    return [[line for line in page.splitlines() if line.strip()] for page in text.decode().split("\f") if page.strip()]


def filled(document):
    return [replace(block, runs=tuple(said(run) for run in block.runs)) for block in document.blocks]


@pytest.fixture(scope="module")
def data(document):
    return write(filled(document), title="发言提纲", author="甲区", made_at=MADE)


@pytest.fixture(scope="module")
def pages(data, tmp_path_factory):
    return printed(tmp_path_factory.mktemp("report"), data)


def test_page_numbers_run_and_stand_outside(pages):
    footers = [page[-1] for page in pages]
    assert [int(FOOTER.search(footer)[1]) for footer in footers] == list(range(1, len(pages) + 1))
    sides = ["right" if len(footer) - len(footer.lstrip()) > 20 else "left" for footer in footers]
    assert sides == [("left", "right")[number % 2] for number in range(1, len(pages) + 1)]


def test_a_full_page_has_22_lines(pages):
    """One less only where a heading, a first or a last line of a paragraph would have stood alone."""
    full = [len(page) - 1 for page in pages[1:-1]]
    assert set(full) <= {21, 22}
    assert full.count(22) > len(full) / 2


def width(line):
    return sum(1 if ord(sign) > 0xFF or sign in "—“”‘’…" else 0.5 for sign in line.strip())


def test_a_full_line_has_28_characters(pages):
    """29 where closing punctuation hangs over the edge."""
    lines = [line for page in pages[1:] for line in page[:-1] if not re.search(r"[ -~]", line.strip())]
    assert max(width(line.rstrip(HANGING)) for line in lines) == 28
    assert max(width(line) for line in lines) in (28, 29)


def test_headings_stand_in_their_order(pages, document):
    printed = "".join(line.strip() for page in pages for line in page[:-1]).replace(" ", "")
    places = [printed.find(item.text.partition("…")[0]) for item in outline.headings(document)]
    assert -1 not in places
    assert places == sorted(places)


def test_nothing_odd_is_printed(pages):
    text = "".join(line for page in pages for line in page)
    assert [odd for odd in ("None", "{{", "×", "。。", "，，", "空") if odd in text.replace("空白", "")] == []


def test_the_table_of_numbers_begins_on_a_page_of_its_own_and_repeats_its_head(document, tmp_path):
    rows = [(f"第{at}个数", str(at), "户", "2024年") for at in range(1, 61)]
    annex = (editions.NUMBERS, editions.NUMBERS_HEADER, rows, editions.NUMBERS_WIDTHS)
    found = printed(tmp_path, write(filled(document), title="发言提纲", author="甲区", made_at=MADE, annex=annex))
    first = next(at for at, page in enumerate(found) if page[0].strip() == "附件")
    assert found[first][1].strip() == "主要数据表"
    assert ["名称" in "".join(page[:4]) for page in found[first:]] == [True] * len(found[first:])
    assert [len(page) > 2 for page in found[first:]] == [True] * 2
    assert [int(FOOTER.search(page[-1])[1]) for page in found] == list(range(1, len(found) + 1))


def faces(data):
    """[(style of the paragraph, East-Asian font, text)] of every run."""
    tree = ElementTree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))
    return [
        (paragraph.find(f".//{W}pStyle").get(f"{W}val"), run.find(f".//{W}rFonts").get(f"{W}eastAsia"), text_of(run))
        for paragraph in tree.iter(f"{W}p")
        for run in paragraph.iter(f"{W}r")
    ]


def text_of(run):
    return "".join(node.text or "" for node in run.iter(f"{W}t"))


def test_every_run_names_its_font(data):
    fonts = {font for _style, font, _text in faces(data)}
    assert fonts <= {measures.FANGSONG, measures.FANGSONG_ALL, measures.HEI, measures.KAI, measures.KAI_ALL, measures.TITLE_FONT}
    rare = [(font, text) for _style, font, text in faces(data) if "㎡" in text]
    assert rare and {font for font, _text in rare} == {measures.FANGSONG_ALL}


FACES = (
    ("DocTitle", measures.TITLE_FONT, ""),
    ("DocSubtitle", measures.KAI, "——"),
    ("Level1", measures.HEI, "一、"),
    ("Level2", measures.KAI, "（一）"),
    ("Level3", measures.FANGSONG, "1."),
    ("Level4", measures.FANGSONG, "（1）"),
    ("Body", measures.FANGSONG, ""),
)


@pytest.mark.parametrize(("style", "font", "begins"), FACES)
def test_the_face_of_each_level(data, style, font, begins):
    heads = [(face, text) for name, face, text in faces(data) if name == style]
    assert (heads[0][0], heads[0][1].startswith(begins)) == (font, True)
