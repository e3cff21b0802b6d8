"""Personal names (dictionary.md §0: 2–30 characters, · allowed, no inner spaces in a short Han name)."""

import re
import unicodedata

from .problems import Problem, shown
from .text import BLANKS, INVISIBLE, SPACES, plain, refuse_control

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff\ue000-\uf8ff"
CLEAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
VALID = re.compile(rf"[{HAN}A-Za-z·' .-]{{2,30}}")
ALL_HAN = re.compile(rf"[{HAN}]+")
PRIVATE = re.compile("[\ue000-\uf8ff]")
DOTS = re.compile("[・•‧∙⋅●．･•]")
NOTE_WORDS = "预备|预备党员|正式|正式党员|女|男|流动|流动党员|少数民族|去世|已故|转出|退休|失联|新增"
NOTE = re.compile(
    rf"^(?P<name>.+?)\s*(?:[(\[【](?P<inside>[^()\[\]【】]*)[)\]】]|\s(?P<after>{NOTE_WORDS})|(?P<star>[*＊]+))\s*$"
)


def split_note(text):
    """('李四', '预备') of '李四（预备）'; ('李四', None) where there is no note."""
    if text.isalpha():
        return text, None
    found = NOTE.match(unicodedata.normalize("NFKC", text))
    if not found:
        return text, None
    return found["name"], found["inside"] or found["after"] or found["star"] or ""


def clean(raw):
    """The name as it is stored. Raises name.empty, name.invisible, name.invalid, cell.control_character.

    A trailing note must be taken off with `split_note` before.
    """
    if type(raw) is str and CLEAN.fullmatch(raw):
        return raw
    return _laboured(plain(raw))


def _laboured(text):
    refuse_control(text)
    if INVISIBLE.search(text):
        raise Problem(
            "name.invisible",
            "姓名里有看不见的字符。请删除这一格，重新输入姓名。",
            value=shown(INVISIBLE.sub("□", text)),
        )
    text = DOTS.sub("·", unicodedata.normalize("NFKC", text))
    text = SPACES.sub(" ", text).strip(" *'")
    if text in BLANKS:
        raise Problem("name.empty", "没有填写姓名。请补填姓名。", value="")
    joined = text.replace(" ", "")
    if ALL_HAN.fullmatch(joined):
        text = joined
    elif "." in text and not text.isascii():
        text = text.replace(".", "·")
    if not VALID.fullmatch(text):
        raise Problem("name.invalid", "姓名应为2至30个汉字、字母或间隔号“·”。请核对后改正。", value=shown(text))
    return text


def has_rare_glyph(name):
    """Whether a character of the private-use area stands in the name: it shows only with the font it was typed in."""
    return PRIVATE.search(name) is not None
