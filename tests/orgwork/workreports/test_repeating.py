import pytest

from orgwork.workreports import repeating
from orgwork.workreports.document import Cell, Gap, Repeat, Text

ROWS = [[["名称", name], ["文号", f"{at}号"]] for at, name in enumerate("甲乙丙", 1)]


@pytest.mark.parametrize(
    ("count", "etc", "text"),
    [(0, True, "甲、乙、丙"), (2, True, "甲、乙等"), (3, True, "甲、乙、丙等"), (9, True, "甲、乙、丙等"), (2, False, "甲、乙")],
)
def test_names(count, etc, text):
    assert repeating.names(Gap("修订制度", count=count, etc=etc), ROWS) == text


def test_a_list_without_rows_says_nothing():
    assert (repeating.names(Gap("修订制度", count=2), []), repeating.sentences(Repeat("修订制度"), [], str)) == ("", "")


def test_sentences():
    repeat = Repeat("修订制度", runs=(Cell("名称"), Text("（"), Cell("文号"), Text("，"), Gap("区名"), Text("）。")))
    assert repeating.sentences(repeat, ROWS[:2], lambda gap: f"某{gap.name}") == "甲（1号，某区名）。乙（2号，某区名）。"


def test_a_cell_that_is_not_there_is_said_to_be_missing_and_an_empty_one_is_not_said():
    repeat = Repeat("修订制度", runs=(Cell("名称"), Cell("文号"), Cell("日期"), Text("。")))
    assert repeating.sentences(repeat, [[["名称", "甲"], ["文号", ""]]], str) == "甲【待补：日期】。"
