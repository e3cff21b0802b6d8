"""Rules on a member's own data, each once, for form, roster and API (dictionary.md 3)."""

from orgwork.kit.values.problems import WARNING, Problem

ADULT = 18


def years_later(day, years):
    """The same day `years` later; 29 February becomes the 28th."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def check_joined(birth, joined_on):
    """入党时年满18周岁 (党章 art.1, DEV-01). Both are PartialDate or None; unknown days are read in the person's favour."""
    if birth and joined_on and joined_on.last < years_later(birth.date, ADULT):
        raise Problem(
            "joined.under_18",
            f"入党日期 {joined_on} 时不满18周岁（出生 {birth}）。请核对出生日期和入党日期。",
            value=joined_on.text,
        )


def check_formal(joined_on, formal_on):
    """转正不早于入党 (DEV-19). The order is an error; the rest is for a person to judge."""
    if joined_on and formal_on and formal_on.last < joined_on.date:
        raise Problem(
            "date.order",
            f"转正日期 {formal_on} 早于入党日期 {joined_on}。请核对这两个日期。",
            value=formal_on.text,
        )


def check_lost(lost, lost_on):
    """失联 needs the day contact was lost (dictionary.md 3)."""
    if lost and not lost_on:
        raise Problem("lost_on.empty", "选了失联，要填失去联系日期。请补填。")


def check_left(out_kind, out_on):
    """A member who has left carries the day."""
    if out_kind and not out_on:
        raise Problem("out_on.empty", "选了离开方式，要填离开支部日期。请补填。")


def check_identity(id_card, sex, birth):
    """Warnings where sex or birth contradict the ID number; the entered value is kept (档案 may differ)."""
    from_id = id_card[6:10] + "-" + id_card[10:12] + "-" + id_card[12:14]
    found = []
    if sex in ("1", "2") and sex != ("1" if int(id_card[16]) % 2 else "2"):
        found.append(Problem("sex.contradicts_id", "性别和身份证号第17位不一致。请核对。", level=WARNING))
    if birth and not from_id.startswith(birth.text):
        found.append(
            Problem(
                "birth.contradicts_id", "出生日期和身份证号不一致。请以档案为准核对。", level=WARNING, value=birth.text
            )
        )
    return found
