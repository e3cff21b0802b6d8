"""From when on a setting may be given: each rule once."""

from datetime import date

from orgwork.kit.values.problems import Problem

YEARS_AHEAD = 5


def effective_from(day, *, today, set_before):
    """Refuse a day in the past, since what lies there was computed by the value of then, and one that can only be a slip.

    A setting that nobody has ever set (`set_before` False) may begin in the past: until then only the value given with
    the portal stood, and whoever puts the portal to work says what was in force.
    """
    if day < today and set_before:
        raise Problem(
            "param.past",
            f"这一项已经设过，过去的月份已按当时的值算过，不能从 {day:%Y-%m-%d} 改起。请写今天（{today:%Y-%m-%d}）或以后的日期。",
        )
    if day.year > today.year + YEARS_AHEAD:
        raise Problem("param.far", f"生效日期太远。请核对年份，最晚写到 {today.year + YEARS_AHEAD} 年底。")
    if day < date(2000, 1, 1):
        raise Problem("param.far", "生效日期太早。请核对年份，最早写到 2000 年。")
