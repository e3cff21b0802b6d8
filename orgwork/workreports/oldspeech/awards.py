"""A sentence that says who won a title: a template may not carry the person's name into another year."""

import re

from orgwork.workreports.oldspeech.blanks import bounds

AWARD = re.compile(r"被?(?:评|授|命名|认定)为|荣获|获评|获得|授予|入选")
TITLE = re.compile(r"专家|人才|称号|津贴|奖|模范|标兵|带头人|工匠|能手")
YEAR = re.compile(r"\s*年")
REPEATED = "每条 人才称号"
UNNAMED, DROPPED = "不点名", "删去这一句"
SAID = {
    REPEATED: "{{每条 人才称号}}{{年份}}年，{{单位}}{{姓名}}被评为“{{批次}}{{称号}}”。{{完}}",
    UNNAMED: "{{获评专家年份}}年，本区有人才获评市级以上专家称号。",
    DROPPED: "",
}
TOLD = "这一句点了人名和称号，不能留在模板里。改成按人才称号台账一人一句，或者不点名，或者删去。"


def is_award(blank) -> bool:
    """Whether the blank is the year of a sentence that names who won a title."""
    return bool(YEAR.match(blank.right) and AWARD.search(blank.right) and TITLE.search(blank.right))


def sentence(text, blank) -> tuple[int, int]:
    """Where the whole sentence begins and ends."""
    return bounds(text, blank.at, blank.end)
