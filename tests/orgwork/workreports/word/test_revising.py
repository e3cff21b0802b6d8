"""The text of a report changed after its .docx was uploaded: the file follows, and keeps what was not touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports import word
from tests.orgwork.workreports.word.docx import BOLD, docx, p, part, r

BLOCKS = (p(r("标题", BOLD)), p(r("全区"), r("走访", BOLD), r("{{走访联系群众户数}}户。")), p(), p(r("末段。")))


def text_of(data):
    return word.text_of(word.Package(data))


def revised(new, *blocks):
    data = docx(*(blocks or BLOCKS))
    return data, word.revise(data, old=text_of(data), new=new)


def test_the_same_text_is_the_same_file():
    data, done = revised(text_of(docx(*BLOCKS)))
    assert done is data


def test_a_changed_word_keeps_the_runs_around_it():
    data, done = revised("标题\n全区已走访{{走访联系群众户数:余}}户。\n\n末段。")
    assert part(done) == part(data).replace("全区", "全区已").replace("户数}}", "户数:余}}")


def test_a_change_at_the_beginning_and_at_the_end_of_a_line():
    data, done = revised("新标题\n全区走访{{走访联系群众户数}}户。\n\n末段。完。")
    assert part(done) == part(data).replace("标题", "新标题").replace("末段。", "末段。完。")


def test_an_added_line_looks_like_the_line_before_it():
    data, done = revised("标题\n全区走访{{走访联系群众户数}}户。\n添一句&。\n\n末段。")
    added = p(r("添一句&amp;。"), r("", BOLD), r(""))
    assert part(done) == part(data).replace(BLOCKS[1], BLOCKS[1] + added)


def test_what_belongs_to_one_paragraph_alone_is_not_copied():
    marked = p('<w:bookmarkStart w:id="1" w:name="x"/>', r("甲。"), '<w:bookmarkEnd w:id="1"/>')
    _data, done = revised("甲。\n乙。", marked)
    assert marked + p(r("乙。")) in part(done)


def test_a_deleted_line_leaves_an_empty_paragraph():
    data, done = revised("标题\n\n末段。")
    assert text_of(done) == "标题\n\n\n末段。"
    assert part(done).count("<w:p>") == part(data).count("<w:p>")


def test_lines_within_one_paragraph():
    data, done = revised("甲一\n丙乙二。", p(r("甲"), "<w:r><w:br/></w:r>", r("乙。")))
    assert part(done) == part(data).replace(">甲<", ">甲一<").replace("乙。", "丙乙二。")


def test_a_cell_of_a_table_is_changed_where_it_stands():
    table = f"<w:tbl><w:tr><w:tc>{p(r('甲'))}</w:tc><w:tc>{p(r('乙'))}</w:tc></w:tr></w:tbl>"
    data, done = revised("甲\n丙", table)
    assert part(done) == part(data).replace("乙", "丙")


LINES = st.lists(st.text(alphabet="甲乙。{}a&<", max_size=6), min_size=1, max_size=6)


@given(LINES, LINES)
def test_the_file_says_the_new_text(old, new):
    """But for empty lines: one that is deleted stays as an empty paragraph, an empty one is not added."""
    blocks = [p(r(line.replace("&", "&amp;").replace("<", "&lt;"))) for line in old]
    data = docx(p(r("首")), *blocks)
    done = word.revise(data, old=text_of(data), new="\n".join(["首", *new]))
    assert [line for line in text_of(done).splitlines() if line.strip()] == ["首", *(line for line in new if line.strip())]


@pytest.mark.parametrize("new", ["", "甲", "甲\n乙\n丙\n丁\n戊\n己"])
def test_any_text_can_take_its_place(new):
    _data, done = revised(new)
    assert [line for line in text_of(done).splitlines() if line] == new.splitlines()
