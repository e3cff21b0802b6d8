"""Cells that are no numbers: a choice, a text, an attachment."""

import pytest

from orgwork.monthly.services.errors import Invalid
from orgwork.monthly.services.saving import Entry, save_values
from tests.factories.monthly import open_reports

from .forms_of import add_kinds


@pytest.fixture
def report(world):
    add_kinds()
    return open_reports()["槐荫社区"]


def cell(report, code):
    return report.values.get(code=code)


def shown(report, code):
    row = cell(report, code)
    return (row.state, row.text, row.value, row.explanation)


def save(report, by, code, **entry):
    return save_values(report=report, cells={code: Entry(**entry, version=cell(report, code).version)}, by=by)


def test_a_choice_is_one_of_its_choices(report, filler):
    save(report, filler, "m_shop", value=" 有 ")
    assert shown(report, "m_shop") == ("filled", "有", None, "")
    save(report, filler, "m_shop", value="没有")
    assert shown(report, "m_shop") == ("filled", "没有", None, "")
    with pytest.raises(Invalid) as invalid:
        save(report, filler, "m_shop", value="也许")
    assert invalid.value.fields == {"m_shop": "只能选：有、没有、在建。"}
    save(report, filler, "m_shop", value="", explanation="还没有定")
    assert shown(report, "m_shop") == ("blank", "", None, "还没有定")


@pytest.mark.parametrize("code", ["m_shop", "m_story"])
@pytest.mark.parametrize("state", ["zero", "same"])
def test_words_are_neither_zero_nor_the_same(report, filler, code, state):
    with pytest.raises(Invalid) as invalid:
        save(report, filler, code, state=state)
    assert invalid.value.fields == {code: "这一格不是数，不能报零，也不能与上月相同。请填写，或写一句原因。"}


def test_a_text_keeps_its_lines_and_its_length(report, filler):
    save(report, filler, "m_story", value="修好路灯\r\n三处 ")
    assert shown(report, "m_story")[:2] == ("filled", "修好路灯\n三处")
    with pytest.raises(Invalid) as invalid:
        save(report, filler, "m_story", value="字" * 501)
    assert invalid.value.fields == {"m_story": "共501个字，最多500个字。请缩短后重新填写。"}


def test_an_attachment_is_not_typed_but_may_be_explained(report, filler):
    with pytest.raises(Invalid) as invalid:
        save(report, filler, "m_photos", value="现场.jpg")
    assert invalid.value.fields == {"m_photos": "这一格是附件，不能填写。请上传文件，或写一句原因。"}
    save(report, filler, "m_photos", value="", explanation="相机坏了")
    assert shown(report, "m_photos") == ("blank", "", None, "相机坏了")
