"""What the rows above the header say: whose roster it is, which branch, how many people."""

import re
import unicodedata
from typing import NamedTuple

from orgwork.kit.values.text import plain

FACT = re.compile(
    r"(党支部名称|所在党支部|党组织名称|支部名称|填报单位|上报单位|报送单位|单位名称|单位|党支部|社区)(?:\([^)]*\))?\s*:\s*([^\s:]+)"
)
TOTAL = re.compile(r"(?:共计|总计|合计|共有|共)\s*(\d+)\s*[名人个]|\(\s*(\d+)\s*[名人]\s*\)")
TITLED_BRANCH = re.compile(r"^(.{2,40}?(?:支部|总支))(?:委员会)?(?:党员|发展|积极分子|流动|名册|花名册|台账)")
BRANCH_WORDS = frozenset({"党支部名称", "所在党支部", "党组织名称", "支部名称", "党支部"})


class Titles(NamedTuple):
    """`branch` as 党支部名称 gives it, `titled` a branch the title begins with, `place` 填报单位, `total` 共计N名."""

    branch: str = ""
    titled: str = ""
    place: str = ""
    total: int | None = None


def read(rows):
    """The Titles of the rows above the header (lists of cells)."""
    branch = titled = place = ""
    total = None
    for row in rows:
        text = _line(row)
        for word, value in FACT.findall(text):
            if word in BRANCH_WORDS:
                branch = branch or value
            else:
                place = place or value
        found = TOTAL.search(text)
        total = total or (int(found[1] or found[2]) if found else None)
        begins = TITLED_BRANCH.match(text.strip())
        titled = titled or (begins[1] if begins else "")
    return Titles(branch, titled, place, total)


def _line(row):
    """The cells of a row in one line; a cell that ends with a colon takes the next one as its value."""
    cells = [unicodedata.normalize("NFKC", plain(c)).strip() for c in row if c != "" and not isinstance(c, tuple)]
    return " ".join(cells).replace(": ", ":")
