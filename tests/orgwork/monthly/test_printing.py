"""The month on paper: page and .docx say the same, blank or filled."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from django.test import Client

from orgwork.monthly.printing import document, paper
from orgwork.monthly.services.saving import Entry, save_values
from tests.factories.monthly import open_reports, submitted

from .forms_of import add_kinds

AT = datetime(2024, 8, 1, tzinfo=UTC)


@pytest.fixture
def report(world, filler):
    add_kinds(required=False)
    submitted(open_reports("2024-06")["槐荫社区"], filler, m_care=2)
    report = open_reports("2024-07")["槐荫社区"]
    cells = {
        "m_care": Entry(state="same"), "m_dues": Entry(value="12.50", explanation="代收<两个月>"), "m_deeds": Entry(state="zero"),
        "m_problems": Entry(state="blank", explanation="台账丢失"), "m_highlights": Entry(value="修好路灯\n三处"),
        "m_shop": Entry(value="有"),
    }
    return save_values(report=report, cells=cells, by=filler, version=1)


def lines(made):
    return {line.name: line for group in made.groups for line in group.lines}


def words(made):
    return {one.name: one.text for group in made.groups for one in group.words}


def text_of(content):
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return [re.sub(r"<[^>]+>", "", p) for p in re.findall(r"<w:p>.*?</w:p>", xml)]


def test_zero_same_and_blank_are_three_things_on_paper(report):
    found = lines(paper(report))
    asked = ("慰问困难党员", "办理实事好事", "解决困难问题", "党费实收", "收集意见")
    assert [(found[name].value, found[name].note) for name in asked] == [
        ("2", "与上月相同"), ("0", "零报告"), ("", "未填：台账丢失"), ("12.5", "代收<两个月>"), ("", "未填"),
    ]
    assert found["慰问困难党员"].previous == "2"


def test_words_choices_and_attachments_stand_below(report):
    assert {k: v for k, v in words(paper(report)).items() if k in ("工作亮点", "便民店", "佐证")} == {
        "工作亮点": "修好路灯\n三处", "便民店": "有", "佐证": "—",
    }


def test_a_blank_one_has_last_month_and_room(report):
    made = paper(report, blank=True)
    assert {(line.value, line.note) for line in lines(made).values()} == {("", "")}
    assert (lines(made)["慰问困难党员"].previous, words(made)["便民店"]) == ("2", "□ 有　□ 没有　□ 在建")
    assert made.facts.startswith("报送截止：8月1日 18:00")


def test_the_word_file_says_what_the_paper_says(report):
    made = paper(report)
    text = text_of(document(made, made_at=AT, author="田书记"))
    assert text[0] == "槐荫社区2024年7月月报"
    at = text.index("党费实收")
    assert text[at : at + 6] == ["党费实收", "元", "12.5", "0", "", "代收&lt;两个月&gt;"]
    assert text[text.index("工作亮点") + 1 :][:2] == ["修好路灯", "三处"]
    assert [name for name in lines(made) if name not in text] == []


def test_the_same_paper_gives_the_same_bytes(report):
    first, second = (document(paper(report), made_at=AT, author="田书记") for _ in range(2))
    assert first == second
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None


def test_page_and_file_by_their_addresses(report, filler, world):
    client = Client()
    client.force_login(filler)
    page = client.get(f"/monthly/{report.pk}/print/").content.decode()
    assert ("代收&lt;两个月&gt;" in page, f'href="/monthly/{report.pk}/print.docx"' in page, "空表" in page) == (True, True, True)
    blank = client.get(f"/monthly/{report.pk}/print/?blank=1").content.decode()
    assert ("代收" in blank, f'href="/monthly/{report.pk}/print.docx?blank=1"' in blank) == (False, True)
    for query in ("", "?blank=1"):
        answer = client.get(f"/monthly/{report.pk}/print.docx{query}")
        assert (answer.status_code, answer.content[:2], answer["Cache-Control"]) == (200, b"PK", "private, no-store")
        assert "%E6%A7%90%E8%8D%AB" in answer["Content-Disposition"]
    client.force_login(world.leader)
    seen = client.get(f"/monthly/{report.pk}/print/").content.decode()
    assert ("print.docx" in seen, client.get(f"/monthly/{report.pk}/print.docx").status_code) == (False, 404)
