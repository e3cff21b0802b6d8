"""A taken sentence goes below its heading, as the next item of the list that stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports import builtin, outline
from orgwork.workreports.models import Part
from orgwork.workreports.suggesting import placing
from orgwork.workreports.suggesting.placing import PROPOSAL, Place

TEXT = """标题
一、今年以来的主要工作
走访群众。
二、存在的问题和改进办法
（一）主要问题
一是谋划不深；二是办法不多。
（二）改进办法
一是抓落实。
三、下一步工作思路
下一步，加强党建。
四、对上级的意见建议
一是希望交流。二是希望统一口径。
以上汇报。"""


def test_the_next_item_takes_the_marks_of_the_list():
    assert placing.place(TEXT, Part.PROBLEM, ["换届不及时。"]) == Place(6, "一是谋划不深；二是办法不多；三是换届不及时。", False)
    assert placing.place(TEXT, PROPOSAL, ["希望共享师资", "希望给补助。"]) == Place(
        12, "一是希望交流。二是希望统一口径。三是希望共享师资。四是希望给补助。", False
    )


def test_steps_make_a_list_of_their_own_at_the_end_of_their_part():
    first = placing.place(TEXT, Part.STEP, ["抓好换届"])
    assert first == Place(10, "针对台账反映的情况，抓好以下几件事：一是抓好换届。", True)
    lines = TEXT.splitlines()
    lines.insert(10, first.text)
    again = placing.place("\n".join(lines), Part.STEP, ["督办意见"])
    assert again == Place(11, "针对台账反映的情况，抓好以下几件事：一是抓好换届；二是督办意见。", False)


def test_a_part_without_a_list_gets_one():
    text = "一、主要工作\n走访。\n二、存在的问题\n三、下一步打算\n加强。"
    assert placing.place(text, Part.PROBLEM, ["换届不及时"]) == Place(3, "一是换届不及时。", True)


def test_without_the_part_there_is_no_place():
    assert placing.place("一、主要工作\n走访。", Part.PROBLEM, ["换届不及时"]) is None


@pytest.mark.parametrize("name", sorted(builtin.FILES)[:1])
@pytest.mark.parametrize(("part", "front"), [(Part.PROBLEM, "一是少数"), (PROPOSAL, "一是希望"), (Part.STEP, "针对台账")])
def test_the_speech_has_a_place_for_each(name, part, front):
    found = placing.place(builtin.text("组织工作发言提纲"), part, ["写一句"])
    assert (found.text.startswith(front), found.text.endswith("是写一句。")) == (True, True)


@given(st.integers(1, 99))
def test_numerals_read_back(number):
    assert outline.numeral(placing.said(number)) == number


@given(st.integers(1, 40), st.lists(st.sampled_from(["抓换届", "督办意见", "补功能室"]), min_size=1, max_size=3))
def test_items_are_numbered_without_a_gap(already, sentences):
    line = placing.continued("", ["先有的"] * already)
    whole = placing.continued(line, sentences)
    numbers = [outline.numeral(item["numeral"]) for item in placing.ITEM.finditer(whole)]
    assert numbers == list(range(1, already + len(sentences) + 1))
