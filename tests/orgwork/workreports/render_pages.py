"""The finished file as LibreOffice prints it. Run by .ci/run, which installs LibreOffice and poppler; `make test` checks the XML."""

import datetime as dt
import re
import subprocess
from dataclasses import replace

import pytest

from orgwork.workreports import builtin, outline, wording
from orgwork.workreports.document import Gap, Text
from orgwork.workreports.docx.writer import write
from orgwork.workreports.parsing import parse

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


@pytest.fixture(scope="module")
def pages(document, tmp_path_factory):
    """Lines of each printed page; the footer is the last."""
    folder = tmp_path_factory.mktemp("report")
    blocks = [replace(block, runs=tuple(said(run) for run in block.runs)) for block in document.blocks]
    (folder / "report.docx").write_bytes(write(blocks, title="发言提纲", author="甲区", made_at=MADE))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "report.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", str(folder / "report.pdf"), "-"], check=True, capture_output=True
    ).stdout
    return [[line for line in page.splitlines() if line.strip()] for page in text.decode().split("\f") if page.strip()]


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
