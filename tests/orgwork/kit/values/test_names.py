"""Names: normalised, noted, refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.kit.values import names
from orgwork.kit.values.problems import Problem

READ = {
    "张三": "张三", "张　三": "张三", "张 三": "张三", " 张三 ": "张三", "买买提•艾力": "买买提·艾力", "买买提.艾力": "买买提·艾力",
    "买买提・艾力": "买买提·艾力", "⽥中": "田中", "John Smith": "John Smith", "阿卜杜拉·买买提": "阿卜杜拉·买买提",
}  # fmt: skip
REFUSED = {
    "": "name.empty", None: "name.empty", "无": "name.empty", "秦\u200b东兰": "name.invisible", "贾新123": "name.invalid",
    "张": "name.invalid", "字" * 31: "name.invalid", "张三;": "name.invalid", "<b>张三</b>": "name.invalid",
    "张\x00三": "cell.control_character",
}  # fmt: skip
NOTES = {
    "李四（预备）": ("李四", "预备"), "王五(女)": ("王五", "女"), "赵六 流动": ("赵六", "流动"), "钱七*": ("钱七", "*"),
    "张 三": ("张 三", None), "张三": ("张三", None),
}  # fmt: skip


@pytest.mark.parametrize("raw", READ)
def test_read(raw):
    assert names.clean(raw) == READ[raw]


@pytest.mark.parametrize("raw", REFUSED, ids=repr)
def test_refused(raw):
    with pytest.raises(Problem) as raised:
        names.clean(raw)
    assert (raised.value.code, "请" in raised.value.message) == (REFUSED[raw], True)


@pytest.mark.parametrize("raw", NOTES)
def test_notes_are_taken_off(raw):
    assert names.split_note(raw) == NOTES[raw]


def test_rare_glyphs():
    assert (names.has_rare_glyph("张\ue000"), names.has_rare_glyph("张三")) == (True, False)


@given(st.text(max_size=40))
def test_a_clean_name_stays_as_it_is(raw):
    try:
        found = names.clean(names.split_note(raw)[0])
    except Problem:
        return
    assert names.clean(found) == found
