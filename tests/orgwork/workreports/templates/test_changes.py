import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports.templates.changes import between


def kinds(old, new):
    return [row["kind"] for row in between(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲", "甲", ["same"]),
        ("甲", "乙", ["changed"]),
        ("甲", "甲\n乙", ["same", "added"]),
        ("甲\n乙", "甲", ["same", "removed"]),
        ("1\n2\n3\n4\n5\n甲", "1\n2\n3\n4\n5\n乙", ["skipped", "same", "changed"]),
    ],
)
def test_rows(old, new, expected):
    assert kinds(old, new) == expected


def test_the_characters_that_differ_are_marked():
    [row] = between("走访十户", "走访百余户")
    assert row["old"] == [("走访", False), ("十", True), ("户", False)]
    assert row["new"] == [("走访", False), ("百余", True), ("户", False)]


LINES = st.lists(st.text(alphabet="甲乙丙", max_size=3), max_size=12).map("\n".join)


@given(LINES, LINES)
def test_both_sides_say_all_their_lines(old, new):
    rows = between(old, new)
    skipped = sum(row.get("count", 0) for row in rows)
    for side, text in (("old", old), ("new", new)):
        shown = sum(1 for row in rows if row["kind"] not in ("skipped", "added" if side == "old" else "removed"))
        assert shown + skipped == len(text.splitlines())
