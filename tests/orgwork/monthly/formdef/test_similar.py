"""Names that look alike: whether a figure or an item already answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.monthly.formdef.similar import ALIKE, score, similar
from orgwork.monthly.formdef.versions import items_of

from .conftest import AUGUST

NAMES = st.text("走访联系群众户数意见党员支部人次", max_size=12)


def named(name, **more):
    return [(one.kind, one.name) for one in similar(name, items_of(AUGUST), **more)]


def test_visits_name_the_figure_and_the_item(db):
    found = named("走访户数")
    assert found[0] == ("figure", "走访联系群众户数")
    assert ("item", "走访群众") in found


@pytest.mark.parametrize(("name", "kind", "answer"), [
    ("党员人数", "item", "党员"), ("志愿队伍数", "figure", "志愿服务组织数"), ("办公面积", "item", "办公用房面积"),
    ("意见办结数", "figure", "意见办结率"), ("主题党日次数", "figure", "主题党日"), ("发展对象", "item", "新增发展对象"),
])  # fmt: skip
def test_other_wordings_of_what_there_is(db, name, kind, answer):
    assert (kind, answer) in named(name)


@pytest.mark.parametrize("name", ["电梯加装部数", "垃圾分类", "充电桩"])
def test_what_is_new_resembles_nothing(db, name):
    assert named(name) == []


def test_an_item_does_not_resemble_itself(db):
    assert ("item", "走访群众") not in named("走访群众", without="m_visit_households")


def test_figures_of_the_report_itself_are_not_named(db):
    assert [one.key for one in similar("走访群众", items_of(AUGUST)) if one.key.startswith("monthly.")] == []


def test_the_list_is_short_and_the_likest_come_first(db):
    found = similar("党员", items_of(AUGUST))
    assert len(found) == 8
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@given(NAMES, NAMES)
def test_likeness_is_a_share_and_says_the_same_both_ways(one, other):
    assert 0 <= score(one, other) <= 1
    assert score(one, other) == score(other, one)
    assert not one or score(one, one) == 1


def test_brackets_and_small_words_make_no_difference():
    assert score("走访群众（月报）", "本月走访群众") == 1
    assert score("", "走访") == 0 < ALIKE
