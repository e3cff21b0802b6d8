"""The table of docs/performance.md, made from var/bench.json, which `make bench` writes."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOUND, PAGE = ROOT / "var" / "bench.json", ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
HEAD = ("", "name", "ours", "beside it", "", "ratio", "goal", "", "n", "how")
MET = {True: "met", False: "**missed**", None: ""}


def main():
    if not FOUND.exists():
        sys.exit("var/bench.json is not there: run `make bench` first.")
    PAGE.write_text(filled(PAGE.read_text("utf-8"), json.loads(FOUND.read_text("utf-8"))), "utf-8")


def filled(page, rows):
    """The page with the table of `rows` between its two marks; SystemExit where a mark is missing."""
    before, begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"docs/performance.md lacks {BEGIN} or {END}.")
    return f"{before}{BEGIN}\n{table(rows)}\n{END}{after}"


def table(rows):
    return "\n".join(map(_line, [HEAD, ["---"] * len(HEAD), *map(_cells, rows)]))


def _cells(row):
    """The yardstick stands first in the note, the rest of it says how."""
    yardstick, _comma, how = row["note"].partition(", ")
    memory = f"; peak {row['peak_mib']:g} MiB" if row["peak_mib"] else ""
    numbers = [_number(row[name]) for name in ("median_s", "peer_median_s", "ratio")]
    ours, peer, ratio = numbers
    return [yardstick, row["name"], ours, row["peer"], peer, ratio, row["goal"], MET[row["met"]], f"{row['n']:,}", how + memory]


def _number(found):
    return "" if found is None else f"{found:g}"


def _line(cells):
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    main()
