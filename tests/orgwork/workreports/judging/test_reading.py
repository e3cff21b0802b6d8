"""The filled text and its template line: every stretch finds its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports import filling, parsing
from orgwork.workreports.judging import reading
from orgwork.workreports.models import SlotValue

WORDS = ["走访", "户，", "。", "（一）", " ", "{{走访联系群众户数}}", "{{走访联系群众户数:余}}", "{{报告年份}}", "\\{{", "1998", "余"]


def passages(text):
    values = {4: SlotValue(no=4, name="走访联系群众户数", is_number=True, value=1998, text="1998", state="filled", measure="户")}
    document = parsing.parse(text)
    return reading.read(document, filling.filled(document, values, {"报告年份": "2024"}), text)


def one(line):
    return passages(f"一、工作\n{line}")[1]


def test_a_stretch_is_replaced_and_slots_stay():
    passage = one("今年走访{{走访联系群众户数}}余户，好。")
    assert passage.text == "今年走访1998余户，好。"
    assert passage.replaced(4, 9, "{{走访联系群众户数:余}}") == "今年走访{{走访联系群众户数:余}}户，好。"
    assert passage.replaced(0, 2, "{{报告年份}}年") == "{{报告年份}}年走访{{走访联系群众户数}}余户，好。"


def test_a_cut_inside_a_slot_takes_the_whole_slot():
    passage = one("走访{{走访联系群众户数}}户。")
    assert passage.replaced(3, 5, "X") == "走访X户。"


def test_a_number_knows_the_slot_that_said_it():
    (found,) = one("走访{{走访联系群众户数:余}}户。").numbers
    assert (found.no, found.text, found.quantity.form) == (4, "1900余户", "over")


def test_sentences_and_clauses():
    passage = one("甲，乙；丙。“丁。”戊")
    assert [span.text for span in passage.sentences] == ["甲，乙；丙。", "“丁。”", "戊"]
    assert [span.text for span in passage.sentences[0].clauses()] == ["甲，", "乙；", "丙。"]


def test_a_line_that_cannot_be_traced_offers_no_replacement():
    passage = one("{{每条 人才称号}}{{姓名}}获评。{{完}}")
    assert (passage.source, passage.replaced(0, 1, "X")) == ("", "")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join))
def test_replacing_nothing_changes_nothing(line):
    for passage in passages(f"一、工作\n{line}"):
        if passage.source:
            assert passage.replaced(0, 0, "") == passage.source
            assert passage.replaced(len(passage.text), len(passage.text), "") == passage.source


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join), st.integers(0, 40))
def test_a_word_put_in_is_there_when_the_line_is_read_again(line, place):
    (passage, *_more) = passages(f"一、工作\n{line}")[1:] or (None,)
    if passage is None or not passage.source or place > len(passage.text):
        return
    inside = any(piece.gap and piece.start < place < piece.end for piece in passage.pieces)
    new = passage.replaced(place, place, "新") if not inside else ""
    assert not new or "新" in new


@pytest.mark.parametrize("line", ["\\（一）不是标题。", "  走访{{走访联系群众户数}}户。  "])
def test_what_the_parser_leaves_out_is_traced_too(line):
    passage = one(line)
    assert passage.replaced(0, 0, "新") in (line.replace("（", "新（", 1), line.replace("走", "新走", 1))
