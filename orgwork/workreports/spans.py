"""Which span of time a slot looks at when the report looks at its own (indicators.md 0)."""

from datetime import date

from orgwork.kit.periods import Period
from orgwork.workreports.slots import CAMPAIGN, YEAR, YTD


def year_start(day: date) -> date:
    return day.replace(month=1, day=1)


def twelve_months(end: date) -> date:
    """The day after the same day a year earlier: twelve whole months up to `end`."""
    if (end.month, end.day) == (12, 31):
        return year_start(end)
    try:
        before = end.replace(year=end.year - 1)
    except ValueError:  # 29 February
        before = end.replace(year=end.year - 1, day=28)
    return date.fromordinal(before.toordinal() + 1)


def between(start: date, end: date) -> Period:
    whole = Period.year(end.year)
    return whole if (start, end) == (whole.start, whole.end) else Period.parse(f"{start}..{end}")


def span(rule: str, period: Period, *, campaign_from: date | None = None) -> Period:
    """The period of a slot with `rule`; the report's own words where both look at the same days."""
    starts = {
        YTD: year_start(period.end),
        CAMPAIGN: min(campaign_from or year_start(period.end), period.end),
        YEAR: twelve_months(period.end),
    }
    start = starts.get(rule, period.start)
    return period if start == period.start else between(start, period.end)


def next_year(period: Period) -> Period:
    """The same span a year later; a range that ends on 29 February then ends on the 28th."""
    if ".." not in period.text:
        return Period.parse(f"{period.start.year + 1}{period.text[4:]}")
    return Period.parse(f"{a_year_on(period.start)}..{a_year_on(period.end)}")


def a_year_on(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)
