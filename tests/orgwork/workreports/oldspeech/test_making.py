"""From the stand-in speech to a template."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports.document import Text
from orgwork.workreports.oldspeech import awards, making, teaser
from orgwork.workreports.oldspeech.blanks import blanks_of
from orgwork.workreports.parsing import parse
from tests.orgwork.workreports.oldspeech.test_offers import SPEECH
from tests.orgwork.workreports.test_gaps import NoFigures


def made(text, *choices):
    return making.template_of(text, choices or [blank["chosen"] for blank in making.stored(text, NoFigures())], NoFigures())


def test_the_speech_becomes_a_template_with_its_49_blanks():
    document = parse(made(SPEECH), NoFigures())
    assert document.problems == ()
    assert [gap.no for gap in document.slot_gaps()] == [*range(1, 45), 100, *range(46, 50)]


def test_no_blank_and_no_name_of_a_person_is_left():
    text = made(SPEECH)
    assert re.findall("[×╳]|张三强", text) == []
    assert "{{每条 人才称号}}{{年份}}年，{{单位}}{{姓名}}被评为“{{批次}}{{称号}}”。{{完}}三是抓平台" in text


def test_words_that_the_slot_says_itself_go_with_the_blank():
    for before, name, after in [
        ("走访×余户", "整顿走访居民户数", "走访{{整顿走访居民户数:余}}户"),
        ("走访×多户", "整顿走访居民户数", "走访{{整顿走访居民户数:余}}户"),
        ("走访约×户", "走访联系群众户数", "走访{{走访联系群众户数:约}}户"),
        ("达标率×%以上，", "社区达标率", "达标率{{社区达标率:以上}}，"),
        ("达标率×%，", "社区达标率", "达标率{{社区达标率}}，"),
        ("达到×㎡以上", "办公用房标准", "达到{{办公用房标准}}㎡以上"),
        ("×区委", "区名", "{{区名}}委"),
        ("×委", "区名", "{{区名}}委"),
        ("如×社区成立", "品牌社区一", "如{{品牌社区一}}成立"),
        ("对照×精神", "地方精神名称", "对照{{地方精神名称}}精神"),
        ("在×年会上", "报告年份", "在{{报告年份}}年会上"),
    ]:
        assert made(before, name) == after


def test_a_blank_may_stay():
    assert made("共×吨，走访×户。", "", "走访联系群众户数") == "共×吨，走访{{走访联系群众户数}}户。"


AWARD = "先说一句。×区×年，某院李四被评为“市级专家”。再说一句。"


@pytest.mark.parametrize("choice", list(awards.SAID))
def test_a_sentence_that_names_a_person_never_stays_as_it_is(choice):
    assert made(AWARD, "区名", choice) == f"先说一句。{awards.SAID[choice]}再说一句。"


def test_signs_of_the_language_lose_their_meaning():
    assert parse(made("写作{{区名}}和\\，走访×户。", "走访联系群众户数")).blocks[0].runs[0] == Text("写作{{区名}}和\\，走访")


TEXTS = st.lists(st.sampled_from(["×", "{{", "}}", "\\", "区名", "。", "户", "年，李四获评专家", "\n", "甲", "余"])).map("".join)


@given(TEXTS)
def test_any_old_text_makes_a_template_that_says_the_same(text):
    """With every × left as it is, the template prints the text; nothing of it is taken for a slot."""
    template = making.template_of(text, [""] * len(blanks_of(text)), NoFigures())
    document = parse(template, NoFigures())
    assert document.gaps() == []
    said = ["".join(run.text for run in block.runs) for block in document.blocks]
    assert said == [line.strip() for line in text.splitlines() if line.strip()]


def test_the_teaser_above_the_text():
    assert teaser.is_teaser(SPEECH)
    assert teaser.without(SPEECH).startswith("夯基础　聚合力　开新局\n")
    assert not teaser.is_teaser(teaser.without(SPEECH))


@pytest.mark.parametrize("text", ["", "标题", "甲\n甲乙丙", "一个很长的标题" * 9 + "\n别的话"])
def test_a_title_is_no_teaser(text):
    assert (teaser.is_teaser(text), teaser.without(text)) == (False, text)
