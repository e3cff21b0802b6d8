import pytest

from orgwork.workreports.oldspeech.blanks import blanks_of


def around(text):
    return [(blank.left, blank.right) for blank in blanks_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("走访×户。", 1),
        ("走访××户，收到╳条。", 2),
        ("×区", 1),
        ("面积3×4米", 0),
        ("共3×", 1),
        ("×4", 1),
        ("没有", 0),
    ],
)
def test_where_they_stand(text, found):
    assert len(blanks_of(text)) == found


def test_a_sentence_ends_with_its_full_stop_and_the_quote_behind_it():
    assert around("甲。乙“×。”丙") == [("乙“", "。”")]
    assert around("甲；乙×丙；丁") == [("乙", "丙；")]
    assert around("第一行\n乙×丙\n第三行") == [("乙", "丙")]


def test_the_line_is_counted_from_one():
    assert [blank.line for blank in blanks_of("×\n甲\n×")] == [1, 3]


def test_the_clause():
    [_first, blank] = blanks_of("走访×户，收到意见×条，办结。")
    assert (blank.near_left, blank.near_right) == ("收到意见", "条")
