"""A report whose template is a Word file: 正式版 is that file, its slots filled, the rest as it was."""

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports import editions, word
from orgwork.workreports.document import Gap
from orgwork.workreports.parsing import parse
from orgwork.workreports.services import templating
from tests.orgwork.workreports.test_gaps import NoFigures
from tests.orgwork.workreports.word.docx import BOLD, HEAD, W, docx, p, part, r

pytestmark = pytest.mark.django_db
TEXT = (
    p(r("{{区名}}报告", BOLD)),
    p(r("走访{{走访联系"), r("群众户数:余}}户，意见{{征集意见建议条数}}条，{{报告年份}}年。", BOLD)),
)
HEADER = f"{HEAD}<w:hdr {W}>{p(r('{{区名}}委'))}</w:hdr>"


def upload(*blocks, **more):
    return ContentFile(docx(*blocks, **more), name="模板.docx")


@pytest.fixture
def from_word(place, people, records, compose, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def made(*blocks, **more):
        file = upload(*blocks, **more)
        text, _odd = templating.read_word(file)
        given = {"unit": place.district, "kind": "other", "text": text, "by": people.clerk, "word_file": file}
        templating.create_template(name="文件模板", **given)
        return compose(place.district, template="文件模板"), docx(*blocks, **more)

    return made


def test_the_slots_are_filled_and_nothing_else_moves(from_word):
    report, data = from_word(*TEXT, kinds={"header1": "header+xml"}, header1=HEADER)
    done = editions.final(report)
    filled = part(data).replace("{{区名}}", "甲区").replace("{{走访联系", "120").replace("群众户数:余}}户", "户")
    assert part(done) == filled.replace("{{征集意见建议条数}}", "60").replace("{{报告年份}}", "2024")
    assert part(done, "word/header1.xml") == HEADER.replace("{{区名}}", "甲区")


def test_what_is_missing_says_so(from_word):
    report, data = from_word(p(r("废止{{废止文件份数}}份，{{修订制度:列举:2}}。")))
    assert part(editions.final(report)) == part(data).replace("{{废止文件份数}}", "【待补：废止文件份数】").replace(
        "{{修订制度:列举:2}}", "【待补：修订制度】"
    )


def test_a_sentence_changed_in_the_report_is_changed_in_the_file(from_word):
    report, data = from_word(*TEXT)
    report.template_text = report.template_text.replace("走访{{走访联系群众户数:余}}户", "上门{{走访联系群众户数}}户")
    done = part(editions.final(report))
    assert ("上门" in done, "走访" in done, part(data).count("<w:r>") == done.count("<w:r>")) == (True, False, True)


def test_the_review_edition_has_the_portals_own_form(from_word):
    report, _data = from_word(*TEXT)
    assert "数据来源表" in part(editions.review(report, list(report.slots.all())))


PIECES = ["{{区名}}", "{{区名:余}}", "{{ 党员数 }}", "{{每条 人才称号}}", "{{姓名}}", "{{完}}", "{{", "}}", "\\", "甲", "\n", " ", "一、"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_word_reader_and_the_parser_see_the_same_slots(text):
    """In a text without faults of form: the k-th slot as it is written is the k-th slot of the document."""
    document = parse(text, NoFigures())
    if any(problem.code.startswith(("slot.unclosed", "repeat")) for problem in document.problems):
        return
    gaps = [run for block in document.blocks for run in block.runs if isinstance(run, Gap)]
    tokens = word.tokens(text)
    assert len(tokens) == len(gaps)
    assert [token[0].startswith("{{每条") for token in tokens] == [hasattr(gap, "runs") for gap in gaps]
