"""Dates as rosters write them, with the precision they really have (rosters.md 3, dictionary.md Date precision)."""

import datetime
import re
import unicodedata
from typing import NamedTuple

from .numerals import plain_digits
from .problems import Problem, shown
from .text import INVISIBLE, plain, refuse_control, tidy

YEAR, MONTH, DAY = "y", "m", "d"
EARLIEST = 1900
EPOCH = datetime.date(1899, 12, 30)
SERIALS = range(10000, 60001)

QUICK = re.compile(r"(\d{4})[.\-/](\d\d?)(?:[.\-/](\d\d?))?", re.ASCII)
SEPARATED = re.compile(
    r"(\d{4}|\d\d)[.\-/,、。·_—~ 年]{1,2}(\d{1,2})(?:[.\-/,、。·_— 月]{1,2}(\d{1,2}))?[月日号]?", re.ASCII
)
YEAR_ONLY = re.compile(r"(\d{4})年?", re.ASCII)
SOLID = re.compile(r"\d{6}|\d{8}", re.ASCII)
CLOCK = re.compile(r"[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?$", re.ASCII)
BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
WORDS_AROUND = re.compile(r"^[^\d一二三四五六七八九〇零○两]{0,4}(?=\d)|(?<=[\d年月日号])[^\d年月日号.\-/]{1,6}$")
TWO = re.compile(r"(.*?\d[年月日号]?)\s*(?:--+|[-—~至到/;;]|转正)\s*(\d{4}.*)", re.ASCII)
NO_DATE = frozenset({"", "0", "0.0", "至今", "今", "现在"})


class PartialDate(NamedTuple):
    """A day that stands for a year, a month or itself. `date` is the first day of what is known."""

    date: datetime.date
    precision: str = DAY

    @property
    def text(self):
        """'1973', '1973-05' or '1973-05-21': never more than is known."""
        return self.date.isoformat()[: {YEAR: 4, MONTH: 7}.get(self.precision, 10)]

    @property
    def dotted(self):
        """'1973.05', as ledgers print it."""
        return self.text.replace("-", ".")

    @property
    def last(self):
        """The last day it can mean."""
        if self.precision == DAY:
            return self.date
        if self.precision == YEAR:
            return self.date.replace(month=12, day=31)
        following = self.date.replace(day=28) + datetime.timedelta(days=4)
        return following - datetime.timedelta(days=following.day)

    def __str__(self):
        return self.text


def parse(text):
    """The PartialDate of its own `text` form ('1973', '1973-05', '1973-05-21'). Raises ValueError on anything else."""
    parts = [int(p) for p in text.split("-")]
    precision = (YEAR, MONTH, DAY)[len(parts) - 1]
    return PartialDate(datetime.date(*(parts + [1, 1])[:3]), precision)


def clean(raw, *, today=None, birth=False):
    """The PartialDate of a cell, or None where it is blank.

    `raw` is a text, a number, a date, a tuple (year, month, day) with day 0 where the cell shows none, or ("0.00",
    number) where a number
    is shown with two decimals. `birth` reads two-digit years as those of people of 14 and over.
    Raises date.unrecognised, date.nonexistent, date.ambiguous, cell.control_character.
    """
    today = today or datetime.date.today()
    if type(raw) is str:
        found = QUICK.fullmatch(raw)
        parts = found.groups() if found else _text(raw, today, birth)
    elif isinstance(raw, (int, float)):
        parts = _number(raw)
    elif isinstance(raw, tuple):
        parts = _shown(raw[1]) if raw[0] == "0.00" else raw
    elif isinstance(raw, datetime.date):
        parts = (raw.year, raw.month, raw.day)
    else:
        parts = _text(plain(raw), today, birth)
    return parts and _build(parts, raw, today)


