"""Plain text cells: trimmed, one line, without characters nobody can see."""

import re
import unicodedata

from .problems import Problem, shown

# Written where there is nothing to write (rosters.md 2).
WORDS = ("", "无", "没有", "暂无", "不详", "空", "待定", "未知", "N/A", "n/a", "NA", "null", "None")
MARKS = ("-", "--", "---", "—", "——", "―", "－", "/", "//", "\\", "○", "〇", "△", "×", "*", "...", "…", "．", "。")
BLANKS = frozenset(WORDS + MARKS)
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
SPACES = re.compile(r"[\s\u3000\u2028\u2029\x85]+")


def plain(raw):
    """A cell as text: a whole number without its “.0”, a tick as 是, None and blank words as ''."""
    if isinstance(raw, str):
        return raw
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    return str(raw)


def refuse_control(text):
    """Raise `cell.control_character` where `text` holds one: PostgreSQL and Excel refuse them."""
    if CONTROL.search(text):
        raise Problem(
            "cell.control_character",
            "含有看不见的控制字符。请删除后重新输入这一格。",
            value=shown(CONTROL.sub("□", text)),
        )


def tidy(raw):
    """The text of a cell on one line, trimmed; '' where the cell is blank. Raises cell.control_character."""
    text = plain(raw)
    if not text.isprintable():
        refuse_control(text)
        text = INVISIBLE.sub("", text)
    text = SPACES.sub(" ", text).strip(" '\u2018") if not text.isalnum() else text
    return "" if text in BLANKS else text


def folded(raw):
    """`tidy`, with full-width letters, digits and marks made plain and all spaces gone; for values that are codes or
    numbers.
    """
    text = tidy(raw)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.replace(" ", "") if " " in text else text


def limited(raw, length):
    """`tidy` within `length` characters. Raises cell.too_long."""
    text = tidy(raw)
    if len(text) > length:
        raise Problem(
            "cell.too_long", f"共{len(text)}个字，最多{length}个字。请缩短后重新填写。", value=shown(text, 40)
        )
    return text


def lines(raw, length=2000):
    """Long text that may keep its line breaks, within `length` characters. Raises cell.too_long,
    cell.control_character.
    """
    text = plain(raw).replace("\r\n", "\n").replace("\r", "\n")
    refuse_control(text)
    text = INVISIBLE.sub("", text).strip()
    if len(text) > length:
        raise Problem(
            "cell.too_long", f"共{len(text)}个字，最多{length}个字。请缩短后重新填写。", value=shown(text, 40)
        )
    return "" if text in BLANKS else text
