"""Unified social credit codes, GB 32100-2015: 18 characters without I O Z S V, check character mod 31."""

from .problems import Problem, shown
from .text import folded

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUE = {c: n for n, c in enumerate(ALPHABET)}
WEIGHTS = tuple(3**i % 31 for i in range(17))


def check_character(seventeen):
    """The 18th character for the first 17. Raises KeyError on a character outside the alphabet."""
    total = sum(VALUE[c] * w for c, w in zip(seventeen, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def clean(raw):
    """The code as stored, or '' where it is blank. Raises uscc.check_digit."""
    text = folded(raw).upper().replace("-", "")
    if not text:
        return ""
    if len(text) != 18:
        raise _refused(text, f"统一社会信用代码应为18位，这里是{len(text)}位")
    if not set(text) <= VALUE.keys():
        raise _refused(text, "统一社会信用代码里有不允许的字符（不含I、O、Z、S、V）")
    if check_character(text[:17]) != text[17]:
        raise _refused(text, "统一社会信用代码的校验码不对，至少有一位抄错")
    return text


def _refused(text, cause):
    return Problem("uscc.check_digit", f"{cause}。请对照营业执照改正。", value=shown(text, 30))
