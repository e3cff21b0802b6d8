"""Periods as the contract writes them: 2024, 2024H1, 2024Q3, 2024-07, 2024-01-01..2024-11-30."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"^(\d{4})$")
_HALF = re.compile(r"^(\d{4})H([12])$")
_QUARTER = re.compile(r"^(\d{4})Q([1-4])$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_RANGE = re.compile(r"^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$")


class BadPeriod(ValueError):
    """A period that cannot be read; the message is Chinese and may be shown."""

    def __init__(self, text):
        super().__init__(
            f"看不懂的期间「{text[:40]}」。请写成 2024、2024H1、2024Q3、2024-07 或 2024-01-01..2024-11-30。"
        )


def _months(year, first, last):
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _bounds(text):
    if found := _YEAR.match(text):
        return _months(int(found[1]), 1, 12)
    if found := _HALF.match(text):
        return _months(int(found[1]), 1 + 6 * (int(found[2]) - 1), 6 * int(found[2]))
    if found := _QUARTER.match(text):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3 * int(found[2]))
    if found := _MONTH.match(text):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if found := _RANGE.match(text):
        return date.fromisoformat(found[1]), date.fromisoformat(found[2])
    raise BadPeriod(text)


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included; `text` is the contract's notation."""

    text: str
    start: date
    end: date

    @classmethod
    def parse(cls, text):
        """Read the contract's notation. Raises BadPeriod."""
        text = (text or "").strip()
        try:
            start, end = _bounds(text)
        except ValueError as error:
            raise BadPeriod(text) from error
        if not (date(1900, 1, 1) <= start <= end <= date(2200, 12, 31)):
            raise BadPeriod(text)
        return cls(text, start, end)

    @classmethod
    def month(cls, day):
        return cls.parse(f"{day.year}-{day.month:02}")

    @classmethod
    def year(cls, year):
        return cls.parse(str(year))

    @property
    def is_month(self):
        return bool(_MONTH.match(self.text))

    @property
    def label(self):
        """As prose writes it: 2024年, 2024年上半年, 2024年第3季度, 2024年7月, 2024年1月1日至11月30日."""
        if found := _HALF.match(self.text):
            return f"{found[1]}年{'上' if found[2] == '1' else '下'}半年"
        if found := _QUARTER.match(self.text):
            return f"{found[1]}年第{found[2]}季度"
        if _YEAR.match(self.text):
            return f"{self.text}年"
        if self.is_month:
            return f"{self.start.year}年{self.start.month}月"
        return f"{_prose(self.start)}至{_prose(self.end)}"

    def months(self):
        """The months the period touches, as Period objects."""
        found, day = [], self.start.replace(day=1)
        while day <= self.end:
            found.append(Period.month(day))
            day = (day + timedelta(days=32)).replace(day=1)
        return found

    def previous_month(self):
        return Period.month(self.start - timedelta(days=1))

    def last_year(self):
        """The same period a year earlier (a range keeps its days; 29 February becomes the 28th)."""
        return (
            Period.parse(f"{_back(self.start)}..{_back(self.end)}")
            if ".." in self.text
            else Period.parse(f"{int(self.text[:4]) - 1}{self.text[4:]}")
        )


def _prose(day):
    return f"{day.year}年{day.month}月{day.day}日"


def _back(day):
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1])).isoformat()
