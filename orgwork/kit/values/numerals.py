"""Chinese numerals in dates and in the names of organisations."""

import re

SAME = ("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {char: str(n) for n, chars in enumerate(SAME) for char in chars}
TENS = {"廿": "二十", "卅": "三十"}
RUN = re.compile("[〇零○一二三四五六七八九十百廿卅两壹贰叁肆伍陆柒捌玖]+")


def number(run):
    """A run of Chinese numerals as Arabic digits: '一九七三' → '1973', '二十一' → '21', '一百零三' → '103'."""
    for short, long in TENS.items():
        run = run.replace(short, long)
    if "十" not in run and "百" not in run:
        return "".join(DIGITS[c] for c in run)
    total = held = 0
    for char in run:
        if char in "十百":
            total += (held or 1) * (10 if char == "十" else 100)
            held = 0
        else:
            held = int(DIGITS[char])
    return str(total + held)


def plain_digits(text):
    """`text` with every run of Chinese numerals in Arabic digits."""
    return RUN.sub(lambda run: number(run[0]), text) if not text.isascii() else text
