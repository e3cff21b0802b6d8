"""The 49 kinds of blank of the yearly speech, in a stand-in of our own wording: each is offered its slot first."""

from pathlib import Path

import pytest

from orgwork.workreports import slots
from orgwork.workreports.oldspeech import awards
from orgwork.workreports.oldspeech.blanks import blanks_of
from orgwork.workreports.oldspeech.offers import offers
from orgwork.workreports.vocabulary import Vocabulary, of_figure

SPEECH = (Path(__file__).parents[3] / "data" / "old_speech.txt").read_text(encoding="utf-8").strip()
FIGURES = [
    slots.Slot(0, "党员数", slots.NUMBER, "名", figure="members.active"),
    slots.Slot(0, "女党员数", slots.NUMBER, "名", figure="members.female"),
    slots.Slot(0, "党支部数", slots.NUMBER, "个", figure="branches.branches"),
    slots.Slot(0, "党支部（月报）", slots.NUMBER, "个", figure="monthly.branches"),
]


def first(text, figures=()):
    return [names[0] if names else "" for names in offers(text, blanks_of(text), figures)]


def test_every_blank_of_the_speech_is_offered_right_at_first_rank():
    right = [slot.name for slot in slots.SLOTS]
    right[44] = awards.REPEATED  # the year of a title that a named person won
    assert first(SPEECH) == right


def test_figures_of_the_registry_do_not_come_before_the_blanks_of_the_speech():
    assert first(SPEECH, FIGURES) == first(SPEECH)


def test_a_figure_that_a_blank_counts_already_is_no_offer_of_its_own():
    figure = slots.Slot(0, "帮助解决困难和问题", slots.NUMBER, "件", figure="branches.problems_solved")
    text = "帮助解决困难和问题×件。"
    assert offers(text, blanks_of(text), [figure]) == offers(text, blanks_of(text))


@pytest.mark.django_db
def test_with_every_figure_there_is_the_offers_are_the_same():
    figures = [of_figure(figure) for figure in dict.fromkeys(Vocabulary().figures.values())]
    assert len(figures) > 50
    assert first(SPEECH, figures) == first(SPEECH)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全区有党员×名，其中女党员很多。", "党员数"),
        ("女党员×名。", "女党员数"),
        ("现有党支部××个。", "党支部数"),
        ("在×年全市会议上。", "报告年份"),
        ("举报热线：×，全天畅通。", "举报电话"),
        ("发放便民服务卡×多份。", "便民服务卡份数"),
        ("办公用房都超过×平方米。", "办公用房标准"),
        ("培训农村实用人才×余人。", "培训农村实用人才人数"),
    ],
)
def test_other_wordings(text, name):
    assert first(text, FIGURES) == [name]


def test_the_unit_behind_it_decides():
    """The same words, another unit: no slot of another unit is offered."""
    measures = {slot.name: slot.measure for slot in slots.SLOTS}
    for measure in ("户", "条", "起", "件", "份", "项", "个", "支", "家", "㎡", "%", "类", "名", "次", "篇"):
        [names] = offers(f"走访联系群众×{measure}。", blanks_of(f"走访联系群众×{measure}。"))
        assert {measures[name] for name in names} == {measure}


def test_what_fits_nothing_is_offered_nothing():
    assert first("共×吨，价值×万元，其余×。") == ["", "", ""]


def test_places_of_one_kind_take_their_order():
    assert first("×社区做得好，×社区跟得上，×社区有起色，×社区也不差。") == ["品牌社区一", "品牌社区二", "品牌社区三", "品牌社区一"]


def test_the_second_good_deeds_are_those_of_the_rectification():
    assert first("办实事×件。整顿中办实事×件。")[1] == "整顿实事好事件数"


@pytest.mark.parametrize(
    ("sentence", "is_award"),
    [
        ("×年，某院李四荣获“市劳动模范”称号。", True),
        ("×年，某厂王五被评为“市级专家”。", True),
        ("×年，全区被评为先进。", False),
        ("×名专家被评为优秀人才。", False),
    ],
)
def test_sentences_that_name_who_won_a_title(sentence, is_award):
    [blank] = blanks_of(sentence)
    assert awards.is_award(blank) == is_award
    [names] = offers(sentence, [blank])
    assert (names == [awards.REPEATED, awards.UNNAMED, awards.DROPPED]) == is_award
