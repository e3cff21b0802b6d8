"""What a row of the body is: a record, a group heading, a footer, the header again, a note."""

import re
import unicodedata
from typing import NamedTuple

from orgwork.kit.values.text import plain

DATA, GROUP, FOOTER, HEADER, NOTE, BLANK = "data", "group", "footer", "header", "note", "blank"

FOOTING = re.compile(
    r"^(?:合计|小计|总计|总数|累计|共计)|^(?:备注|注|说明|填表说明|附注|注意)\s*[:\d]|(?:填表人|制表人|审核人|审核|负责人|填报人|书记签字|签字|盖章|签章|制表|填表日期|填报时间|联系电话)\s*[:(]"
)
GROUPING = re.compile(
    r"^(?:\(?[一二三四五六七八九十百\d]+(?:[、.,]|\)))?\s*(?P<name>\S.*?)\s*(?:\(\s*(?:共计?)?\s*(?P<count>\d+)\s*[名人个]\s*\)|[::,]?\s*共计?(?P<sum>\d+)[名人个])?\s*:?$"
)
NUMBERED = re.compile(r"^\(?[一二三四五六七八九十]+[、.,)]")
KINDS = (
    ("group", re.compile(r"小组$")),
    ("branch", re.compile(r"(?:支部|总支|党委|工委|党组|支部委员会|总支委员会|委员会)$")),
    ("member_type", re.compile(r"^(?:正式|预备)党员$")),
    ("place", re.compile(r"(?:街道|社区|办事处|居委会|村|镇|乡|局|部|办|委|院|区|公司|厂|校|中心|所|站)$")),
)


class Group(NamedTuple):
    """A group heading: `kind` branch, group, member_type, place or other; `count` the head count it states."""

    kind: str
    name: str
    count: int | None


def text_of(cell):
    """The text of a cell for looking at its meaning."""
    if isinstance(cell, tuple):
        return ""
    return unicodedata.normalize("NFKC", plain(cell)).strip()


def is_footer(texts):
    """Whether one of the first three filled cells opens a total, a note or a signature."""
    return any(FOOTING.search(text) for text in texts[:3])


def group_of(text):
    """The Group that a lone text heads, or None where it does not look like a heading."""
    found = GROUPING.match(text)
    if not found:
        return None
    name = found["name"]
    count = found["count"] or found["sum"]
    for kind, pattern in KINDS:
        if pattern.search(name):
            return Group(kind, name, int(count) if count else None)
    if count or NUMBERED.match(text):
        return Group("other", name, int(count) if count else None)
    return None