def clean_pair(raw, *, today=None):
    """(first, second) of a cell that may hold two dates, such as 入党 and 转正 in one: `201907/202007`. Raises as
    `clean`.
    """
    found = TWO.fullmatch(_flat(raw)) if type(raw) is str and len(raw) > 10 else None
    if not found:
        return clean(raw, today=today), None
    return clean(found[1], today=today), clean(found[2], today=today)


def _build(parts, raw, today):
    year, month, day = (None if p is None else int(p) for p in parts)
    if not EARLIEST <= year <= today.year + 1:
        raise _nonexistent(raw, f"的年份不在{EARLIEST}至{today.year + 1}之间")
    try:
        first = datetime.date(year, 1 if month is None else month, day or 1)
    except ValueError:
        raise _nonexistent(raw, "不是真实的日期") from None
    return PartialDate(first, YEAR if month is None else DAY if day else MONTH)


def _nonexistent(raw, cause):
    return Problem(
        "date.nonexistent", f"“{_quoted(raw)}”{cause}。请核对后改成真实的日期，如1973.05。", value=_quoted(raw)
    )


def _unrecognised(raw):
    return Problem(
        "date.unrecognised", f"看不懂日期“{_quoted(raw)}”。请写成1973.05或1973-05-21的样子。", value=_quoted(raw)
    )


def _quoted(raw):
    if isinstance(raw, tuple):
        return ".".join(str(p) for p in raw if p)
    return shown(raw, 30)


def _number(number):
    """A number cell: a serial day, 19730521, 197305, 1973 or 1973.05; 1973.1 may be January or October."""
    if number == 0:
        return None
    if not -1e15 < number < 1e15:
        raise _unrecognised(number)
    whole = int(number)
    if number != whole and EARLIEST <= whole < 2100:
        return _decimal(number, whole)
    if whole in SERIALS:
        day = EPOCH + datetime.timedelta(days=whole)
        return day.year, day.month, day.day
    if number == whole:
        return _solid(str(whole), number)
    raise _unrecognised(number)


def _decimal(number, year):
    digits = repr(float(number)).split(".")[1]
    if digits == "1":
        raise Problem(
            "date.ambiguous",
            f"单元格是数字{number}，分不清是{year}年1月还是{year}年10月。请改成文本{year}.01或{year}.10。",
            value=str(number),
        )
    if len(digits) > 2:
        raise _unrecognised(number)
    return year, digits, None


def _shown(number):
    """A number shown with two decimals: 1973.1 stands there as 1973.10."""
    year, month = f"{number:.2f}".split(".")
    return (year, None, None) if month == "00" else (year, month, None)


def _solid(text, raw):
    if len(text) == 8:
        return text[:4], text[4:6], text[6:]
    if len(text) == 6:
        return text[:4], text[4:], None
    if len(text) == 4:
        return text, None, None
    raise _unrecognised(raw)


def _flat(raw):
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", plain(raw)))
    return CLOCK.sub("", BRACKETS.sub("", text).strip(" \t\r\n'‘’*"))


def _text(raw, today, birth):
    refuse_control(raw)
    text = plain_digits(_flat(raw))
    if text in NO_DATE or not tidy(text):
        return None
    for attempt in (text, WORDS_AROUND.sub("", "".join(text.split()))):
        found = _match(attempt, today, birth)
        if found:
            return found
    raise _unrecognised(raw)


def _match(text, today, birth):
    text = text.rstrip(".-/,、。 ")
    if found := SEPARATED.fullmatch(text):
        year, month, day = found.groups()
        return (_century(year, today, birth) if len(year) == 2 else year), month, day
    if found := YEAR_ONLY.fullmatch(text):
        return found[1], None, None
    if SOLID.fullmatch(text):
        return _solid(text, text)
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return _number(int(text))
    return None


def _century(two, today, birth):
    """Two digits: this century up to the present year, but nobody on a roster is under 14."""
    year = 2000 + int(two)
    return year - 100 if year > today.year or (birth and today.year - year < 14) else year
