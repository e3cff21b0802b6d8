"""The table of docs/performance.md is what var/bench.json says, and nothing else of the page changes."""

import importlib.util

import pytest

from tests.product import ROOT

spec = importlib.util.spec_from_file_location("benchtable", ROOT / "scripts" / "benchtable.py")
benchtable = importlib.util.module_from_spec(spec)
spec.loader.exec_module(benchtable)

ROW = {
    "name": "import_100k", "median_s": 12.5, "peer": "calamine | COPY", "peer_median_s": 5.0, "ratio": 2.5, "goal": "<= 2.5",
    "met": True, "n": 100_000, "peak_mib": 81.5, "note": "I1, 3 pairs",
}  # fmt: skip
PAGE = f"before\n{benchtable.BEGIN}\nold\n{benchtable.END}\nafter\n"


def test_the_table_takes_the_place_of_the_old_one():
    line = "| I1 | import_100k | 12.5 | calamine / COPY | 5 | 2.5 | <= 2.5 | met | 100,000 | 3 pairs; peak 81.5 MiB |"
    before, table, after = benchtable.filled(PAGE, [ROW]).partition(line)
    assert (before.startswith("before\n"), table, after) == (True, line, f"\n{benchtable.END}\nafter\n")
    assert "old" not in before


def test_twice_is_once():
    once = benchtable.filled(PAGE, [ROW])
    assert benchtable.filled(once, [ROW]) == once


@pytest.mark.parametrize(("met", "said"), [(False, "**missed**"), (None, "")])
def test_a_missed_goal_is_said_and_none_is_none(met, said):
    row = ROW | {"met": met, "peer_median_s": None, "peak_mib": None}
    cells = benchtable.table([row]).splitlines()[2].strip("| ").split(" | ")
    assert (cells[4], cells[7], cells[-1]) == ("", said, "3 pairs")


def test_the_page_of_the_docs_has_its_marks():
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert (page.count(benchtable.BEGIN), page.count(benchtable.END)) == (1, 1)
    assert page.index(benchtable.BEGIN) < page.index(benchtable.END)


def test_a_page_without_marks_is_left_alone():
    with pytest.raises(SystemExit):
        benchtable.filled("no marks", [ROW])
