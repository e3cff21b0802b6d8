"""Telephone numbers: mobiles ^1[3-9]\\d{9}$, land lines with or without area code (dictionary.md §0)."""

import re
import unicodedata

from .problems import Problem, shown
from .text import tidy

MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
LAND = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|400\d{7}", re.ASCII)
BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*\D[^()\[\]【】]*[)\]】]")
SPLIT = re.compile(r"[/、,，;；|\n]|或")
NOISE = re.compile(r"[\s()\[\]+]|^86(?=1\d{10}$)")


def split(raw):
    """(mobile, land line) of a cell, '' for what is missing; of two mobiles the first counts. Raises mobile.length."""
    if type(raw) is str and MOBILE.fullmatch(raw):
        return raw, ""
    text = unicodedata.normalize("NFKC", tidy(raw))
    mobile = land = ""
    for part in SPLIT.split(BRACKETS.sub("", text)):
        bare = NOISE.sub("", NOISE.sub("", part))
        digits = bare.replace("-", "")
        if MOBILE.fullmatch(digits):
            mobile = mobile or digits
        elif LAND.fullmatch(bare):
            land = land or bare
        elif bare:
            raise _refused(raw, digits)
    return mobile, land


def mobile(raw):
    """The mobile number of a cell or ''. Raises mobile.length where there is another thing than a mobile number."""
    found, land = split(raw)
    if land and not found:
        raise _refused(raw, land.replace("-", ""))
    return found


def _refused(raw, digits):
    if re.search(r"\d[eE]\+?\d", str(raw)):
        cause = "手机号被存成科学计数的数字，末几位可能已失真。请设为文本格式后重新输入。"
    elif digits.isascii() and digits.isdigit():
        cause = f"手机号应为1开头的11位数字，这里是{len(digits)}位。请核对后改正。"
    else:
        cause = "手机号应为1开头的11位数字。请核对后改正，座机请带区号。"
    return Problem("mobile.length", cause, value=shown(raw, 30))
